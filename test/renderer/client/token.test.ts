import { expect, test } from 'vitest'
import { type TokenPlaces, takeToken } from '../../../renderer/client/token.ts'

function createPlaces(hash: string) {
  const kept = new Map<string, string>()
  const shown: unknown[] = []
  const places: TokenPlaces = {
    location: { hash, pathname: '/chat', search: '' },
    history: { state: null, replaceState: (_state, _title, url) => shown.push(url) },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  }
  return { places, kept, shown }
}

test('a token moves from the address into the session storage', () => {
  const { places, kept, shown } = createPlaces('#token=abc')
  expect(takeToken(places)).toBe('abc')
  expect([...kept.values()]).toEqual(['abc'])
  expect(shown).toEqual(['/chat'])
})

test('a reload finds the token that was kept', () => {
  const { places, shown } = createPlaces('')
  places.sessionStorage.setItem('kira.token', 'abc')
  expect(takeToken(places)).toBe('abc')
  expect(shown).toEqual([])
})

test('an address without a token has none', () => {
  expect(takeToken(createPlaces('').places)).toBeNull()
  expect(takeToken(createPlaces('#token=').places)).toBeNull()
})
