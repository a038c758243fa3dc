import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEUTRAL } from '../../electron/contract/index.ts'
import { createTagParser } from '../../electron/emotion/index.ts'
import { LONGEST_TAG } from '../../electron/emotion/tag-parser.ts'
import { parse, parseChunks, shownText } from './parse.ts'

/** Pieces that tags, code, links and their broken forms are made of. */
const hostilePiece = fc.oneof(
  fc.constantFrom(
    ...'[ ] ( ) < > | * { } ` ``` ~~~ " : \\ / , [happy] [sad] *smiles* (emotion: joy) <|fear|> 😊 😢 \ud83d \ude0a'.split(
      ' ',
    ),
    ...[
      'very ',
      'a bit ',
      'un peu ',
      ': 0.8',
      ': 99',
      '/0',
      ' %',
      ', intensity: ',
      'high',
      '{"emotion":"joy","intensity":',
    ],
    ...['happy', 'hap', 'py', 'emotion', 'smiles', 'sourit', '{"emotion":"joy"}', '0.8', '](', ' ', '  ', '\n', '\r\n'],
  ),
  fc.string({ maxLength: 5 }),
)
const hostileText = fc.array(hostilePiece, { maxLength: 40 }).map((pieces) => pieces.join(''))

/** The text cut at random places, between the halves of a surrogate pair too. */
const chunked = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.array(fc.nat(400), { maxLength: 30 })).map(([whole, cuts]) => {
    const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
    return { text: whole, chunks: places.slice(1).map((end, index) => whole.slice(places[index], end)) }
  })

const runs = { numRuns: 2000 }

describe('whatever the text and its chunks', () => {
  it('the segments are the same', () => {
    fc.assert(
      fc.property(chunked(hostileText), ({ text, chunks }) => {
        expect(parseChunks(chunks)).toEqual(parse(text))
      }),
      runs,
    )
  })

  it('nothing is added, and the order stays', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        let at = 0
        for (const unit of shownText(text).split('')) {
          at = text.indexOf(unit, at) + 1
          expect(at).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })

  it('every intensity is a number from 0 to 1', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { intensity } of parse(text)) {
          expect(Number.isFinite(intensity) && intensity >= 0 && intensity <= 1, String(intensity)).toBe(true)
        }
      }),
      runs,
    )
  })

  it('neighbours differ in what is felt, or how strongly', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parser = createTagParser()
        for (const segments of [parser.push(text), parser.end()]) {
          for (const [index, segment] of segments.entries()) {
            const { emotion, intensity } = segments[index + 1] ?? { emotion: null, intensity: null }
            expect([emotion, intensity]).not.toEqual([segment.emotion, segment.intensity])
          }
        }
      }),
      runs,
    )
  })

  it('no more than a tag is held back', () => {
    fc.assert(
      fc.property(
        chunked(
          fc
            .array(fc.constantFrom('[', '(', '*', '[hap', 'a', ' ', '[very ', '<|'), { maxLength: 300 })
            .map((pieces) => pieces.join('')),
        ),
        ({ chunks }) => {
          const parser = createTagParser()
          let held = 0
          for (const chunk of chunks) {
            held += chunk.length
            for (const { text } of parser.push(chunk)) held -= text.length
            expect(held).toBeLessThanOrEqual(2 * LONGEST_TAG)
          }
        },
      ),
    )
  })
})

const TAGS = [
  '[happy]',
  '[ joie : 0.8 ]',
  '[very happy]',
  '[un peu content]',
  '[emotion: joy]',
  '(emotion: joy)',
  '<|happy|>',
  '*smiles*',
  '*sourit*',
  '[😊]',
  '[[joy]]',
]
const word = fc.stringMatching(/^[a-zé,'’-]{1,8}$/).filter((text) => !/^[,'’-]/.test(text))
const prose = fc.constantFrom(
  'Hello',
  'you',
  'the',
  '[note]',
  '[1, 2]',
  '[happy](https://a.b/c)',
  '`[happy]`',
  '(sic)',
  '**bold**',
  '*so*',
  'a<b',
  '<3',
  '{"a":[1]}',
  '[x]',
  '[',
  '*',
  '(',
  '🚲',
  'x[i]',
  '[hap',
)

