import { describe, expect, it } from 'vitest'
import { MODERATE_INTENSITY } from '../../electron/contract/index.ts'
import { createTagParser } from '../../electron/emotion/index.ts'
import { WORDS } from '../../electron/emotion/words.ts'
import { inShort, parse, parseChunks, shownText } from './parse.ts'

const intensity = MODERATE_INTENSITY

describe('a reply with tags', () => {
  it('becomes segments, one a change of emotion', () => {
    expect(parse('[happy] Hello! [happy] Nice to see you. [sad] Must you go?')).toEqual([
      { text: 'Hello! Nice to see you. ', emotion: 'happy', intensity },
      { text: 'Must you go?', emotion: 'sad', intensity },
    ])
  })

  it.each([
    '[happy]',
    '[HAPPY]',
    '[ happy ]',
    '[joy]',
    '[joie]',
    '[contente]',
    '[happy:0.8]',
    '[happy: 80 %]',
    '[happy 0,8]',
    '[joie : 0.5]',
    '[happy | 7/10]',
    '[love: high]',
    '[emotion: joy]',
    '[Emotion = happy]',
    '[émotion : joie]',
    '[humeur: joyeuse]',
    '[emotion: joy, intensity: 0.8]',
    '[very happy]',
    '[un peu content]',
    '[😊]',
    '[❤️]',
    '[😊 happy]',
    '[happy 😊: 0.5]',
    '[smiles]',
    '[clin d’œil]',
    '[[happy]]',
    '**[happy]**',
    '*[happy]*',
    '([happy])',
    '(emotion: joy)',
    '( Émotion : joie )',
    '(mood: 😊)',
    '<|happy|>',
    '<|emotion: joy|>',
    '*smiles*',
    '*Sourit*',
    '*smiles softly*',
    '*she smiles.*',
    '*Kira laughs~*',
    '*fait un clin d’œil*',
    '*te fait un câlin*',
    '*smile*',
    '*grand sourire*',
    '*smiling at you*',
    '*giggles 😊*',
    '{"emotion":"joy"}',
    '{ "emotion": "joy", "intensity": 0.8 }',
    "{'mood': 'happy'}",
    '{emotion: joy}',
    '{\n  "emotion": "joy"\n}',
    '[hap[sad]py]',
    '[happy](emotion: joy)',
  ])('takes out %s', (tag) => {
    expect(parse(`${tag} Hi`)).toEqual([{ text: 'Hi', emotion: 'happy', intensity: expect.any(Number) }])
    expect(parseChunks([...`${tag} Hi`])).toEqual(parse(`${tag} Hi`))
  })

  it('knows every word of the table in every form', () => {
    for (const { english, french, emoji, acts, cues } of Object.values(WORDS)) {
      const names = [...english, ...french, ...emoji, ...acts, ...cues]
      const forms = [
        ...names.flatMap((name) => [`[${name}]`, `[${name}: 0.5]`, `<|${name}|>`, `(emotion: ${name})`]),
        ...[...acts, ...cues].map((gesture) => `*${gesture}*`),
      ]
      for (const tag of forms) expect(shownText(`${tag} Hi`), tag).toBe('Hi')
    }
  })

  it.each([
    ['[peur] Ah', 'fear: Ah'],
    ['[thinking] So', 'neutral: So'],
    ['[happy] Hi [/happy] there', 'happy: Hi  | neutral: there'],
    ['Hello *waves* you', 'neutral: Hello  | happy: you'],
    ['Well. *smile* Yes', 'neutral: Well.  | happy: Yes'],
    ['*soupire* Bon. *rougit légèrement* Oui.', 'sad: Bon.  | relaxed 0.3: Oui.'],
  ])('reads “%s”', (text, expected) => {
    expect(inShort(parse(text))).toBe(expected)
  })

  it('without a tag is neutral, or what it was told to begin with', () => {
    expect(parse('No dot at the end')).toEqual([{ text: 'No dot at the end', emotion: 'neutral', intensity }])
    expect(createTagParser({ initial: 'sad' }).push('Oh')).toMatchObject([{ text: 'Oh', emotion: 'sad', intensity }])
  })

  it('without a tag follows the emoji in its text; a tag overrules them', () => {
    expect(inShort(parse('Hello 😊 you. Oh 😢!'))).toBe('neutral: Hello  | happy: 😊 you. Oh  | sad: 😢!')
    expect(inShort(parse('[sad] Hello 😊 you'))).toBe('sad: Hello 😊 you')
    expect(inShort(parse('`😊` a'))).toBe('neutral: `😊` a')
  })

  it('of nothing but tags shows nothing', () => {
    expect(parse('[happy]')).toEqual([])
    expect(parse(' \n[happy] [sad]\n\n ')).toEqual([])
    expect(parse('')).toEqual([])
  })
})

