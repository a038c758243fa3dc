import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { inBooth } from './avatar/booth/booth.ts'
import type { Tile } from './avatar/booth/page.ts'
import { POSES } from './avatar/booth/poses.ts'
import { ensureChromium } from './lib/chromium.ts'

const HELP = `Shows what an avatar can do: every expression, also while it speaks and blinks, by night, and some poses.

  npm run avatar:sheet [-- --avatar FILE] [--out FILE.png] [--faces A,B,…] [--size PIXELS] [--bare]

  --avatar FILE   a VRM file (default: data/avatars/kira.vrm)
  --out FILE      where to write the picture (default: avatar-sheet.png)
  --faces A,B,…   only these expressions, five in a row
  --size PIXELS   how wide one picture is (default: 300)
  --bare          without names
  --help          shows this

It is drawn in a real Chromium, as the app draws it.`

const { values } = parseArgs({
  options: {
    avatar: { type: 'string', default: path.join(import.meta.dirname, '../data/avatars/kira.vrm') },
    out: { type: 'string', default: 'avatar-sheet.png' },
    faces: { type: 'string' },
    size: { type: 'string', default: '300' },
    bare: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Expressions that say nothing by themselves: they mix with all others. */
const MECHANICAL = /^(aa|ih|ou|ee|oh|blink.*|look.*|night)$/
const NIGHT = '#2a2029'

if (values.help) {
  console.log(HELP)
} else {
  const avatar = readFileSync(values.avatar)
  const png = await inBooth({ avatar, executablePath: await ensureChromium() }, (booth) => {
    const rows = values.faces ? chosen(values.faces.split(','), booth.expressions) : everything(booth.expressions)
    const named = values.bare ? rows.map((row) => row.map((tile) => ({ ...tile, name: '' }))) : rows
    return booth.sheet(named, Number(values.size))
  })
  writeFileSync(values.out, png)
  console.log(values.out)
}

function chosen(names: readonly string[], known: readonly string[]): Tile[][] {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new Error(`The avatar has no expression "${unknown}". It has: ${known.join(', ')}`)
  return inRows(5, names.map(face))
}

function face(name: string): Tile {
  return { name, expressions: { [name]: 1 }, pose: POSES.hanging }
}

function everything(names: readonly string[]): Tile[][] {
  const [mechanical, felt] = [true, false].map((is) => names.filter((name) => MECHANICAL.test(name) === is))
  const hasNight = names.includes('night')
  const withFace = (name: string): Tile[] => [
    face(name),
    mixed(name, { aa: 0.6 }),
    mixed(name, { blink: 1 }),
    mixed(name, { blink: 0.5 }),
    ...(hasNight ? [{ ...mixed(name, { night: 1 }), background: NIGHT }] : []),
    { ...face(name), view: 'body' as const },
  ]
  return [...(felt?.map(withFace) ?? []), ...inRows(6, mechanical?.map(face) ?? []), ...inRows(6, poses())]
}

function mixed(name: string, more: Readonly<Record<string, number>>): Tile {
  const { expressions } = face(name)
  const label = Object.entries(more).map(([of, weight]) => `${of} ${weight}`)
  return { ...face(name), name: `${name} + ${label}`, expressions: { ...expressions, ...more } }
}

function poses(): Tile[] {
  return [
    ...Object.entries(POSES).map(([name, pose]): Tile => ({ name, pose, view: 'body' })),
    ...[90, 180, 40].map((from): Tile => ({ name: `${from}°`, pose: POSES.hanging, from, view: 'body' })),
    { name: 'hand', view: 'hand', from: 30 },
  ]
}

function inRows<T>(length: number, items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, row) =>
    items.slice(row * length, (row + 1) * length),
  )
}
