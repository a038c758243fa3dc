import fc from 'fast-check'
import { getLlama, type Llama } from 'node-llama-cpp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { beginsWithTag, tagGrammar } from '../../electron/emotion/index.ts'
import { parse, shownText } from './parse.ts'

const someEmotions = fc.subarray([...EMOTIONS], { minLength: 1 })
/** Any text, with what tags are made of. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        ...EMOTIONS,
        '[',
        ']',
        '[happy] ',
        '[very happy]',
        '[joie : 0.8]',
        '(',
        ' ',
        '\n',
        '\r\n',
        '👩‍👩‍👧‍👦',
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

describe('the grammar, as llama.cpp reads it', () => {
  let llama: Llama
  beforeAll(async () => {
    llama = await getLlama({ build: 'never', skipDownload: true, gpu: false })
  })
  afterAll(() => llama.dispose())

  /** Whether a whole reply is one of the grammar's. node-llama-cpp has a method for it that its types don't name. */
  async function accepting(emotions: readonly Emotion[]): Promise<(reply: string) => boolean> {
    const grammar = await llama.createGrammar({ grammar: tagGrammar(emotions) })
    if (!('_testText' in grammar) || typeof grammar._testText !== 'function') throw new Error('nothing to test with')
    const testText = grammar._testText.bind(grammar)
    return (reply) => testText(reply)
  }

  test('takes the tag of each of its emotions, and any text after it', async () => {
    await fc.assert(
      fc.asyncProperty(someEmotions, anyText, async (emotions, text) => {
        const accepts = await accepting(emotions)
        for (const emotion of EMOTIONS) expect(accepts(`[${emotion}] ${text}`)).toBe(emotions.includes(emotion))
      }),
    )
  })

  test('takes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(someEmotions, anyText, async (emotions, text) => {
        const accepts = await accepting(emotions)
        expect(accepts(text)).toBe(emotions.some((emotion) => text.startsWith(`[${emotion}] `)))
      }),
    )
  })

  test('takes only what begins with a tag', async () => {
    const accepts = await accepting(EMOTIONS)
    fc.assert(
      fc.property(anyText, (text) => {
        if (accepts(text)) expect(beginsWithTag(text, EMOTIONS)).toBe(true)
      }),
    )
  })
})

describe('a reply begins with a tag', () => {
  test.each([
    '[happy] Hi',
    '[happy]Hi',
    '\n [happy]\nHi',
    '[very happy] Hi',
    '[joie : 0.8] Salut',
    '[Happy] [sad] Hi',
    '[grateful] Thanks',
  ])('%j', (reply) => {
    expect(beginsWithTag(reply, ['happy'])).toBe(true)
    expect(beginsWithTag(reply, ['sad', 'fear'])).toBe(false)
  })

  test.each([
    'Hi [happy]',
    '*smiles* Hi',
    '(emotion: joy) Hi',
    '[x] Hi',
    '[happy',
    '[happy](https://a.b/c)',
    '[hap\npy] Hi',
    '[[happy]]',
  ])('not %j', (reply) => expect(beginsWithTag(`${reply} and so on${' and on'.repeat(9)}`, EMOTIONS)).toBe(false))

  test.each(['', ' \n', '[', '[hap', '[very ha', '[happy]', ' [happy: 0.'])('not yet told of %j', (beginning) =>
    expect(beginsWithTag(beginning, EMOTIONS)).toBeUndefined(),
  )

  test('and then the parser takes that tag out; what was told of a beginning stays', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, length) => {
        const told = beginsWithTag(text.slice(0, length), EMOTIONS)
        if (told !== undefined) expect(beginsWithTag(text, EMOTIONS)).toBe(told)
        if (!told) return
        const rest = text.slice(text.indexOf(']') + 1)
        expect(shownText(text).trimStart()).toBe(shownText(rest).trimStart())
      }),
      { numRuns: 2000 },
    )
  })

  test('the emotion that counts is the one that is shown', () => {
    for (const emotion of EMOTIONS) {
      const reply = `[${emotion}] x`
      expect(beginsWithTag(reply, [emotion])).toBe(true)
      expect(parse(reply)[0]?.emotion).toBe(emotion)
    }
  })
})
