import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emotionSchema } from '../../electron/contract/index.ts'

const SENTENCES = new URL('../../scripts/emotion-classifier/sentences/', import.meta.url)

const readLines = (path: string) =>
  readFileSync(new URL(path, SENTENCES), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
const readFolder = (folder: string) =>
  readdirSync(new URL(folder, SENTENCES)).flatMap((name) => readLines(`${folder}${name}`))
const bare = (text = '') =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim()

describe.each(['en', 'fr'])("the classifier's sentences in %s", (language) => {
  const training = readFolder(`${language}/`)
  const test = readLines(`test/${language}.tsv`)

  it('are 3,000 to learn from, and 500 kept apart', () => {
    expect(training.length).toBeGreaterThanOrEqual(3000)
    expect(test.length).toBeGreaterThanOrEqual(500)
    const learnt = new Set(training.map(([, , text]) => bare(text)))
    expect(test.map(([, , text]) => bare(text)).filter((text) => learnt.has(text))).toEqual([])
  })

  it('each say what is felt, and who speaks', () => {
    for (const line of [...training, ...test]) {
      expect(line).toHaveLength(3)
      expect(emotionSchema.options).toContain(line[0])
      expect(['user', 'kira']).toContain(line[1])
    }
  })
})
