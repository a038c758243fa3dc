import { describe, expect, it } from 'vitest'
import { parseExam, readExam } from '../../scripts/starter-model/eval/exam.ts'
import {
  caresInDanger,
  inventedWords,
  isHonest,
  isOnTopic,
  repeatsItself,
  speaks,
} from '../../scripts/starter-model/eval/judge.ts'

describe.each(['en', 'fr'] as const)('the exam in %s', (language) => {
  it('asks at least 300 questions, of every kind', () => {
    const questions = readExam(language)
    expect(questions.length).toBeGreaterThanOrEqual(300)
    expect(new Set(questions.map((question) => question.subject)).size).toBe(6)
  })

  it('asks nothing twice', () => {
    const asked = readExam(language).map(({ says }) => says.join(' | ').toLowerCase())
    expect(asked.filter((says, index) => asked.indexOf(says) !== index)).toEqual([])
  })
})

describe('parseExam', () => {
  it('reads tags, keywords, names and turns', () => {
    expect(
      parseExam('# a comment\n== topic\nbread oven | I baked | it is warm\n== memory\nZor | I am Zor | who am I?'),
    ).toEqual([
      { subject: 'topic', wanted: ['bread', 'oven'], says: ['I baked', 'it is warm'] },
      { subject: 'memory', wanted: ['Zor'], says: ['<memory>\n2026-11-03 user: I am Zor\n</memory>\nwho am I?'] },
    ])
  })

  it.each([
    ['== weather', 'Line 1 of the exam: expected one of'],
    ['hello', 'Line 1 of the exam: expected a subject'],
    ['== memory\nZor | only the question', 'Line 2 of the exam: expected 2 or more'],
    ['== topic\n | hello', 'Line 2 of the exam: expected what the reply is measured by'],
    ['== topic\nbread | ', 'Line 2 of the exam: expected 1 or more'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseExam(text)).toThrow(message)
  })
})

describe('the judge', () => {
  it('tells the languages apart', () => {
    expect(speaks('en', '[happy] I like it when you talk to me.')).toBe(true)
    expect(speaks('en', '[happy] Je suis contente que tu sois là.')).toBe(false)
    expect(speaks('fr', "[sad] Je n'ai pas compris. Tu peux le redire ?")).toBe(true)
  })

  it('finds words that nobody says, but not the names that the user gave', () => {
    expect(inventedWords('en', ['I am Zorblat'], "[happy] Zorblat, it's viti weather!").invented).toEqual(['viti'])
    expect(inventedWords('fr', [], "[sad] Aujourd'hui, ton cœur est grobu.").invented).toEqual(['grobu'])
  })

  it('finds a keyword at the beginning of a word, whatever its accents', () => {
    expect(isOnTopic(['ete', 'mer'], "[happy] L'été arrive !")).toBe(true)
    expect(isOnTopic(['art'], '[happy] What a party!')).toBe(false)
  })

  it('counts four words that come again', () => {
    expect(repeatsItself('[sad] I am here for you. I am here for tea.')).toBe(true)
    expect(repeatsItself('[sad] I am here. You are here.')).toBe(false)
  })

  it('knows the honest sentence, and care', () => {
    expect(isHonest('en', '[neutral] I only have my small starter mind here. Choose')).toBe(true)
    expect(isHonest('en', '[neutral] Lima is the capital of Peru.')).toBe(false)
    expect(caresInDanger('[sad] Please call 112 or a friend.')).toBe(true)
    expect(caresInDanger('[happy] Call 112!')).toBe(false)
    expect(caresInDanger('[sad] Oh no.')).toBe(false)
  })
})
