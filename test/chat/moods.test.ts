import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMoods } from '../../electron/chat/moods.ts'
import { EMOTIONS, type Felt, moodHistorySchema, shownMoodSchema } from '../../electron/contract/index.ts'
import { PERSONALITIES } from '../../electron/emotion/index.ts'
import { createInMemoryMemory } from '../../electron/memory/in-memory.ts'
import type { Memory } from '../../electron/memory/port.ts'
import { openAt, temporaryFolder } from '../memory/helpers.ts'

const EVENING = Date.UTC(2026, 0, 5, 20)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SAD: Felt = { emotion: 'sad', intensity: 0.8 }
const GLAD: Felt = { emotion: 'happy', intensity: 0.9 }

const heard = (memory: Memory, sessionId: string, felt: Felt, text = 'Listen.') =>
  memory.addUserMessage({ sessionId, text, ...felt })

function said(memory: Memory, sessionId: string, felt: Felt, replaces: string | null = null) {
  const reply = memory.beginReply({ sessionId, replaces })
  memory.appendToReply(reply.id, { text: 'I see.', ...felt })
  return memory.endReply(reply.id, { status: 'complete', promptText: '', model: null, tokens: null, ...felt })
}

/** An evening with a clock that is set by hand, and a memory in a real file that can be closed and opened again. */
function anEvening(personality: keyof typeof PERSONALITIES = 'even') {
  const path = join(temporaryFolder(), 'kira.db')
  const time = { now: EVENING }
  const clock = () => time.now
  const start = () => {
    const { memory } = openAt(path, clock)
    return { memory, moods: createMoods({ memory, clock, personality: PERSONALITIES[personality] }) }
  }
  return { time, start }
}

/** Twelve exchanges, one every five minutes. */
function anHourOf(felt: Felt, memory: Memory, sessionId: string, time: { now: number }): void {
  for (let i = 0; i < 12; i++) {
    time.now += 5 * MINUTE
    heard(memory, sessionId, felt)
    said(memory, sessionId, felt)
  }
}

test('a sad hour lowers her resting face, a restart changes nothing, and an hour later she is calm again', () => {
  const { time, start } = anEvening()
  const before = start()
  const { id } = before.memory.createSession()
  const calm = { face: { emotion: 'neutral', weight: 0 }, restlessness: 0.5, words: { en: null, fr: null } }
  expect(before.moods.shown(id)).toEqual(calm)

  anHourOf(SAD, before.memory, id, time)
  const low = before.moods.shown(id)
  expect(low).toMatchObject({ face: { emotion: 'sad' }, words: { en: 'a little low', fr: 'un peu morose' } })
  expect(low.face.weight).toBeGreaterThan(0.1)
  expect(low.restlessness).toBeLessThan(0.45)
  expect(before.moods.words(id, 'fr')).toBe('un peu morose')
  before.memory.close()

  const after = start()
  expect(after.moods.shown(id)).toEqual(low)
  time.now += HOUR
  expect(after.moods.shown(id).words).toEqual(calm.words)
  expect(after.moods.shown(id).face.weight).toBeLessThan(0.04)
  time.now += 5 * HOUR
  expect(after.moods.shown(id)).toEqual(calm)
  after.memory.close()
})

test('each conversation has a mood of its own', () => {
  const { time, start } = anEvening()
  const { memory, moods } = start()
  const [sad, glad] = [memory.createSession(), memory.createSession()]
  anHourOf(SAD, memory, sad.id, time)
  anHourOf(GLAD, memory, glad.id, time)
  expect(moods.shown(glad.id).face.emotion).toBe('happy')
  expect(moods.words(glad.id, 'en')).toBe('in high spirits')
  expect(moods.shown(sad.id).face.emotion).toBe('sad')
  memory.close()
})

