import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ROOT } from '../../electron/app/create-on-node.ts'
import { openClassifier, openFeelingReader, readClassifier } from '../../electron/app/open-classifier.ts'
import { KiraError, NEUTRAL } from '../../electron/contract/index.ts'
import { wordListClassifier } from '../bench/word-list/classifier.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-classifier-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const broken = () => {
  throw new RangeError('no header')
}

test('the classifier that ships reads both languages, in both sets of labels', () => {
  const { kira, ekman } = openClassifier(ROOT)
  expect(kira('I am so happy!').label).toBe('happy')
  expect(kira('je suis très triste').label).toBe('sad')
  expect(ekman('je suis très triste').label).toBe('sadness')
  for (const { label, labels, scores } of [kira(''), ekman('')]) {
    expect([label, labels]).toEqual(['neutral', ['neutral']])
    expect(Math.max(...Object.values(scores))).toBe(scores.neutral)
  }
})

test('a classifier is made of the bytes of its file', () => {
  const path = join(folder, 'weights')
  writeFileSync(path, Uint8Array.of(1, 2, 3))
  const create = vi.fn(() => wordListClassifier)
  expect(readClassifier(path, create)).toBe(wordListClassifier)
  expect([...(create.mock.calls.flat()[0] ?? [])]).toEqual([1, 2, 3])
})

test('weights that are missing or broken are named, with the reason', () => {
  const path = join(folder, 'weights')
  expect(() => readClassifier(path, () => wordListClassifier)).toThrow(
    expect.objectContaining({
      code: 'CLASSIFIER_UNREADABLE',
      data: { path, detail: expect.stringContaining('ENOENT') },
    }),
  )
  writeFileSync(path, 'not weights')
  expect(() => readClassifier(path, broken)).toThrow(
    expect.objectContaining({ code: 'CLASSIFIER_UNREADABLE', data: { path, detail: 'no header' } }),
  )
})

test('without a classifier everything reads as neutral, and that is told once', () => {
  const problems: KiraError[] = []
  const path = join(folder, 'weights')
  const read = openFeelingReader(
    () => readClassifier(path, broken),
    (problem) => problems.push(problem),
  )
  for (const text of ['I am so happy!', 'je suis triste']) expect(read(text)).toEqual(NEUTRAL)
  expect(problems).toEqual([expect.any(KiraError)])
  expect(problems[0]?.message).toContain(path)
})
