import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Segment } from '../../electron/contract/index.ts'
import { createTagParser, createUntaggedReader, feelingReader } from '../../electron/emotion/index.ts'
import { LONGEST_HELD } from '../../electron/emotion/untagged.ts'
import { fakeClassifier } from './fake-classifier.ts'
import { inShort, joined, parse } from './parse.ts'

/** A reply that arrives in pieces, as the chat shows it; keeps what was read. */
function listenTo(read = feelingReader(fakeClassifier)) {
  const wasRead: string[] = []
  const tags = createTagParser()
  const untagged = createUntaggedReader((text) => {
    wasRead.push(text)
    return read(text)
  })
  return {
    wasRead,
    push: (chunk: string): Segment[] => untagged.push(tags.push(chunk)),
    end: (): Segment[] => [...untagged.push(tags.end()), ...untagged.end()],
  }
}

function hear(...chunks: readonly string[]) {
  const reply = listenTo()
  const segments = [...chunks.flatMap(reply.push), ...reply.end()]
  return { segments: joined(segments), wasRead: reply.wasRead }
}

const textOf = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('')

describe('a reply without a tag', () => {
  it('shows each sentence with its own feeling, as soon as it is complete', () => {
    const reply = listenTo()
    expect(reply.push('I am so sa')).toEqual([])
    expect(reply.push('d to hear that.')).toEqual([])
    expect(inShort(reply.push(' But '))).toBe('sad 0.9: I am so sad to hear that. ')
    expect(reply.push('you are here')).toEqual([])
    expect(inShort(reply.push(', and I am glad!\nNow'))).toBe('happy: But you are here, and I am glad!\n')
    expect(inShort(reply.end())).toBe('neutral: Now')
    expect(reply.wasRead).toEqual(['I am so sad to hear that. ', 'But you are here, and I am glad!\n', 'Now'])
  })

  it.each([
    ['Wow! I love it.', 'surprised: Wow!  | happy: I love it.'],
    ['Bonjour ! Je suis triste.', 'neutral: Bonjour !  | sad: Je suis triste.'],
    ['“I won!” she said. Hm.', 'happy: “I won!”  | neutral: she said. Hm.'],
    ['It costs 3.14 and I am glad', 'happy: It costs 3.14 and I am glad'],
    ['I cried... Then I won', 'sad: I cried...  | happy: Then I won'],
    ['1. I cried.\n2. I won.', 'neutral: 1.  | sad: I cried.\n2.  | happy: I won.'],
    ['I cried.\n\n\n - \n\n', 'sad: I cried.\n\n\n - \n\n'],
  ])('reads “%s”', (text, expected) => {
    expect(inShort(hear(text).segments)).toBe(expected)
  })

  it('leaves the rest to tags and emoji, once one came', () => {
    expect(inShort(hear('I cried. And [happy] I am sad. Sad!').segments)).toBe(
      'sad: I cried.  | neutral: And  | happy: I am sad. Sad!',
    )
    expect(inShort(hear('I cried. I love it 😢 so. Glad.').segments)).toBe(
      'sad: I cried.  | happy: I love it  | sad: 😢 so. Glad.',
    )
    expect(hear('[neutral] I am sad.')).toMatchObject({ segments: parse('[neutral] I am sad.'), wasRead: [] })
  })

  it('does not wait longer for a sentence’s end than it takes to read its beginning', () => {
    const reply = listenTo()
    const long = `I am glad that ${'this and '.repeat(30)}`
    const shown = textOf(reply.push(long))
    expect(shown).toBe(long)
    expect(inShort(joined(reply.push('so sad on. I cried.')))).toBe('happy: so sad on. ')
    expect(inShort(reply.end())).toBe('sad: I cried.')
    expect(reply.wasRead).toEqual([long.slice(0, LONGEST_HELD), 'I cried.'])
  })

  it('does not read code, nor hold it back', () => {
    const reply = listenTo()
    expect(inShort(joined(reply.push('I am glad:\n```js\nlet sad = "I cried."\n```\n')))).toBe(
      'happy: I am glad:\n```js\nlet sad = "I cried."\n```\n',
    )
    expect(textOf(reply.push('~~~\nsad. s'))).toBe('~~~\nsad. s')
    expect(reply.wasRead).toEqual(['I am glad:\n'])
    expect(hear('The word `sad. Really` is a word. I won.').wasRead.join('')).not.toContain('sad')
  })
})

const piece = fc.oneof(
  fc.constantFrom(
    ...'. ! ? … " » ) * _ ` ``` ~~~ \n \r\n \\ [ ] ( 😊 👍 \ud83d \ude0a [happy] [neutral] *smiles* I sad glad cried.'.split(
      ' ',
    ),
    ...[' ', '  ', '. ', '! ', '\n', '\n\n', '```\n', 'a'.repeat(90), 'I love it ', ' - ', '3.14'],
  ),
  fc.string({ maxLength: 6 }),
)
const reply = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
/** The text cut at random places, between the halves of a surrogate pair too. */
const chunked = fc.tuple(reply, fc.array(fc.nat(2000), { maxLength: 40 })).map(([text, cuts]) => {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return { text, chunks: places.slice(1).map((end, index) => text.slice(places[index], end)) }
})
const runs = { numRuns: 2000 }

describe('whatever the reply and its chunks', () => {
  it('every character that the tag parser shows is shown, in its order', () => {
    fc.assert(
      fc.property(chunked, ({ text, chunks }) => {
        expect(textOf(hear(...chunks).segments)).toBe(textOf(parse(text)))
      }),
      runs,
    )
  })

  it('the feelings are the same', () => {
    fc.assert(
      fc.property(chunked, ({ text, chunks }) => {
        expect(hear(...chunks)).toEqual(hear(text))
      }),
      runs,
    )
  })

  it('no more is held back than a sentence that is not too long, and a tag', () => {
    fc.assert(
      fc.property(chunked, ({ text, chunks }) => {
        const listener = listenTo()
        const whole = textOf(parse(text))
        let came = ''
        let shown = ''
        for (const chunk of chunks) {
          came += chunk
          shown += textOf(listener.push(chunk))
          const parsed = createTagParser().push(came)
          expect(textOf(parsed).length - shown.length).toBeLessThan(LONGEST_HELD)
          expect(whole.startsWith(shown)).toBe(true)
        }
      }),
      runs,
    )
  })

  it('from the first tag on, everything is as the tag parser says', () => {
    fc.assert(
      fc.property(reply, (text) => {
        const tagged = `[sad: 0.3] ${text}`
        expect(hear(tagged)).toEqual({ segments: parse(tagged), wasRead: [] })
      }),
      runs,
    )
  })
})

it('takes a time that grows with the length of a reply, not with its square', () => {
  const time = (length: number) => {
    const startedAt = performance.now()
    const listener = listenTo(() => ({ emotion: 'happy', intensity: 0.6 }))
    for (let i = 0; i < length; i += 4) listener.push('word')
    listener.end()
    return performance.now() - startedAt
  }
  const fastest = (length: number) => Math.min(...Array.from({ length: 6 }, () => time(length)))
  fastest(5_000)
  expect(fastest(40_000) / fastest(5_000)).toBeLessThan(32)
})