describe('the intensity that a tag says', () => {
  it.each([
    ['[happy]', MODERATE_INTENSITY],
    ['[😊]', MODERATE_INTENSITY],
    ['[happy:0.8]', 0.8],
    ['[happy 0,8]', 0.8],
    ['[happy 80%]', 0.8],
    ['[joie : 80 %]', 0.8],
    ['[happy | 7/10]', 0.7],
    ['[happy 8]', 0.8],
    ['[happy: 80]', 0.8],
    ['[happy: 1]', 1],
    ['[happy: 0]', 0],
    ['[happy: 1.2]', 1],
    ['[happy: 150 %]', 1],
    ['[happy: 12/10]', 1],
    ['[happy: 5/0]', MODERATE_INTENSITY],
    ['[happy: 99999999999999999999999999]', 1],
    ['[love: low]', 0.3],
    ['[love: medium]', 0.6],
    ['[love, high]', 0.9],
    ['[joie, intensité: forte]', 0.9],
    ['[joie, intensité : faible]', 0.3],
    ['[emotion: joy, intensity: 0.25]', 0.25],
    ['[very happy]', 0.9],
    ['[so very happy]', 0.9],
    ['[tellement heureuse]', 0.9],
    ['[très joyeux]', 0.9],
    ['[quite happy]', 0.6],
    ['[a bit happy]', 0.3],
    ['[a little bit happy]', 0.3],
    ['[a bit too happy]', 0.3],
    ['[Un peu joyeuse]', 0.3],
    ['[émotion : légèrement amusée]', 0.3],
    ['[very happy: 0.5]', 0.5],
    ['(emotion: slightly happy)', 0.3],
    ['<|happy:0.4|>', 0.4],
    ['{"emotion":"joy","intensity":0.8}', 0.8],
    ['{"intensity": "high", "emotion": "joy"}', 0.9],
    ["{'emotion': 'joie', 'intensité': '40 %'}", 0.4],
    ['{"emotion":"joy","intensity":null}', MODERATE_INTENSITY],
    ['{"emotion":"joy","intensity":-1}', MODERATE_INTENSITY],
    ['{"emotion":"joy","intensity":1e999}', MODERATE_INTENSITY],
    ['*smiles*', MODERATE_INTENSITY],
    ['*smiles softly*', 0.3],
    ['*sourit un peu*', 0.3],
    ['*grand sourire*', 0.9],
    ['*smiles broadly*', 0.9],
  ])('%s', (tag, expected) => {
    expect(parse(`${tag} Hi`)).toEqual([{ text: 'Hi', emotion: 'happy', intensity: expected }])
    expect(parseChunks([...`${tag} Hi`])).toEqual(parse(`${tag} Hi`))
  })

  it('holds until the next tag; the same emotion felt otherwise is a segment of its own', () => {
    expect(inShort(parse('[un peu triste] Oh. [triste] Oh non. [very sad] No! [sad: 90%] No. Bye. [/sad] Hm.'))).toBe(
      'sad 0.3: Oh.  | sad: Oh non.  | sad 0.9: No! No. Bye.  | neutral: Hm.',
    )
  })

  it('is moderate for an emoji, however often it is repeated', () => {
    expect(inShort(parse('Yes 😊😊😊!'))).toBe('neutral: Yes  | happy: 😊😊😊!')
  })
})

describe('white space around a tag', () => {
  it.each([
    ['[happy] Hi', 'Hi'],
    ['\n [happy]\n\n Hi', 'Hi'],
    ['[happy] [sad] Hi', 'Hi'],
    ['Hi [happy] you', 'Hi you'],
    ['Hi[happy] you', 'Hi you'],
    ['Hi[happy]  you', 'Hi you'],
    ['Hi[happy]you', 'Hiyou'],
    ['Hi [happy] [sad] you', 'Hi you'],
    ['Bonjour [joie]\u00a0!', 'Bonjour !'],
    ['One\n[happy] Two', 'One\nTwo'],
    ['One\n[happy]\nTwo', 'One\nTwo'],
    ['One\n[happy]\r\nTwo', 'One\nTwo'],
    ['One [happy]\nTwo', 'One \nTwo'],
    ['One[happy]\n\nTwo', 'One\n\nTwo'],
    ['One\n\n[happy]\nTwo', 'One\n\nTwo'],
    ['One\n[happy]\n\nTwo', 'One\n\nTwo'],
    ['  Hi  you  ', '  Hi  you  '],
    ['   ', '   '],
  ])('%j is shown as %j', (text, expected) => {
    expect(shownText(text)).toBe(expected)
    expect(
      parseChunks([...text])
        .map((segment) => segment.text)
        .join(''),
    ).toBe(expected)
  })
})

