import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withFrenchSpaces, withPlainSpaces } from '../../../renderer/ui/french-spaces.ts'
import { remarkFrenchSpaces } from '../../../renderer/ui/remark-french-spaces.ts'

/** What is shown of a text, with the no-break spaces in sight: `_` is the narrow one, `~` the wide one. */
const shown = (text: string) => withFrenchSpaces(text).replaceAll('\u202f', '_').replaceAll('\u00a0', '~')

test('no sign of a French sentence is left alone on a line', () => {
  expect(shown('Vraiment ? Oui ! Non ; si.')).toBe('Vraiment_? Oui_! Non_; si.')
  expect(shown('Elle a dit : « Viens ! » et rien de plus.')).toBe('Elle a dit~: «~Viens_!~» et rien de plus.')
  expect(shown('Quoi ?! Pas possible !!!')).toBe('Quoi_?! Pas possible_!!!')
})

test('a sign that stands at its word, at a line’s end or in no text of that kind keeps what it has', () => {
  for (const text of [
    'Vraiment? (Oui!) a;b',
    'La liste:\n? non',
    '10:30, 50 % de 1 000 €',
    'un - deux – trois…',
    '«',
    ' ',
    '',
  ]) {
    expect(shown(text)).toBe(text)
  }
})

/** Text with many signs and spaces in it, and with anything else. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(' ', '?', '!', ';', ':', '«', '»', 'é', '\n', '👋') }),
)

test('whatever is written, only plain spaces become others, and come back', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const plain = text.replace(/[\u202f\u00a0]/g, ' ')
      const marked = withFrenchSpaces(plain)
      expect(marked.replace(/[\u202f\u00a0]/g, ' ')).toBe(plain)
      expect(withPlainSpaces(marked)).toBe(plain)
      expect(withFrenchSpaces(marked)).toBe(marked)
      expect(marked).not.toMatch(/ [?!;:»]|« /)
    }),
  )
})

test('a very long row of spaces holds nobody up', () => {
  const spaces = ' '.repeat(1_000_000)
  expect(withFrenchSpaces(`${spaces}?`)).toBe(`${spaces.slice(1)}\u202f?`)
})

test('in Markdown the words are set, and neither code nor an address', () => {
  const code = { type: 'inlineCode', value: 'a ? b : c' }
  const link = { type: 'link', url: 'https://a.b/ ?', children: [{ type: 'text', value: 'ici !' }] }
  const tree = {
    type: 'root',
    children: [{ type: 'paragraph', children: [code, { type: 'text', value: ' ?' }, link] }],
  }
  remarkFrenchSpaces()(tree)
  expect(tree.children[0]?.children).toEqual([
    { type: 'inlineCode', value: 'a ? b : c' },
    { type: 'text', value: '\u202f?' },
    { type: 'link', url: 'https://a.b/ ?', children: [{ type: 'text', value: 'ici\u202f!' }] },
  ])
})
