import { expect, test, vi } from 'vitest'
import { createStore } from '../../../renderer/client/store.ts'

test('many changes in one frame are told once, and all of them are there', () => {
  vi.useFakeTimers()
  const store = createStore()
  const told = vi.fn(() => store.get().connection)
  store.subscribe(told)
  for (let i = 0; i < 100; i++) {
    store.dispatch({ type: 'connection-changed', connection: i % 2 ? 'refused' : 'lost' })
  }
  expect(store.get().connection).toBe('refused')
  expect(told).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(told).toHaveBeenCalledExactlyOnceWith()
  expect(told).toHaveReturnedWith('refused')
  vi.useRealTimers()
})
