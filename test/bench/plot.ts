const HEIGHT = 10

/** A curve in letters: a column a value, from the first to the last, the largest as high as the plot. */
export function plot(values: readonly number[], unit: string): string {
  const top = Math.max(...values)
  const rows = Array.from({ length: HEIGHT }, (_, row) => {
    const height = HEIGHT - row
    const label = row === 0 ? `${top.toFixed(0)} ${unit}` : row === HEIGHT - 1 ? `0 ${unit}` : ''
    const line = values.map((value) => (value >= ((height - 0.5) * top) / HEIGHT ? '█' : ' ')).join('')
    return `${label.padStart(10)} │${line}`
  })
  const axis = Array.from({ length: Math.floor(values.length / 10) }, (_, index) =>
    String((index + 1) * 10).padStart(10),
  )
  return [
    '```',
    ...rows,
    `${' '.repeat(10)} └${'─'.repeat(values.length)}`,
    `${' '.repeat(12)}${axis.join('')}`,
    '```',
  ].join('\n')
}
