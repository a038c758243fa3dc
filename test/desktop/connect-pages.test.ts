import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { os, type RouterClient } from '@orpc/server'
import type { IpcMain } from 'electron'
import { afterEach, expect, test } from 'vitest'
import { connectPages } from '../../electron/desktop/connect-pages.ts'

const router = { echo: os.handler(({ input }) => `she heard ${String(input)}`) }
type Sender = { url: string; parent: object | null } | null

const channels: MessageChannel[] = []
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close()
})

/** Sends a port as a page would, and returns the page's end as a client. */
function connectFrom(senderFrame: Sender): RouterClient<typeof router> {
  type Listener = (event: { senderFrame: Sender; ports: unknown[] }) => void
  let listener: Listener = () => {}
  const ipcMain = {
    on: (_: string, given: Listener) => {
      listener = given
    },
  }
  connectPages(ipcMain as unknown as IpcMain, router)

  const channel = new MessageChannel()
  channels.push(channel)
  const { port1, port2 } = channel
  // Electron's port is an emitter of events with `data`; Node's gives the data alone to `on`.
  const electronPort = {
    on: (name: string, heard: (event?: { data: unknown }) => void) =>
      void port2.on(name, (data: unknown) => heard({ data })),
    postMessage: (data: unknown) => port2.postMessage(data),
    start: () => port2.start(),
  }
  port2.unref()
  listener({ senderFrame, ports: [electronPort] })
  return createORPCClient(new RPCLink({ port: port1 as unknown as MessagePort }))
}

test('a page of ours is connected', async () => {
  const client = connectFrom({ url: 'kira://app/chat', parent: null })
  expect(await client.echo('hello')).toBe('she heard hello')
})

test.each<[string, Sender]>([
  ['another site', { url: 'https://example.com/', parent: null }],
  ['another host of our scheme', { url: 'kira://elsewhere/chat', parent: null }],
  ['a frame within a page of ours', { url: 'kira://app/chat', parent: {} }],
  ['a page that has gone', null],
])('%s gets no answer', async (_, sender) => {
  const answer = connectFrom(sender).echo('hello')
  const silence = new Promise((resolve) => setTimeout(resolve, 100, 'silence'))
  answer.catch(() => {})
  expect(await Promise.race([answer, silence])).toBe('silence')
})
