import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMain } from 'electron'
import { isAppUrl } from './app-url.ts'

/** Gives the contract to each page of ours that sends a port (see preload.ts), and to nobody else. */
export function connectPages(ipcMain: IpcMain, router: AnyRouter): void {
  const rpc = new RPCHandler(router)
  ipcMain.on('kira:connect', ({ senderFrame, ports: [port] }) => {
    // No frame inside a page, and no page that has gone elsewhere since.
    if (!port || !senderFrame || senderFrame.parent || !isAppUrl(senderFrame.url)) return
    rpc.upgrade(port)
    port.start()
  })
}
