import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompanionEvent, Emotion, Message, Segment } from '../../electron/contract/index.ts'
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
          speech.append(text, 'neutral')
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
      speech.append(text, 'neutral')
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
    family.append('👩‍👩‍👧', 'happy')
    family.update(0.06)
    expect(family.text).toBe('👩‍👩‍👧')
  })

  test('does not save up time while it waits for words', () => {
    const speech = createSpeech()
    speech.update(60)
    speech.append('Slowly, please', 'neutral')
    expect(speech.update(0)).toBe('')
  })

  test('knows the emotion of what is being revealed', () => {
    const speech = createSpeech()
    expect(speech.emotion).toBeNull()
    speech.append('', 'happy')
    expect(speech.emotion).toBe('happy')
    speech.append('Oh! ', 'surprised')
    speech.append('Well.', 'relaxed')
    expect(speech.emotion).toBe('surprised')
    speech.finish()
    expect(speech.emotion).toBe('relaxed')
  })
})

/** A director whose face writes down what it is told. */
function rehearse() {
  const told: string[] = []
  const director = createDirector({
    show: (emotion, strength) => void told.push(strength === 1 ? emotion : `${emotion} lightly`),
    release: () => void told.push('release'),
    speak: () => {},
  })
  director.join('s1', null)
  return {
    told,
    director,
    pass(seconds: number) {
      for (let time = 0; time < seconds; time += 0.05) director.update(0.05)
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
const delta = (text: string, emotion: Emotion): CompanionEvent => ({
  type: 'reply-delta',
  messageId: 'r1',
  sessionId: 's1',
  text,
  emotion,
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
    { text: first, emotion: 'happy' },
    { text: second, emotion: 'surprised' },
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
    expect(director.bubble).toEqual({ phase: 'done', text: first + second, emotion: 'surprised' })

    pass(FACE_LINGERS_SECONDS)
    expect(told).toEqual(['happy', 'surprised', 'release'])
    expect(director.bubble.phase).toBe('done')
    pass(bubbleLingersSeconds(first + second))
    expect(director.bubble.phase).toBe('away')
    expect(director.busy).toBe(false)
  })

  test('told to stop, she shows what was said, and says no more', () => {
    const { director } = rehearse()
    director.handle(start())
    director.handle(delta(first, 'happy'))
    director.handle(end([{ text: first, emotion: 'happy' }], 'stopped'))
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
    director.handle({ type: 'user-emotion-detected', emotion: 'angry', messageId: 'm1' })
    expect(told).toEqual(['sad lightly'])
    director.handle(start())
    pass(REACTION_SECONDS + 0.1)
    expect(told).toEqual(['sad lightly', 'release'])
    director.handle(delta('', 'relaxed'))
    expect(told.at(-1)).toBe('relaxed')
  })

  test('who comes in the middle of a reply sees what was said at once, and the rest as it comes', () => {
    const { told, director, pass } = rehearse()
    director.join('s1', reply([{ text: first, emotion: 'happy' }]))
    expect(director.bubble).toEqual({ phase: 'speaking', text: first, emotion: 'happy' })
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
    director.handle({ type: 'session-changed', session: { id: 's2', title: '', createdAt: 0, updatedAt: 0 } })
    expect(director.bubble.phase).toBe('away')
    expect(told.at(-1)).toBe('release')
  })
})
