import { expect, test } from 'vitest'
import { en } from '../../../renderer/ui/texts/en.ts'
import { fr } from '../../../renderer/ui/texts/fr.ts'

/** What is filled into each text, by its name: `mood.is` → `words`. */
function placeholders(texts: object, prefix = ''): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(texts).map(([name, text]) =>
      typeof text === 'string'
        ? { [prefix + name]: [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key).sort() }
        : placeholders(text, `${prefix}${name}.`),
    ),
  )
}

test('both languages fill the same facts into each text', () => {
  expect(placeholders(fr)).toEqual(placeholders(en))
})
