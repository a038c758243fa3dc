import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { EKMAN_LABELS } from '../../electron/emotion/classifier/classification.ts'
import { createClassifier } from '../../electron/emotion/classifier/index.ts'
import { tokensOf } from '../../electron/emotion/classifier/tokens.ts'
import { macroF1 } from '../bench/scores.ts'
import { ownSentences } from '../bench/sentences.ts'
import { SENTENCES_EN } from './sentences.en.ts'
import { SENTENCES_FR } from './sentences.fr.ts'
import { readWeights } from './weights.ts'

const weights = readWeights()
const { kira, ekman } = createClassifier(weights)

describe('what is plainly felt', () => {
  const PLAIN: readonly (readonly [Emotion, ...string[]])[] = [
    [
      'happy',
      "I'm so happy!",
      'yay, I passed my exam!',
      'merci beaucoup, ça me fait trop plaisir',
      'je suis trop contente !',
    ],
    [
      'relaxed',
      "I'm so relieved, everything is fine",
      'so peaceful here by the fire',
      'ouf, quel soulagement',
      'tranquille sur le canapé avec un thé',
    ],
    ['sad', 'I feel so sad and lonely', 'I miss my grandmother so much', 'je suis triste', 'je me sens tellement seul'],
    [
      'angry',
      'I hate my boss, he lied to me again',
      'this makes me furious',
      "il m'a encore menti, ça m'énerve",
      'je suis en colère contre toi',
    ],
    [
      'surprised',
      'wow, I did not expect that!',
      'what?! no way!',
      "waouh, je m'y attendais pas du tout !",
      "je n'en reviens pas",
    ],
    [
      'fear',
      "I'm scared",
      'I am so afraid of the operation tomorrow',
      "j'ai peur",
      "il y a quelqu'un dehors, je suis terrifiée",
    ],
    [
      'disgust',
      'ew, that is disgusting',
      'this smell makes me want to vomit',
      "beurk, c'est dégoûtant",
      'il y a un cheveu dans ma soupe, dégueulasse',
    ],
    [
      'neutral',
      'what time is it?',
      'the train leaves at noon',
      'comment ouvrir un fichier pdf',
      'le train part à midi',
    ],
  ]
  const each = PLAIN.flatMap(([emotion, ...texts]) => texts.map((text) => [text, emotion] as const))

  it.each(each)('“%s” is %s', (text, emotion) => {
    expect(kira(text).label).toBe(emotion)
  })

  it.each(each.filter(([, emotion]) => emotion !== 'neutral' && emotion !== 'surprised'))(
    'the valence of “%s” has the sign of %s',
    (text, emotion) => {
      const isPleasant = emotion === 'happy' || emotion === 'relaxed'
      expect(Math.sign(kira(text).valence)).toBe(isPleasant ? 1 : -1)
      expect(Math.sign(ekman(text).valence)).toBe(isPleasant ? 1 : -1)
    },
  )

  it.each(each.filter(([, emotion]) => ['happy', 'relaxed', 'angry', 'fear'].includes(emotion)))(
    'the arousal of “%s” has the sign of %s',
    (text, emotion) => {
      expect(Math.sign(kira(text).arousal)).toBe(emotion === 'relaxed' ? -1 : 1)
    },
  )
})

