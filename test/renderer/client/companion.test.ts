import { createRouterClient, ORPCError } from '@orpc/server'
import { expect, test, vi } from 'vitest'
import { KiraError } from '../../../electron/contract/index.ts'
import { backoff, connect } from '../../../renderer/client/companion.ts'
import type { Wire } from '../../../renderer/client/wire.ts'
import { createFakeCompanion, type FakeCompanion } from '../fake-companion.ts'

/** A wire without a network: it calls the fake companion's router in place, until it is cut. */
function createWire({ router }: FakeCompanion) {
  const life = new AbortController()
  const closed = Promise.withResolvers<'lost' | 'refused'>()
  const wire: Wire = {
    link: {
      call(path, input, { signal }) {
        const both = AbortSignal.any([life.signal, ...(signal ? [signal] : [])])
        const procedure = path.reduce<unknown>(
          (part, name) => Reflect.get(Object(part), name),
          createRouterClient(router),
        )
        if (typeof procedure !== 'function') throw new Error(`There is no ${path.join('.')}.`)
        return procedure(input, { signal: both })
      },
    },
    closed: closed.promise,
    close: () => cut('lost'),
  }
  function cut(how: 'lost' | 'refused') {
    closed.resolve(how)
    life.abort()
  }
  return { wire, cut }
}

/** Waits that a test lets pass. */
function createWaits() {
  const waits: { milliseconds: number; pass: () => void }[] = []
  const wait = (milliseconds: number) => new Promise<void>((pass) => waits.push({ milliseconds, pass }))
  return { waits, wait }
}

test('a lost connection is tried again, and the new one begins with a snapshot', async () => {
  const fake = createFakeCompanion()
  const wires = [createWire(fake), createWire(fake)] as const
  let opened = 0
  const { waits, wait } = createWaits()
  const companion = connect({ openWire: () => (wires[opened++] ?? wires[1]).wire, wait })
  const events: string[] = []
  companion.events.subscribe(({ type }) => events.push(type))
  await vi.waitFor(() => expect(companion.state.get().connection).toBe('open'))

  wires[0].cut('lost')
  await vi.waitFor(() => expect(companion.state.get().connection).toBe('lost'))
  await expect(companion.call.sessions.list()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([backoff(0)])

  fake.settings = { ...fake.settings, theme: 'dark' }
  waits[0]?.pass()
  await vi.waitFor(() => expect(companion.state.get().connection).toBe('open'))
  expect(companion.state.get().settings.theme).toBe('dark')
  expect(events).toEqual(['snapshot', 'snapshot'])
  companion.close()
})

test('a refused connection is not tried again', async () => {
  const { wire, cut } = createWire(createFakeCompanion())
  const { waits, wait } = createWaits()
  const companion = connect({ openWire: () => wire, wait })
  cut('refused')
  await vi.waitFor(() => expect(companion.state.get().connection).toBe('refused'))
  expect(waits).toEqual([])
})

test('a page without a token is refused, and asks for nothing', async () => {
  const companion = connect({ openWire: null, wait: () => Promise.reject(new Error('no waiting')) })
  expect(companion.state.get().connection).toBe('refused')
  await expect(companion.call.sessions.list()).rejects.toMatchObject({ code: 'CONNECTION_REFUSED' })
})

test('errors keep their code and facts; unknown ones are told as they are', async () => {
  const fake = createFakeCompanion()
  const { wire } = createWire(fake)
  const companion = connect({ openWire: () => wire, wait: () => Promise.resolve() })
  await vi.waitFor(() => expect(companion.state.get().connection).toBe('open'))

  fake.refuseSend = new KiraError('MESSAGE_TOO_LONG', { length: 9, limit: 8 })
  await expect(companion.call.chat.send({ text: 'hi' })).rejects.toEqual(
    new KiraError('MESSAGE_TOO_LONG', { length: 9, limit: 8 }),
  )
  vi.spyOn(wire.link, 'call').mockRejectedValueOnce(new ORPCError('BAD_REQUEST'))
  await expect(companion.call.chat.send({ text: 'hi' })).rejects.toMatchObject({
    code: 'UNEXPECTED',
    data: { detail: 'Bad Request' },
  })
  companion.close()
})

test('the wait before a new try doubles, up to five seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map(backoff)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
})
