import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EMOTIONS } from '../../electron/contract/emotion.ts'
import { readExam } from '../../scripts/starter-model/eval/exam.ts'

const CORPUS = new URL('../../scripts/starter-model/corpus/', import.meta.url)

/** The exchanges of each topic: blocks of lines that hold something to say. */
function readTopics(language: string): Map<string, string[]> {
  const folder = new URL(`${language}/`, CORPUS)
  return new Map(
    readdirSync(folder).map((name) => [
      name,
      readFileSync(new URL(name, folder), 'utf8')
        .split(/\n\s*\n/)
        .filter((block) => /^>/m.test(block)),
    ]),
  )
}

/** Small letters without what ends a sentence, for comparison. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s.!?]+$/, '')
    .trim()
}

describe.each(['en', 'fr'] as const)('the corpus in %s', (language) => {
  const topics = readTopics(language)
  const exchanges = [...topics.values()].flat()
  const lines = exchanges.flatMap((block) => block.split('\n'))

  it('holds 2,500 exchanges on 60 topics', () => {
    expect(exchanges.length).toBeGreaterThanOrEqual(2500)
    expect([...topics.values()].filter((blocks) => blocks.length > 0).length).toBeGreaterThanOrEqual(60)
  })

  it('begins each reply with a tag that Kira has', () => {
    const tag = new RegExp(`^< \\[(${EMOTIONS.join('|')})\\] `)
    expect(lines.filter((line) => line.startsWith('<') && !tag.test(line))).toEqual([])
  })

  it('shares no wording with the exam, and none of its names', () => {
    const taught = new Set(
      lines.filter((line) => line.startsWith('>')).flatMap((line) => line.slice(1).split('|').map(bare)),
    )
    const names = (subject: string) => subject === 'talk' || subject === 'memory'
    const exam = readExam(language)
    const asked = exam.filter(({ subject }) => !names(subject)).flatMap(({ says }) => says.slice(-1).map(bare))
    expect(asked.filter((say) => taught.has(say))).toEqual([])
    const text = lines.join('\n')
    const copied = exam.filter(({ subject }) => names(subject)).flatMap(({ wanted }) => wanted)
    expect(copied.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text))).toEqual([])
  })
})
