import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CompanionEvent,
  EMOTIONS,
  type Emotion,
  type Message,
  NEUTRAL,
  type Segment,
} from '../../electron/contract/index.ts'
import {
  bubbleLingersSeconds,
  createDirector,
  FACE_LINGERS_SECONDS,
  REACTION_SECONDS,
} from '../../renderer/avatar/speech/director.ts'
import { createSpeech } from '../../renderer/avatar/speech/speech.ts'
import { message } from '../renderer/fake-companion.ts'

describe('speech', () => {
  test('reveals everything, in order, whatever the chunks and the ticks', () => {
    const chunk = fc.record({ text: fc.string({ unit: 'binary' }), wait: fc.double({ min: 0, max: 3, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        const speech = createSpeech()
        let words = ''
        for (const { text, wait } of chunks) {
          speech.append({ text, ...NEUTRAL })
          words += speech.update(wait)
          expect(speech.text).toBe(words)
        }
        for (let tick = 0; speech.behind && tick < 1000; tick++) words += speech.update(1)
        expect(words).toBe(chunks.map(({ text }) => text).join(''))
      }),
    )
  })

  test('comes at reading pace, with a pause after a sentence, and never as half a letter', () => {
    const pace = (text: string) => {
      const speech = createSpeech()
      speech.append({ text, ...NEUTRAL })
      let time = 0
      while (speech.behind) {
        speech.update(0.01)
        time += 0.01
        expect(text.startsWith(speech.text)).toBe(true)
      }
      return time
    }
    const seconds = pace('a'.repeat(200))
    expect(200 / seconds).toBeGreaterThan(15)
    expect(200 / seconds).toBeLessThan(35)
    expect(pace('Yes. No')).toBeGreaterThan(pace('Yes a No'))

    const family = createSpeech()
    family.append({ text: '👩‍👩‍👧', ...NEUTRAL })
    family.update(0.06)
    expect(family.text).toBe('👩‍👩‍👧')
  })

  test('does not save up time while it waits for words', () => {
    const speech = createSpeech()
    speech.update(60)
    speech.append({ text: 'Slowly, please', ...NEUTRAL })
    expect(speech.update(0)).toBe('')
  })

  test('knows how what is being revealed is felt', () => {
    const speech = createSpeech()
    expect(speech.felt).toBeNull()
    speech.append({ text: '', emotion: 'happy', intensity: 0.3 })
    expect(speech.felt).toMatchObject({ emotion: 'happy', intensity: 0.3 })
    speech.append({ text: 'Oh! ', emotion: 'surprised', intensity: 0.9 })
    speech.append({ text: 'Well.', emotion: 'relaxed', intensity: 0.6 })
    expect(speech.felt).toMatchObject({ emotion: 'surprised', intensity: 0.9 })
    speech.finish()
    expect(speech.felt).toMatchObject({ emotion: 'relaxed', intensity: 0.6 })
  })
})

/** A director whose face and body write down what they are told. */
function rehearse() {
  const told: string[] = []
  const moves: string[] = []
  let now = 0
  let attended = 0
  const face: Parameters<typeof createDirector>[0] = {
    show: (emotion, intensity) => void told.push(intensity === 0.6 ? emotion : `${emotion} ${intensity?.toFixed(2)}`),
    release: () => void told.push('release'),
    speak: () => {},
    gesture: (move) => void moves.push(move),
    attend: () => void attended++,
  }
  const director = createDirector(face, { random: () => 0.5, now: () => now })
  director.join('s1', null)
  return {
    told,
    moves,
    get attended() {
      return attended
    },
    director,
    pass(seconds: number) {
      for (let time = 0; time < seconds; time += 0.05) {
        now += 0.05
        director.update(0.05)
      }
    },
  }
}

function reply(segments: readonly Segment[], status: Message['status'] = 'streaming'): Message {
  const text = segments.map((segment) => segment.text).join('')
  return { ...message({ id: 'r1', role: 'assistant', text, status }), segments: [...segments] }
}
const start = (segments: Segment[] = []): CompanionEvent => ({
  type: 'reply-start',
  message: reply(segments),
  replaces: null,
})
const delta = (text: string, emotion: Emotion, intensity = 0.6): CompanionEvent => ({
  type: 'reply-delta',
  messageId: 'r1',
  sessionId: 's1',
  text,
  emotion,
  intensity,
})
const end = (segments: Segment[], status: Message['status'] = 'complete'): CompanionEvent => ({
  type: 'reply-end',
  message: reply(segments, status),
  failure: null,
  timings: null,
})

describe('the director', () => {
  const first = 'You did it! I knew that it would go well. '
  const second = 'Now what?'
  const segments: Segment[] = [
    { text: first, emotion: 'happy', intensity: 0.6 },
    { text: second, emotion: 'surprised', intensity: 0.6 },
  ]

  test('her face follows the sentence being shown, not the one being written, and then goes', () => {
    const { told, director, pass } = rehearse()
    director.handle(start())
    expect(director.bubble).toMatchObject({ phase: 'thinking', text: '' })
    director.handle(delta(first, 'happy'))
    director.handle(delta(second, 'surprised'))
    director.handle(end(segments))
    pass(0.5)
    expect(told).toEqual(['happy'])
    expect(first.startsWith(director.bubble.text)).toBe(true)

    pass(4)
    expect(told).toEqual(['happy', 'surprised'])
    expect(director.bubble).toEqual({ phase: 'done', text: first + second, emotion: 'surprised', intensity: 0.6 })

    pass(FACE_LINGERS_SECONDS)
    expect(told).toEqual(['happy', 'surprised', 'release'])
    expect(director.bubble.phase).toBe('done')
    pass(bubbleLingersSeconds(first + second))
    expect(director.bubble.phase).toBe('away')
    expect(director.busy).toBe(false)
  })

  test('her face is as strong as what she says, and changes where only that does', () => {
    const { told, director, pass } = rehearse()
    director.handle(start())
    director.handle(delta('Good. ', 'happy', 0.3))
    director.handle(delta('Good, good! ', 'happy', 0.3))
    director.handle(delta('Great!', 'happy', 0.9))
    pass(3)
    expect(told).toEqual(['happy 0.30', 'happy 0.90'])
  })

  test('she reacts the more, the more the user feels', () => {
    const { told, director } = rehearse()
    for (const intensity of [0.3, 1]) {
      director.handle({ type: 'user-emotion-detected', emotion: 'happy', intensity, messageId: 'm1' })
    }
    expect(told).toEqual(['happy 0.12', 'happy 0.40'])
  })

  test('she is with the user in what they feel, and never angry at them or afraid of them', () => {
    const { told, director } = rehearse()
    for (const emotion of EMOTIONS) {
      director.handle({ type: 'user-emotion-detected', emotion, intensity: 1, messageId: 'm1' })
    }
    expect(told).toEqual([
      'neutral',
      'happy 0.40',
      'relaxed 0.40',
      'sad 0.40',
      'sad 0.40',
      'surprised 0.40',
      'sad 0.40',
      'disgust 0.20',
    ])
  })

  test('her listening face gives way to her first word, a neutral one too', () => {
    const { told, director, pass } = rehearse()
    director.handle({ type: 'user-emotion-detected', emotion: 'sad', intensity: 1, messageId: 'm1' })
    director.handle(start())
    pass(1)
    expect(told).toEqual(['sad 0.40'])
    director.handle(delta('I see.', 'neutral'))
    expect(told).toEqual(['sad 0.40', 'neutral'])
    pass(REACTION_SECONDS + FACE_LINGERS_SECONDS)
    expect(told).toEqual(['sad 0.40', 'neutral'])
  })

  test('told to stop, she shows what was said, and says no more', () => {
    const { director } = rehearse()
    director.handle(start())
    director.handle(delta(first, 'happy'))
    director.handle(end([{ text: first, emotion: 'happy', intensity: 0.6 }], 'stopped'))
    expect(director.bubble).toMatchObject({ phase: 'done', text: first })
  })

  test('a reply that ends without a word leaves nothing behind', () => {
    const { director } = rehearse()
    director.handle(start())
    director.handle(end([], 'failed'))
    expect(director).toMatchObject({ bubble: { phase: 'away' }, busy: false })
  })

  test('she reacts lightly to the user, until she answers or a while has passed', () => {
    const { told, director, pass } = rehearse()
    director.handle({ type: 'user-emotion-detected', emotion: 'angry', intensity: 0.6, messageId: 'm1' })
    expect(told).toEqual(['sad 0.24'])
    director.handle(start())
    pass(REACTION_SECONDS + 0.1)
    expect(told).toEqual(['sad 0.24', 'release'])
    director.handle(delta('', 'relaxed'))
    expect(told.at(-1)).toBe('relaxed')
  })

  test('who comes in the middle of a reply sees what was said at once, and the rest as it comes', () => {
    const { told, director, pass } = rehearse()
    director.join('s1', reply([{ text: first, emotion: 'happy', intensity: 0.6 }]))
    expect(director.bubble).toEqual({ phase: 'speaking', text: first, emotion: 'happy', intensity: 0.6 })
    expect(told).toEqual(['happy'])
    director.handle(delta(second, 'happy'))
    pass(2)
    expect(director.bubble.text).toBe(first + second)
  })

  test('another session, or another page’s reply, is not hers to say', () => {
    const { told, director } = rehearse()
    director.handle(start())
    director.handle({ ...delta('What?', 'angry'), messageId: 'another' } as CompanionEvent)
    expect(director.bubble.text).toBe('')
    director.handle(delta('Hello', 'happy'))
    director.handle({
      type: 'session-changed',
      session: { id: 's2', title: '', createdAt: 0, updatedAt: 0, emotion: null },
    })
    expect(director.bubble.phase).toBe('away')
    expect(told.at(-1)).toBe('release')
  })
})

describe('her body goes with her words', () => {
  const heard = (text: string): CompanionEvent => ({
    type: 'message-added',
    message: message({ id: 'm1', role: 'user', text }),
  })

  test('she waves back, nods when asked, thinks where it takes long, and tilts her head with a question', () => {
    const { director, moves, pass } = rehearse()
    director.handle(heard('Hello Kira!'))
    expect(moves).toEqual(['wave'])
    pass(10)
    director.handle(start())
    expect(moves).toEqual(['wave', 'nod'])
    pass(3)
    expect(moves).toEqual(['wave', 'nod', 'think'])
    director.handle(delta('I am fine, thank you. And you?', 'relaxed'))
    director.handle(end([{ text: 'I am fine, thank you. And you?', emotion: 'relaxed', intensity: 0.6 }]))
    pass(10)
    expect(moves).toEqual(['wave', 'nod', 'think', 'tilt'])
  })

  test('a strong feeling moves all of her, once, and a faint one only her face', () => {
    const { director, moves, pass } = rehearse()
    director.handle(start())
    director.handle(delta('Well. ', 'happy', 0.5))
    pass(3)
    director.handle(delta('That is wonderful! ', 'happy', 0.9))
    director.handle(delta('And more so! ', 'happy', 1))
    pass(4)
    expect(moves).toEqual(['nod', 'bounce'])
  })

  test('what was said before she came moves her no more', () => {
    const { director, moves, pass } = rehearse()
    director.join('s1', reply([{ text: 'Hello! How are you? ', emotion: 'happy', intensity: 1 }]))
    pass(5)
    expect(moves.filter((move) => move !== 'bounce')).toEqual([])
  })

  test('every word is a reason to wake', () => {
    const stage = rehearse()
    stage.director.handle(heard('Are you asleep?'))
    expect(stage.attended).toBe(1)
    stage.director.handle(start())
    expect(stage.attended).toBe(2)
  })
})