describe('what is no tag stays as it is', () => {
  it.each([
    ['unknown words', 'a [note] b [TODO] [1] [ ] [x] [] [happy birthday] [happy, sad] [unhappyish]'],
    ['unclosed brackets', 'a [happy b'],
    ['an unclosed tag at the end', 'a [hap'],
    ['an unclosed link at the end', 'a [happy '],
    ['a tag over two lines', '[hap\npy] [happy\n]'],
    ['links', '[happy](https://example.org) ![joy](a.png) [sad](<a b>)'],
    ['arrays', 'x = [1, [2, 3]]; ["happy"]; a[i]; ["emotion": "joy"]'],
    ['escaped brackets', '\\[happy] \\[happy\\] \\*smiles*'],
    ['parentheses', '(happy) (smiles) (emotional: yes) f(emotion) (emotion)'],
    ['emphasis', 'I am *so happy* for **you**, *really* ***very*** happy. The word *smile* is *nice*.'],
    ['long emphasis', '*I have always thought that she smiles too much*'],
    ['list items and products', '* smiles *\n* 2 * 3 * 4\n*'],
    ['stars', '** * *** **** *[ *('],
    ['other tokens', '<|im_end|> <b>happy</b> <3 a < b <| <|happy'],
    ['JSON that says something', '{"emotion":"joy","text":"Hi"}'],
    ['JSON further on', 'So: {"emotion":"joy"}'],
    ['other JSON', '{"name":"joy"} {}'],
    ['a span of code', 'use `[happy]` and ``a ` [sad]`` or `*smiles*`'],
    ['a block of code', 'So:\n```js\n[happy]\n``\n`x`\n  [sad]\n```\ndone'],
    ['a block with a longer fence', '````\n```\n[happy]\n```\n[sad]\n````'],
    ['a block in a list', '- ```\n  [happy]\n  ```\n'],
    ['a block of tildes', '~~~\n[happy]\n```\n[sad]\n~~~'],
    ['a block that never ends', '```\n[happy] *smiles*'],
    ['a tag longer than 64 characters', `[happy${' '.repeat(64)}]`],
    ['ASCII art', " /\\_/\\ \n( o.o )\n > ^ <\n[|___|]\n(>'-')> <('-'<)\n"],
    ['half a surrogate pair', 'a \ud83d b \ude00 [\ud83d] \ud83d'],
  ])('%s', (_, text) => {
    expect(shownText(text)).toBe(text)
    expect(
      parseChunks([...text.split('')])
        .map((segment) => segment.text)
        .join(''),
    ).toBe(text)
  })

  it.each([
    ['after a span of code', '`a` [happy] b', '`a` b'],
    ['after a stray backtick, in the next line', 'a ` b\n[happy] c', 'a ` b\nc'],
    ['after a block of code', '```\na\n```\n[happy] b', '```\na\n```\nb'],
    ['in struck text', '~~a [happy] b~~', '~~a b~~'],
    ['inside other brackets', '[see [happy] this]', '[see this]'],
    ['inside emphasis', '*so [happy] nice*', '*so nice*'],
    ['in a link’s text', '[a [happy] b](url)', '[a b](url)'],
  ])('but a tag %s does not', (_, text, expected) => {
    expect(shownText(text)).toBe(expected)
  })
})

describe('the stream', () => {
  it('releases text at once, and holds back only what may become a tag', () => {
    const parser = createTagParser()
    const push = (chunk: string) =>
      parser
        .push(chunk)
        .map((segment) => segment.text)
        .join('')
    expect(push('Hel')).toBe('Hel')
    expect(push('lo [')).toBe('lo ')
    expect(push('hap')).toBe('')
    expect(push('less')).toBe('[hapless')
    expect(push('] *')).toBe('] ')
    expect(push(' ')).toBe('* ')
    expect(push('(e')).toBe('')
    expect(push('t')).toBe('(et')
    expect(push('[sad]')).toBe('')
    expect(parser.push(' a')).toMatchObject([{ text: ' a', emotion: 'sad', intensity }])
  })

  it('puts a surrogate pair that was cut together again', () => {
    const parser = createTagParser()
    expect(parser.push('a \ud83d')).toMatchObject([{ text: 'a ', emotion: 'neutral', intensity }])
    expect(parser.push('\ude0a')).toMatchObject([{ text: '😊', emotion: 'happy', intensity }])
    expect(parser.end()).toEqual([])
  })

  it.each([
    [
      'a [neutral] b',
      [
        ['a ', false],
        ['b', true],
      ],
    ],
    ['[neutral] b', [['b', true]]],
    [
      'a 😊 b',
      [
        ['a ', false],
        ['😊 b', true],
      ],
    ],
    ['a [[note]] `😊` b', [['a [[note]] `😊` b', false]]],
  ] as const)('says what a tag or an emoji told of “%s”, and what nothing did', (text, expected) => {
    const parser = createTagParser()
    expect([...parser.push(text), ...parser.end()].map(({ text, told }) => [text, told])).toEqual(expected)
  })
})