describe('how people type', () => {
  it.each([
    [
      'accents left out',
      'Je suis très inquiète, ça me stresse énormément',
      'Je suis tres inquiete, ca me stresse enormement',
    ],
    ['accents as signs of their own', 'j’ai été déçu', 'j’ai été déçu'.normalize('NFD')],
    ['other apostrophes', "I can't stop crying, j'ai mal", 'I can’t stop crying, j’ai mal'],
    ['more letters yet', 'I am soooo saaad', 'I am soooooooo saaaaaaaad'],
    ['other white space', 'I am sad. So sad.', '  I am\tsad.\n\nSo  sad. '],
  ])('%s make no difference', (_, text, other) => {
    expect(kira(other)).toEqual(kira(text))
  })

  it.each([
    ['I AM SO SCARED', 'fear'],
    ['THANK YOU SO MUCH', 'happy'],
    ['TU ME MANQUES', 'sad'],
    ['jsuis tro triste', 'sad'],
    ['g tro peur', 'fear'],
    ['mdr trop drole', 'happy'],
    ['u made my day ty', 'happy'],
    ['😢', 'sad'],
    ['🤮', 'disgust'],
  ])('“%s” is %s', (text, emotion) => {
    expect(kira(text).label).toBe(emotion)
  })

  it.each(['', ' \n', '42', '12 345,67', '١٢٣', '.', '...', '?', '!!!', '- - -', '\0', '\ud83d'])(
    '“%s” is neutral',
    (text) => {
      expect(kira(text)).toMatchObject({ label: 'neutral', labels: ['neutral'] })
      expect(ekman(text)).toMatchObject({ label: 'neutral', labels: ['neutral'] })
    },
  )

  it.each([
    'what time is it?',
    'how many days has February?',
    'are you there?',
    'tu peux me donner l’heure ?',
    'c’est où, Lima ?',
  ])('the question “%s” is neutral', (text) => {
    expect(kira(text).label).toBe('neutral')
  })
})

describe('our own test sentences', () => {
  it.each(['en', 'fr'] as const)('in %s reach a macro-F1 of 0.45', (language) => {
    const judged = ownSentences(language).map(({ text, kira: truth }) => ({ truth, said: [kira(text).label] }))
    expect(judged).toHaveLength(500)
    expect(macroF1(judged, EMOTIONS)).toBeGreaterThanOrEqual(0.45)
  })

  it.each([
    ['English', SENTENCES_EN],
    ['French', SENTENCES_FR],
  ] as const)('and of plainer ones in %s, three of four are read right', (_, sentences) => {
    const wrong = sentences.filter(([text, emotion]) => kira(text).label !== emotion).map(([text]) => text)
    expect(wrong.length / sentences.length, `wrong: ${wrong.join(' | ')}`).toBeLessThanOrEqual(0.25)
  })
})

describe('any text', () => {
  function expectSound(text: string) {
    const own = kira(text)
    expect(Object.keys(own.scores).toSorted()).toEqual(EMOTIONS.toSorted())
    expect(Object.values(own.scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 6)
    const basic = ekman(text)
    expect(Object.keys(basic.scores).toSorted()).toEqual(EKMAN_LABELS.toSorted())
    for (const { label, labels, scores, valence, arousal } of [own, basic]) {
      expect(labels[0]).toBe(label)
      expect(new Set(labels).size).toBe(labels.length)
      for (const score of Object.values(scores)) expect(score >= 0 && score <= 1, `${score}`).toBe(true)
      for (const side of [valence, arousal]) expect(side >= -1 && side <= 1, `${side}`).toBe(true)
    }
  }

  it('gets scores that are probabilities, and the strongest label first', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'sad',
        'JOIE',
        ' ',
        "j'",
        '😊',
        '\ud83d',
        '\ude0a',
        '\u0301',
        '\u202e',
        '\0',
        '!',
        '>:(',
        '1',
        'é',
        'ﬁ',
        'İ',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    )
    fc.assert(fc.property(fc.string({ unit, maxLength: 200 }), expectSound))
  })

  it.each(['a', 'sad ', '!', '😢', '\ud83d', '\n', "l'", ':(', 'é\u0301', '\u0301', '12 ', 'je suis triste. '])(
    'may be 100 kB of “%s”',
    (piece) => {
      expectSound(piece.repeat(100_000 / piece.length))
    },
  )

  it('is read the same each time, by each classifier', () => {
    const another = createClassifier(weights)
    for (const { text } of [...ownSentences('en').slice(0, 20), ...ownSentences('fr').slice(0, 20)]) {
      const before = [kira(text), ekman(text)]
      expect([kira(text), ekman(text)]).toEqual(before)
      expect([another.kira(text), another.ekman(text)]).toEqual(before)
    }
  })

  it('costs no more than in proportion to its length, give or take', () => {
    const text = 'so I told him that we would never come back here again '
    const time = (repeats: number) => {
      const startedAt = performance.now()
      for (let round = 0; round < 30; round++) kira(text.repeat(repeats))
      return performance.now() - startedAt
    }
    time(10)
    const ratios = Array.from({ length: 7 }, () => time(10) / time(1))
    expect(Math.min(...ratios)).toBeLessThan(25)
  })
})

