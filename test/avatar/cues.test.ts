import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClauses } from '../../renderer/avatar/motion/clauses.ts'
import { createCues, moveFor } from '../../renderer/avatar/motion/cues.ts'
import { moveOfWords } from '../../renderer/avatar/motion/words.ts'

describe('words', () => {
  test.each([
    ['Hello there,', 'wave'],
    ['Bonjour !', 'wave'],
    ['Well, good night, and sleep well.', 'wave'],
    ['Alors à demain !', 'wave'],
    ['Yes,', 'nod'],
    ['D’accord.', 'nod'],
    ['No,', 'shake'],
    ['Non,', 'shake'],
    ['I don’t know.', 'shrug'],
    ['Je ne sais pas.', 'shrug'],
    ['Hmm,', 'think'],
    ['Voyons…', 'think'],
    ['How was your day?', 'tilt'],
    ['Comment vas-tu ?', 'tilt'],
    ['Did you see her say goodbye?', 'tilt'],
    ['He said hello to me.', null],
    ['Nothing of the kind.', null],
    ['Hier il a plu.', null],
    ['Ouistiti.', null],
    ['', null],
  ])('“%s” goes with %s', (clause, move) => {
    expect(moveOfWords(clause)).toBe(move)
  })
})

describe('clauses', () => {
  test('end at a mark, when something comes after it', () => {
    const clauses = createClauses()
    expect(clauses.hear('Hello')).toEqual([])
    expect(clauses.hear(', you.')).toEqual(['Hello,'])
    expect(clauses.hear('.. It is 3.5')).toEqual([' you...'])
    expect(clauses.hear(' m?')).toEqual([])
    expect(clauses.finish()).toEqual([' It is 3.5 m?'])
    expect(clauses.finish()).toEqual([])
  })

  test('lose nothing, however the words come', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '.', '?', '\n', '”') })), (pieces) => {
        const clauses = createClauses()
        const said = [...pieces.flatMap((piece) => clauses.hear(piece)), ...clauses.finish()].join('')
        expect(said.trim()).toBe(pieces.join('').trim())
      }),
    )
  })
})

describe('cues', () => {
  test('strong feelings move her, faint ones do not', () => {
    const of = (emotion: 'happy' | 'sad' | 'surprised' | 'relaxed', intensity: number) =>
      moveFor({ type: 'felt', emotion, intensity }, () => 0)
    expect([of('happy', 1), of('sad', 1), of('surprised', 1), of('relaxed', 1)]).toEqual([
      'bounce',
      'droop',
      'startle',
      null,
    ])
    expect([of('happy', 0.5), of('sad', 0.5), of('surprised', 0.5)]).toEqual([null, null, null])
  })

  test('she does not do the same over and over, nor anything small in the midst of something large', () => {
    let now = 0
    const answer = createCues(
      () => 0,
      () => now,
    )
    const asked = () => answer({ type: 'asked' })
    expect(asked()).toBe('nod')
    expect(asked()).toBeNull()
    now = 10
    expect(answer({ type: 'felt', emotion: 'happy', intensity: 1 })).toBe('bounce')
    now = 11
    expect(asked()).toBeNull()
    now = 13
    expect(asked()).toBe('nod')
    expect(answer({ type: 'felt', emotion: 'happy', intensity: 1 })).toBeNull()
    now = 30
    expect(answer({ type: 'felt', emotion: 'happy', intensity: 1 })).toBe('bounce')
  })
})