describe('a text with known tags', () => {
  it('is shown without them, and without their spaces', () => {
    const token = fc.oneof(
      fc.constantFrom(...TAGS).map((tag) => ({ tag })),
      fc.oneof(word, prose).map((text) => ({ text })),
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        const whole = tokens.map((part) => ('tag' in part ? part.tag : part.text)).join(' ')
        const expected = tokens.flatMap((part) => ('text' in part ? [part.text] : [])).join(' ')
        expect(shownText(whole).trimEnd()).toBe(expected)
      }),
      runs,
    )
  })

  it('changes its emotion and intensity where they stand', () => {
    const NAMES = {
      '[joy]': 'happy 0.6',
      '[joy: 30 %]': 'happy 0.3',
      '[very happy]': 'happy 0.9',
      '[peur]': 'fear 0.6',
      '*soupire*': 'sad 0.6',
      '<|calm|high|>': 'relaxed 0.9',
    } as const
    const stretch = fc.tuple(fc.constantFrom(...(Object.keys(NAMES) as (keyof typeof NAMES)[])), word)
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (stretches) => {
        const segments = parse(stretches.map(([tag, text]) => `${tag} ${text}.\n`).join(''))
        const lines = segments.flatMap(({ text, emotion, intensity }) =>
          text.split(/(?<=\n)/).map((line) => `${emotion} ${intensity}: ${line}`),
        )
        expect(lines).toEqual(stretches.map(([tag, text]) => `${NAMES[tag]}: ${text}.\n`))
      }),
    )
  })
})

/**
 * Another way to take out brackets, slow and for whole texts: innermost tags first, until none is left. `_` marks the
 * place of a tag, for brackets that hold nothing else.
 */
function withoutBracketTags(text: string): string {
  const names = ['happy', 'sad'].map((name) => [...name].join('_*')).join('|')
  const tag = new RegExp(`\\[_*(?:_|${names})_*\\](?!\\()`)
  let rest = text
  while (tag.test(rest)) rest = rest.replace(tag, '_')
  return rest.replaceAll('_', '')
}

describe('nested and broken brackets', () => {
  it('leave what a second, simpler way leaves', () => {
    const piece = fc.constantFrom('[', ']', '(', 'happy', 'hap', 'py', 'sad', 'x', '[happy]', '[sad]', '[hap')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `${pieces.join('')}!`
        expect(shownText(text)).toBe(withoutBracketTags(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('show no tag: parsing what is shown changes nothing', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '*',
      '(',
      ')',
      '<|',
      '|>',
      'happy',
      'smiles',
      'emotion: ',
      '[hap',
      '[sad]',
      'x',
      ' ',
      '\n',
      '`',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const shown = shownText(pieces.join(''))
        expect(parse(shown)).toEqual(shown === '' ? [] : [{ text: shown, ...NEUTRAL }])
      }),
      runs,
    )
  })
})

describe('time', () => {
  it.each(['[', '[[[happy', '*hey [', '[very ', '[happy](', 'a `[happy] ', 'plain words '])(
    'grows with the length of a text full of “%s”, not with its square',
    (piece) => {
      const time = (length: number) => {
        const text = piece.repeat(length / piece.length)
        const start = performance.now()
        shownText(text)
        return performance.now() - start
      }
      const fastest = (length: number) => Math.min(...Array.from({ length: 6 }, () => time(length)))
      const short = fastest(5_000)
      const long = fastest(40_000)
      // Eight times the text: a square would take 64 times as long.
      expect(long / short).toBeLessThan(32)
    },
  )
})