test('a reply counts once it has ended, and no longer when it is taken back', () => {
  const { start } = anEvening()
  const { memory, moods } = start()
  const { id } = memory.createSession()
  heard(memory, id, SAD)
  const asked = moods.shown(id)
  const reply = said(memory, id, { emotion: 'angry', intensity: 1 })
  const angry = moods.shown(id)
  expect(angry).not.toEqual(asked)
  const again = memory.beginReply({ sessionId: id, replaces: reply.id })
  memory.appendToReply(again.id, { text: 'Oh.', ...GLAD })
  expect(moods.shown(id)).toEqual(asked)
  memory.close()
})

test('a cheerful persona rests with a smile, of which there is nothing to say', () => {
  const { start } = anEvening('cheerful')
  const { memory, moods } = start()
  const { id } = memory.createSession()
  expect(moods.shown(id).face.emotion).toBe('happy')
  expect(moods.words(id, 'en')).toBeNull()
  expect(moods.history(id).points.at(-1)?.valence).toBe(0.3)
  memory.close()
})

describe('the history of a mood', () => {
  test('goes up and down as she did, and names what moved it', () => {
    const { time, start } = anEvening()
    const { memory, moods } = start()
    const { id } = memory.createSession()
    time.now += HOUR
    heard(memory, id, { emotion: 'sad', intensity: 1 }, 'I lost my job')
    const bad = said(memory, id, SAD)
    time.now += 2 * HOUR
    const good = said(memory, id, GLAD)
    time.now += HOUR

    const { points, movers } = moods.history(id)
    expect([points[0]?.at, points.at(-1)?.at]).toEqual([time.now - 6 * HOUR, time.now])
    const valenceAt = (at: number) => points.findLast((point) => point.at <= at)?.valence ?? Number.NaN
    expect(valenceAt(bad.createdAt - MINUTE)).toBe(0)
    expect(valenceAt(bad.createdAt + 5 * MINUTE)).toBeLessThan(-0.05)
    expect(valenceAt(good.createdAt - MINUTE)).toBeGreaterThan(-0.02)
    expect(valenceAt(good.createdAt + 5 * MINUTE)).toBeGreaterThan(0.05)
    expect(movers.map(({ messageId }) => messageId)).toEqual([good.id, bad.id, expect.any(String)])
    expect(movers[0]).toMatchObject({ role: 'assistant', text: 'I see.', change: 0.09 })
    expect(movers[2]).toMatchObject({ role: 'user', text: 'I lost my job', change: -0.04 })
    memory.close()
  })

  test('of a talk without feelings is a straight line', () => {
    const { start } = anEvening()
    const { memory, moods } = start()
    const { id } = memory.createSession()
    heard(memory, id, { emotion: 'neutral', intensity: 0.6 })
    const { points, movers } = moods.history(id)
    expect(new Set(points.map(({ valence }) => valence))).toEqual(new Set([0]))
    expect(movers).toEqual([])
    memory.close()
  })
})

test('whatever was felt, and however the clock jumped, a mood can be shown', () => {
  const message = fc.record({
    mine: fc.boolean(),
    emotion: fc.constantFrom(...EMOTIONS),
    intensity: fc.double({ min: 0, max: 1, noNaN: true }),
    now: fc.integer({ min: 0, max: 2 * EVENING }),
  })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 20 }), fc.integer({ min: 0, max: 2 * EVENING }), (messages, now) => {
      let time = EVENING
      let id = 0
      const clock = () => time
      const memory = createInMemoryMemory({ clock, newId: () => `id${id++}` })
      const session = memory.createSession()
      for (const { mine, emotion, intensity, now: at } of messages) {
        time = at
        if (mine) heard(memory, session.id, { emotion, intensity })
        else said(memory, session.id, { emotion, intensity })
      }
      time = now
      const moods = createMoods({ memory, clock, personality: PERSONALITIES.shy })
      shownMoodSchema.parse(moods.shown(session.id))
      moodHistorySchema.parse(moods.history(session.id))
    }),
    { numRuns: 50 },
  )
})
