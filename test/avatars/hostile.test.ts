import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkMotion } from '../../electron/avatars/check/check-motion.ts'
import { checkVrm } from '../../electron/avatars/check/check-vrm.ts'
import { KiraError } from '../../electron/contract/index.ts'
import { makeVrma } from '../avatar/make-motions.ts'
import { makeVrm } from '../avatar/make-vrm.ts'
import { type Json, takeApart, withText } from './glb-parts.ts'

const KIRA = readFileSync(join(import.meta.dirname, '../../data/avatars/kira.vrm'))
const OLD = makeVrm({ spec: '0.x', morphs: ['joy'], expressions: { joy: 'joy' } })
const MOTION = Buffer.from(makeVrma({ arm: [0, 1, 0], hips: [1, 1.1, 1], seconds: 1 }))

/** Far more than any check takes; a busy machine is slow. In milliseconds. */
const PATIENCE = 5_000

/** A file is either accepted or refused with an error that the pages can tell. Never anything else, and never late. */
function mustBeJudged(check: (bytes: Uint8Array, file: string) => unknown, bytes: Uint8Array): void {
  const start = performance.now()
  try {
    check(bytes, 'hostile.vrm')
  } catch (error) {
    if (!(error instanceof KiraError) || error.code === 'UNEXPECTED') throw error
    expect(error.message).not.toMatch(/\{\{/)
    expect(error.message.length).toBeLessThan(500)
  }
  expect(performance.now() - start).toBeLessThan(PATIENCE)
}

const FILES = [
  ['Kira', KIRA, checkVrm],
  ['a VRM 0.x', OLD, checkVrm],
  ['a movement', MOTION, checkMotion],
] as const

/** What an attacker writes in place of a value. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -1,
    1,
    0.5,
    1e9,
    2 ** 53,
    1e308,
    null,
    '',
    'data:,',
    '__proto__',
    true,
    [],
    {},
    [[]],
    [-1],
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 40 }),
  fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 5 }),
)

describe.each(FILES)('%s', (_, file, check) => {
  const fuzz = fc.integer({ min: 0, max: file.length - 1 })

  test('cut short anywhere', () => {
    fc.assert(
      fc.property(fuzz, (length) => mustBeJudged(check, file.subarray(0, length))),
      { numRuns: 60 },
    )
  })

  test('with some of its bytes changed', () => {
    const change = fc.tuple(fc.oneof(fuzz, fc.integer({ min: 0, max: Math.min(4_000, file.length - 1) })), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = Buffer.from(file)
        for (const [place, value] of changes) changed[place] = value
        mustBeJudged(check, changed)
      }),
      { numRuns: 150 },
    )
  })

  test('with some of its values replaced', () => {
    const text = JSON.stringify(takeApart(file).document)
    const change = fc.tuple(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 }), oddValue)
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const document = JSON.parse(text) as Json
        for (const [way, value] of changes) replaceAt(document, way, value)
        mustBeJudged(check, withText(file, JSON.stringify(document)))
      }),
      { numRuns: 200 },
    )
  })

  test('with lists that are as long as they can be, and nodes in rings', () => {
    const { document } = takeApart(file)
    const lists = Object.keys(document).filter((key) => Array.isArray(document[key]))
    const wish = fc.record({
      name: fc.constantFrom(...lists),
      length: fc.constantFrom(100, 1_000, 9_999, 60_000),
      item: oddValue,
      ring: fc.boolean(),
    })
    fc.assert(
      fc.property(wish, ({ name, length, item, ring }) => {
        const items = document[name] as unknown[]
        const more = Array.from({ length }, (_, i) => (ring ? { children: [(i + 1) % length] } : item))
        mustBeJudged(check, withText(file, JSON.stringify({ ...document, [name]: ring ? more : [...items, ...more] })))
      }),
      { numRuns: 30 },
    )
  })
})

test('any bytes at all', () => {
  const starts = ['', 'glTF', 'glTF\x02\0\0\0', 'Kaydara FBX Binary  \0\x1a\0', '; FBX 7.4.0 project file']
  const file = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }))
  fc.assert(
    fc.property(file, ([start, rest]) => {
      const bytes = Buffer.concat([Buffer.from(start, 'latin1'), rest])
      mustBeJudged(checkVrm, bytes)
      mustBeJudged(checkMotion, bytes)
    }),
    { numRuns: 500 },
  )
})

test('what was refused is not remembered', () => {
  const heap = () => process.memoryUsage().heapUsed + process.memoryUsage().external
  const before = heap()
  for (let i = 0; i < 60; i++) {
    const changed = Buffer.from(KIRA)
    changed.writeFloatLE(Number.NaN, KIRA.length - 4 * (1 + i))
    mustBeJudged(checkVrm, changed)
  }
  expect(heap() - before).toBeLessThan(200_000_000)
})

/** Walks down the values by position, and replaces the one at the end of the way. */
function replaceAt(value: object, way: readonly number[], replacement: unknown): void {
  const keys = Object.keys(value)
  const key = keys[(way[0] ?? 0) % Math.max(1, keys.length)]
  if (key === undefined) return
  const inner = (value as Json)[key]
  if (way.length > 1 && typeof inner === 'object' && inner !== null) replaceAt(inner, way.slice(1), replacement)
  else (value as Json)[key] = replacement
}
