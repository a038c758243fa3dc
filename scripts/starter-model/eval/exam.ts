import { readFileSync } from 'node:fs'
import type { Language } from './kira.ts'

/** What a reply is examined for, beside its form. */
export type Subject = 'feeling' | 'topic' | 'talk' | 'memory' | 'beyond' | 'danger'

const SUBJECTS: readonly string[] = ['feeling', 'topic', 'talk', 'memory', 'beyond', 'danger'] satisfies Subject[]
/** Subjects whose lines begin with what the reply is measured by. */
const MEASURED: readonly string[] = ['feeling', 'topic', 'talk', 'memory'] satisfies Subject[]

export interface Question {
  readonly subject: Subject
  /** Fitting tags, keywords, or the name to copy; empty where the subject itself says it. */
  readonly wanted: readonly string[]
  /** What the user says, one after the other; the reply to the last one is examined. */
  readonly says: readonly string[]
}

/** The exam of one language: `exam/en.txt`, `exam/fr.txt`. */
export function readExam(language: Language): Question[] {
  return parseExam(readFileSync(new URL(`exam/${language}.txt`, import.meta.url), 'utf8'))
}

/**
 * Reads the notation that exam/README.md describes.
 *
 * @throws Error that names the line and what was expected there.
 */
export function parseExam(text: string): Question[] {
  const questions: Question[] = []
  let subject: Subject | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const fail = (expected: string) => new Error(`Line ${index + 1} of the exam: expected ${expected}, not: ${line}`)
    if (line.startsWith('==')) {
      const name = line.slice(2).trim()
      if (!SUBJECTS.includes(name)) throw fail(`one of ${SUBJECTS.join(', ')} after ==`)
      subject = name as Subject
      continue
    }
    if (!subject) throw fail('a subject such as "== topic" first')
    const parts = line.split('|').map((part) => part.trim())
    const wanted = MEASURED.includes(subject) ? (parts.shift() ?? '').split(' ').filter(Boolean) : []
    const fewest = subject === 'memory' ? 2 : 1
    if (parts.length < fewest || parts.includes('')) throw fail(`${fewest} or more things to say, with | between them`)
    if (MEASURED.includes(subject) && wanted.length === 0)
      throw fail('what the reply is measured by before the first |')
    questions.push({ subject, wanted, says: subject === 'memory' ? [remembered(parts)] : parts })
  }
  return questions
}

/** All lines but the last as a memory block, as electron/memory recalls them, and the last one as the question. */
function remembered(parts: readonly string[]): string {
  const lines = parts.slice(0, -1).map((line, day) => `2026-11-${String(3 + day).padStart(2, '0')} user: ${line}\n`)
  return `<memory>\n${lines.join('')}</memory>\n${parts.at(-1)}`
}
