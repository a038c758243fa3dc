import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as limits from '../../electron/avatars/check/limits.ts'
import { EMOTIONS, GESTURES, settingsSchema } from '../../electron/contract/index.ts'
import { NAMES } from '../../renderer/avatar/face/ways.ts'
import { QUALITIES, TRAITS } from '../../renderer/avatar/scene/quality.ts'
import { avatarEn } from '../../renderer/ui/texts/avatar.en.ts'

const page = readFileSync(new URL('../../docs/avatars.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
/** The rows that begin with one of these, in the order of the page. */
const rowsOf = (names: readonly string[]) => rows.filter(([name = '']) => names.includes(name))
const written = (count: number) => count.toLocaleString('en')
const megabytes = (bytes: number) => `${bytes / limits.MEGABYTE} MB`

it('the page about avatars has every limit', () => {
  const { MAX_COUNTS, MEGABYTE: _, ...single } = limits
  const shown: Record<keyof typeof single, string> = {
    MAX_AVATAR_BYTES: `| the file | ${megabytes(limits.MAX_AVATAR_BYTES)} |`,
    MAX_MOTION_BYTES: `It may have ${megabytes(limits.MAX_MOTION_BYTES)} `,
    MAX_JSON_BYTES: `| its JSON | ${megabytes(limits.MAX_JSON_BYTES)} |`,
    MAX_JSON_VALUES: `| values in it | ${written(limits.MAX_JSON_VALUES)} |`,
    MAX_JSON_DEPTH: `| levels of it | ${written(limits.MAX_JSON_DEPTH)} |`,
    MAX_PRIMITIVES: `| draw calls (primitives) | ${written(limits.MAX_PRIMITIVES)} |`,
    MAX_NODE_DEPTH: `| levels of nodes | ${written(limits.MAX_NODE_DEPTH)} |`,
    MAX_TRIANGLES: `| triangles | ${written(limits.MAX_TRIANGLES)} |`,
    MAX_MORPH_TARGETS: `| morph targets of a mesh | ${written(limits.MAX_MORPH_TARGETS)} |`,
    MAX_MORPHED_VERTICES: `| vertices × morph targets | ${written(limits.MAX_MORPHED_VERTICES)} |`,
    MAX_SKINNED_VERTICES: `| vertices with bones | ${written(limits.MAX_SKINNED_VERTICES)} |`,
    MAX_UNPACKED_BYTES: `| its data, unpacked | ${megabytes(limits.MAX_UNPACKED_BYTES)} |`,
    MAX_COORDINATE: `| a coordinate, in metres | ${written(limits.MAX_COORDINATE)} |`,
    MAX_PIXELS: `| ${Math.ceil(limits.MAX_PIXELS / 1e6)} megapixels |`,
  }
  expect(Object.keys(shown).sort()).toEqual(Object.keys(single).sort())
  for (const line of Object.values(shown)) expect(page).toContain(line)
  for (const [part, count] of Object.entries(MAX_COUNTS)) {
    expect(page.replaceAll(/\s+/g, ' ')).toContain(`\`${part}\` ${written(count)}`)
  }
})

it('what shows each emotion, with names that are known for it', () => {
  const shown = EMOTIONS.filter((emotion) => emotion !== 'neutral')
  const emotions = rowsOf(shown)
  expect(emotions.map(([name]) => name)).toEqual(shown)
  for (const emotion of shown) {
    const aliases = emotions.find(([name]) => name === emotion)?.[1] ?? ''
    const names = [...aliases.matchAll(/`([^`]+)`/g)].map(([, alias]) => alias)
    expect(names.length).toBeGreaterThan(2)
    expect(NAMES[emotion]).toEqual(expect.arrayContaining(names))
  }
})

it('every gesture, by the name that the settings have for it', () => {
  const names = GESTURES.map((gesture) => avatarEn.gesture[gesture])
  expect(rowsOf(names).map(([name]) => name)).toEqual(names)
})

it('every setting with its default, and every quality', () => {
  const { motions: _, ...settings } = settingsSchema.parse({}).avatar
  const shown = new Map(rows.map(([name = '', ...cells]) => [name, cells.at(-1)]))
  for (const [name, value] of Object.entries(settings)) {
    expect(shown.get(`\`${name}\``), name).toBe(typeof value === 'number' ? String(value) : `\`${value}\``)
  }
  expect([...shown.keys()]).toContain('`motions`')

  const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')
  expect(rowsOf(QUALITIES).map((cells) => cells.map((cell) => cell.replace(' at most', '')))).toEqual(
    QUALITIES.map((quality) => {
      const { antialias, outlines, maxPixelRatio } = TRAITS[quality]
      return [quality, yesOrNo(antialias), yesOrNo(outlines), String(maxPixelRatio)]
    }),
  )
})