describe('the file of weights', () => {
  it('is no larger than 4 MB', () => {
    expect(weights.length).toBeLessThanOrEqual(4_000_000)
  })

  it('throws where it is cut short', () => {
    for (const length of [0, 1, 7, 8, 9, 100, 1000, weights.length / 2, weights.length - 1])
      expect(() => createClassifier(weights.slice(0, length)), `${length} bytes`).toThrow(Error)
  })

  it('throws where it is something else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(() => createClassifier(bytes)).toThrow(Error)
      }),
    )
    for (const text of ['', '{}', 'GGUF', 'null', '[]', '{"mix":null}'])
      expect(() => createClassifier(withHeader(text)), text).toThrow(Error)
  })

  it.each([
    ['a tensor is missing', { mix: undefined }],
    ['a tensor is none', { mix: 'F32' }],
    ['numbers are of another type', { mix: { dtype: 'I8', shape: [2], data_offsets: [0, 2] } }],
    ['there are more numbers', { mix: { dtype: 'F32', shape: [3], data_offsets: [0, 12] } }],
    ['the shape is another than the place', { mix: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }],
    ['the place is beyond the end', { mix: { dtype: 'F32', shape: [2], data_offsets: [1e9, 1e9 + 8] } }],
    ['the place is before the beginning', { mix: { dtype: 'F32', shape: [2], data_offsets: [-8, 0] } }],
  ])('throws where %s', (_, tensors) => {
    const header: unknown = JSON.parse(new TextDecoder().decode(headerOf(weights)))
    expect(() => createClassifier(withHeader(JSON.stringify({ ...Object(header), ...tensors })))).toThrow(Error)
  })

  /** The weights behind another header. */
  function withHeader(json: string): Uint8Array {
    const header = new TextEncoder().encode(json)
    const length = new DataView(new ArrayBuffer(8))
    length.setBigUint64(0, BigInt(header.length), true)
    return Buffer.concat([new Uint8Array(length.buffer), header, weights.subarray(8 + headerOf(weights).length)])
  }

  function headerOf(file: Uint8Array): Uint8Array {
    return file.subarray(8, 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)))
  }
})

describe('tokens', () => {
  it.each([
    ["J'ai peur d'être seule !", "j' ai peur d' etre seule !"],
    ['I’m SO happyyyyy', "i'm so happyy <long>"],
    ['NOOOO way', '<caps> noo <long> way'],
    ['3 cats, 14:05', '<0> cats , <0> : <0>'],
    ['ok :-) <3 ^^', 'ok :-) <3 ^^'],
    ['see https://kira.example', 'see https : / / kira . example'],
    ['👩‍👩‍👧 🇫🇷 ❤️', '👩‍👩‍👧 🇫🇷 ❤'],
    ['what?!?!?! well.....', 'what ?!? well ...'],
    ["aujourd'hui qu'il dort", "aujourd'hui qu' il dort"],
  ])('of “%s”', (text, tokens) => {
    expect(tokensOf(text).join(' ')).toBe(tokens)
  })

  it('of a long text are those of its two ends', () => {
    const tokens = tokensOf(`first ${'middle '.repeat(1000)}last`)
    expect([tokens[0], tokens.at(-1)]).toEqual(['first', 'last'])
    expect(tokens.length).toBeLessThan(200)
  })
})
