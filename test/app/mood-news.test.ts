import { expect, test } from 'vitest'
import { createMoodNews } from '../../electron/app/mood-news.ts'
import type { CompanionEvent, ShownMood } from '../../electron/contract/index.ts'
import { CALM, message } from '../renderer/fake-companion.ts'

const LOW: ShownMood = {
  face: { emotion: 'sad', weight: 0.12 },
  restlessness: 0.4,
  words: { en: 'a little low', fr: 'un peu morose' },
}
const session = { id: 's1', title: '', createdAt: 0, updatedAt: 0, emotion: null }
const replyEnd: CompanionEvent = {
  type: 'reply-end',
  message: message({ id: 'r1', role: 'assistant', text: 'Oh.' }),
  failure: null,
  timings: null,
}

/** News with a mood, and minutes, that a test sets. */
function listen() {
  const her = { mood: () => LOW }
  const told: CompanionEvent[] = []
  const problems: unknown[] = []
  let minute = () => {}
  const news = createMoodNews({
    mood: () => her.mood(),
    publish: (event) => told.push(event),
    everyMinute: (work) => {
      minute = work
      return () => {
        minute = () => {}
      }
    },
    logError: (error) => problems.push(error),
  })
  return { her, told, problems, news, minute: () => minute() }
}

test('her mood is told after the user’s message, after a reply, and in another session', () => {
  const { news, told } = listen()
  news.follow({ type: 'session-changed', session })
  news.follow(replyEnd)
  news.follow({ type: 'pointer-moved', x: 1, y: 1 })
  expect(told).toEqual([
    { type: 'mood-changed', mood: LOW },
    { type: 'mood-changed', mood: LOW },
  ])
})

test('as time draws it back it is told each minute, and no more once she is calm', () => {
  const { news, told, her, minute } = listen()
  news.follow(replyEnd)
  for (const weight of [0.11, 0.11, 0.1]) {
    her.mood = () => ({ ...LOW, face: { ...LOW.face, weight } })
    minute()
  }
  her.mood = () => structuredClone(CALM)
  for (let i = 0; i < 5; i++) minute()
  expect(told.map((event) => event.type === 'mood-changed' && event.mood.face.weight)).toEqual([0.12, 0.11, 0.1, 0])
  news.dispose()
  her.mood = () => LOW
  minute()
  expect(told).toHaveLength(4)
})

test('a mood that can’t be read stops nothing', () => {
  const { news, told, her, problems } = listen()
  her.mood = () => {
    throw new Error('the disk')
  }
  news.follow(replyEnd)
  expect(told).toEqual([])
  expect(problems).toHaveLength(1)
})
