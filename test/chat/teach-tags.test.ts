import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readPersona } from '../../electron/chat/persona.ts'
import { teachTags } from '../../electron/chat/teach-tags.ts'
import { EMOTIONS, LANGUAGES } from '../../electron/contract/index.ts'

test('a persona that says nothing of tags is taught them, in its language', () => {
  expect(teachTags('You are Ada.', 'en', ['happy', 'sad'])).toBe(
    'You are Ada.\n\nBegin each of your replies with the tag of what you feel, one of: [happy] [sad]',
  )
  expect(teachTags('Tu es Ada.', 'fr', ['happy', 'sad'])).toBe(
    'Tu es Ada.\n\nCommence chacune de tes réponses par la marque de ce que tu ressens, l’une de celles-ci : [happy] [sad]',
  )
})

test('an empty persona is nothing but the teaching; without emotions there is none', () => {
  expect(teachTags('', 'en', ['happy'])).toMatch(/^Begin each/)
  expect(teachTags('You are Ada.', 'en', [])).toBe('You are Ada.')
})

test('a persona that teaches tags stays as it is: Kira’s own, and one that was taught', () => {
  const kira = readPersona(fileURLToPath(new URL('../../data/personas/kira.json', import.meta.url)))
  for (const language of LANGUAGES) {
    const own = kira.systemPrompt[language]
    expect(teachTags(own, language, EMOTIONS)).toBe(own)
    const taught = teachTags('Ada.', language, EMOTIONS)
    expect(teachTags(taught, language, EMOTIONS)).toBe(taught)
  }
})
