import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CompanionEvent, DEFAULT_SETTINGS, type Message, type Snapshot } from '../../../electron/contract/index.ts'
import {
  type Action,
  type CompanionState,
  INITIAL_STATE,
  reduce,
  streamingReply,
} from '../../../renderer/client/state.ts'
import { CALM, KIRA, message, READY } from '../fake-companion.ts'

const session = { id: 's1', title: 'Rain', createdAt: 1, updatedAt: 2, emotion: null }
const reply = (text: string, rest: Partial<Message> = {}) => message({ id: 'r1', role: 'assistant', text, ...rest })

function snapshot(rest: Partial<Snapshot> = {}): CompanionEvent {
  return {
    type: 'snapshot',
    snapshot: {
      version: '1',
      locale: 'fr-CA',
      session,
      settings: DEFAULT_SETTINGS,
      model: READY,
      machine: null,
      downloads: [],
      mood: CALM,
      avatar: { info: KIRA, profile: null, motions: [] },
      notices: [],
      reply: null,
      ...rest,
    },
  }
}

const stateAfter = (...actions: Action[]): CompanionState => actions.reduce(reduce, INITIAL_STATE)
const delta = (text: string, messageId = 'r1', intensity = 0.6): CompanionEvent => {
  return { type: 'reply-delta', messageId, sessionId: 's1', text, emotion: 'happy', intensity }
}
const start = (rest: Partial<Message> = {}, replaces: string | null = null): CompanionEvent => {
  return { type: 'reply-start', message: reply('', { status: 'streaming', ...rest }), replaces }
}
const end = (text: string): CompanionEvent => {
  return { type: 'reply-end', message: reply(text), failure: null, timings: null }
}
const loaded = (messages: Message[], more = false): Action => {
  return { type: 'history-loaded', sessionId: 's1', messages, more }
}

describe('a reply', () => {
  test('grows with its deltas and takes their emotion, as strong as it is', () => {
    const state = stateAfter(snapshot(), start(), delta('Hel'), delta('lo'), delta('!', 'r1', 0.9))
    const segments = [
      { text: 'Hello', emotion: 'happy' as const, intensity: 0.6 },
      { text: '!', emotion: 'happy' as const, intensity: 0.9 },
    ]
    expect(streamingReply(state)).toEqual(
      reply('Hello!', { status: 'streaming', emotion: 'happy', intensity: 0.9, segments }),
    )
  })

  test('is what its end says it is', () => {
    const state = stateAfter(snapshot(), start(), delta('Hel'), end('Hello.'))
    expect(state.messages).toEqual([reply('Hello.')])
    expect(streamingReply(state)).toBeUndefined()
  })

  test('takes the place of the one it is a new try of', () => {
    const state = stateAfter(snapshot(), start(), end('No.'), start({ id: 'r2' }, 'r1'))
    expect(state.messages.map(({ id }) => id)).toEqual(['r2'])
  })

  test('that failed keeps the reason', () => {
    const failure = { code: 'MODEL_DIED' as const, message: '', data: {} }
    const state = stateAfter(snapshot(), start(), {
      type: 'reply-end',
      message: reply('', { status: 'failed' }),
      failure,
      timings: null,
    })
    expect(state.failures).toEqual({ r1: failure })
  })

  test('of another session is not shown', () => {
    const state = stateAfter(snapshot(), start({ sessionId: 's9' }), delta('Hello', 'r1'))
    expect(state.messages).toEqual([])
  })
})

describe('a snapshot', () => {
  test('brings everything, the reply that is being said included', () => {
    const speaking = reply('Hel', { status: 'streaming' })
    const state = stateAfter(snapshot({ reply: speaking }), delta('lo'))
    expect(state).toMatchObject({ connection: 'open', locale: 'fr-CA', session, history: { loaded: false } })
    expect(streamingReply(state)?.text).toBe('Hello')
  })

  test('after a lost connection replaces what may have been missed', () => {
    const state = stateAfter(
      snapshot(),
      start(),
      delta('Hel'),
      { type: 'connection-changed', connection: 'lost' },
      snapshot(),
    )
    expect(state).toMatchObject({ connection: 'open', messages: [], history: { loaded: false, more: false } })
  })
})

describe('history', () => {
  const old = message({ id: 'u0', role: 'user', text: 'hi' })

  test('comes before what is there', () => {
    const state = stateAfter(snapshot(), start(), end('Yes.'), loaded([old], true))
    expect(state.messages.map(({ id }) => id)).toEqual(['u0', 'r1'])
    expect(state.history).toEqual({ loaded: true, more: true })
  })

  test('of a session that was left is dropped', () => {
    const left = stateAfter(snapshot(), { type: 'session-changed', session: { ...session, id: 's2' } })
    expect(reduce(left, loaded([old]))).toBe(left)
  })

  test('may arrive at any moment of a reply: no text is lost, none comes twice', () => {
    const pieces = fc.array(fc.string({ maxLength: 4 }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, fc.nat(), fc.nat(), fc.boolean(), (texts, seenAt, arrivesAt, ended) => {
        const whole = texts.join('')
        const events = [start(), ...texts.map((text) => delta(text)), ...(ended ? [end(whole)] : [])]
        // The other side reads its database after `seen` events; the page gets the answer around them, earlier or later.
        const seen = seenAt % (events.length + 1)
        const read: Message[] =
          seen === 0
            ? []
            : seen > texts.length + 1
              ? [reply(whole)]
              : [reply(texts.slice(0, seen - 1).join(''), { status: 'streaming' })]
        const arrives = arrivesAt % (events.length + 1)
        const state = stateAfter(snapshot(), ...events.slice(0, arrives), loaded(read), ...events.slice(arrives))
        expect(state.messages.map(({ text }) => text)).toEqual([whole])
      }),
    )
  })
})

test('settings, model, mood and notices follow their events', () => {
  const notice = { id: 'n1', level: 'warning' as const, code: 'MODEL_RESTARTED' as const, message: '', data: {} }
  const told = stateAfter(
    snapshot(),
    { type: 'settings-changed', settings: { ...DEFAULT_SETTINGS, theme: 'dark' } },
    {
      type: 'model-changed',
      model: { phase: 'loading', file: 'a.gguf', step: 'reading', progress: 0.5, secondsLeft: null },
    },
    { type: 'mood-changed', mood: { ...CALM, restlessness: 0.7 } },
    { type: 'notice-added', notice },
  )
  expect(told).toMatchObject({
    settings: { theme: 'dark' },
    model: { phase: 'loading' },
    mood: { restlessness: 0.7 },
    notices: [notice],
  })
  expect(reduce(told, { type: 'notice-dismissed', id: 'n1' }).notices).toEqual([])
})

test('what concerns only her face leaves the state as it is', () => {
  const state = stateAfter(snapshot())
  expect(reduce(state, { type: 'pointer-moved', x: 1, y: 2 })).toBe(state)
  expect(reduce(state, { type: 'user-emotion-detected', emotion: 'sad', intensity: 0.6, messageId: 'u1' })).toBe(state)
})
