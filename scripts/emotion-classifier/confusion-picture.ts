/** Confusion matrices side by side, as one SVG that is readable on light and dark pages. */

export interface Confusion {
  readonly name: string
  /** A row for each label that is true, in it a count for each label that was said. */
  readonly counts: readonly (readonly number[])[]
}

const CELL = 42
/** Room for the labels of rows and columns, and around it all. */
const LEFT = 84
const TOP = 104
const MARGIN = 20

/**
 * The paper comes with the picture, as the page's may be dark where the system's is light. Ink has a contrast of at least 4.5:1
 * on the fullest shade, too.
 */
const STYLE = `
    svg { --paper: #ffffff; --ink: #1b2233; --faint: #5b6478; --line: #e4e8f1; --shade: #5f93ee; }
    @media (prefers-color-scheme: dark) {
      svg { --paper: #1a1f2d; --ink: #eef1f8; --faint: #9aa5bd; --line: #2a3145; --shade: #3467c4; }
    }
    text { font: 13px Inter, system-ui, sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
    .paper { fill: var(--paper); }
    .title { font-size: 15px; font-weight: 600; }
    .axis { fill: var(--faint); }
    .right { font-weight: 700; }
    .shade { fill: var(--shade); }
    .cell { fill: none; stroke: var(--line); }
`

/** Each row is shaded by its own sum; what never happened stays empty. */
export function confusionPicture(labels: readonly string[], confusions: readonly Confusion[]): string {
  const side = CELL * labels.length
  const panel = LEFT + side + MARGIN
  const [width, height] = [MARGIN + panel * confusions.length, TOP + side + 2 * MARGIN]
  const panels = confusions.map((confusion, i) => drawPanel(labels, confusion, MARGIN + i * panel))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
  <title id="title">What the emotion classifier takes for what</title>
  <desc id="desc">${confusions.map((confusion) => inWords(labels, confusion)).join(' ')}</desc>
  <style>${STYLE}  </style>
  <rect class="paper" width="${width}" height="${height}" rx="16"/>
${panels.join('\n')}
</svg>
`
}

function drawPanel(labels: readonly string[], { name, counts }: Confusion, left: number): string {
  const x = (column: number) => left + LEFT + column * CELL
  const y = (row: number) => TOP + MARGIN + row * CELL
  const columns = labels.map((label, i) => {
    const [at, above] = [x(i) + CELL / 2, y(0) - 8]
    return `  <text x="${at}" y="${above}" transform="rotate(-45 ${at} ${above})">${label}</text>`
  })
  const rows = labels.map(
    (label, i) => `  <text x="${x(0) - 10}" y="${y(i) + CELL / 2 + 5}" text-anchor="end">${label}</text>`,
  )
  const cells = counts.flatMap((row, i) =>
    row.flatMap((count, column) => drawCell(x(column), y(i), count, share(count, row), i === column)),
  )
  return [
    `  <text class="title" x="${left}" y="${MARGIN + 16}">${name}</text>`,
    `  <text class="axis" x="${left}" y="${MARGIN + 36}">rows: felt, columns: said</text>`,
    ...columns,
    ...rows,
    ...cells,
  ].join('\n')
}

function drawCell(x: number, y: number, count: number, share: number, isRight: boolean): string[] {
  const place = `x="${x}" y="${y}" width="${CELL}" height="${CELL}"`
  const frame = `  <rect class="cell" ${place}/>`
  if (count === 0) return [frame]
  const middle = `x="${x + CELL / 2}" y="${y + CELL / 2 + 5}" text-anchor="middle"`
  return [
    `  <rect class="shade" ${place} fill-opacity="${share.toFixed(2)}"/>`,
    frame,
    `  <text ${isRight ? 'class="right" ' : ''}${middle}>${count}</text>`,
  ]
}

const share = (count: number, row: readonly number[]) => count / Math.max(1, sum(row))
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** For who can't see it: of each label, how many were read right, and what it was mostly taken for otherwise. */
function inWords(labels: readonly string[], { name, counts }: Confusion): string {
  const lines = counts.map((row, i) => {
    const others = row.map((count, column) => (column === i ? 0 : count))
    const most = Math.max(...others)
    const mistaken = most > 0 ? `, ${most} taken for ${labels[others.indexOf(most)]}` : ''
    return `${labels[i]} ${row[i]} of ${sum(row)}${mistaken}`
  })
  return `${name}, read right: ${lines.join('; ')}.`
}
