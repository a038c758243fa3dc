import type { Page } from 'playwright-core'
import type { FromPage } from './in-page.ts'
import { MessagePortMain } from './ports.ts'
import { strict } from './strict.ts'
import { toElectron } from './urls.ts'

type Listener = (event: unknown, message: unknown) => void
const listeners = new Map<string, Listener>()

export const ipcMain = strict('ipcMain', {
  on(channel: string, listener: Listener): void {
    if (listeners.has(channel)) throw new Error(`Electron double: a second listener for ${channel}`)
    listeners.set(channel, listener)
  },
})

/** Lets a page send to `ipcMain`, with the ports it gives away. */
export async function connectIpc(page: Page, sender: object, onOpen: (url: string) => void): Promise<void> {
  const ports = new Map<number, MessagePortMain>()
  const closePorts = () => {
    for (const port of ports.values()) port.closedByPage()
    ports.clear()
  }
  page.on('close', closePorts)

  await page.exposeBinding('kiraDoubleSend', ({ frame }, message: FromPage) => {
    if (message.kind === 'new-document') return closePorts()
    if (message.kind === 'open') return onOpen(message.url)
    if (message.kind === 'port-message') return ports.get(message.port)?.receive(message.data)
    if (message.kind === 'port-close') return ports.get(message.port)?.closedByPage()
    const transferred = message.ports.map((id) => {
      const port = new MessagePortMain(page, id)
      ports.set(id, port)
      return strict('MessagePortMain', port)
    })
    const parent = frame.parentFrame()
    const senderFrame = strict('WebFrameMain', {
      url: toElectron(frame.url()),
      parent: parent && { url: toElectron(parent.url()) },
    })
    const listener = listeners.get(message.channel)
    if (!listener) throw new Error(`Electron double: nobody listens to ${message.channel}`)
    listener(strict('IpcMainEvent', { sender, senderFrame, ports: transferred }), message.message)
  })
}
