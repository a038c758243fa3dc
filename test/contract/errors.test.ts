import { describe, expect, test } from 'vitest'
import {
  chooseLanguage,
  ERROR_CODES,
  errorsEn,
  errorsFr,
  errorText,
  failureSchema,
  KiraError,
  toKiraError,
} from '../../electron/contract/index.ts'

const slots = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([slot]) => slot).sort()

describe('what can go wrong', () => {
  test.each(ERROR_CODES)('%s tells the same facts in both languages', (code) => {
    expect(slots(errorsFr[code])).toEqual(slots(errorsEn[code]))
  })

  test('is written as French is: no straight apostrophe, a space before the high signs', () => {
    for (const text of Object.values(errorsFr)) {
      expect(text).not.toContain("'")
      expect(text).not.toMatch(/[^\s\u00A0\u202F/][;!?»]/)
    }
  })

  test('has its facts filled in, and a fact that is missing leaves its place to be seen', () => {
    expect(errorText('fr', 'PORT_IN_USE', { port: 4760 })).toContain('Le port 4760 est déjà utilisé')
    expect(errorText('en', 'PORT_IN_USE')).toContain('Port {{port}} is in use')
  })
})

test('an error crosses a boundary as plain data', () => {
  const failure = new KiraError('MODEL_NOT_FOUND', { path: '/nowhere.gguf' }).toFailure()
  expect(failureSchema.parse(structuredClone(failure))).toEqual({
    code: 'MODEL_NOT_FOUND',
    message: 'There is no model at /nowhere.gguf. Choose another one under Settings → Model.',
    data: { path: '/nowhere.gguf' },
  })
})

test('what nobody foresaw keeps its cause', () => {
  const cause = new RangeError('out of range')
  expect(toKiraError(cause)).toMatchObject({ code: 'UNEXPECTED', data: { detail: 'out of range' }, cause })
  expect(toKiraError('just a text').data).toEqual({ detail: 'just a text' })
})

test('the language is the one that was chosen, or else the system’s', () => {
  expect(chooseLanguage('auto', 'fr-CA')).toBe('fr')
  expect(chooseLanguage('auto', 'de-DE')).toBe('en')
  expect(chooseLanguage('en', 'fr-FR')).toBe('en')
})
