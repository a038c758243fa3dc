import { contextBridge, ipcRenderer, webUtils } from 'electron'

// The few things of the page that are used here; the rest of this layer has no DOM, and no types of one.
declare const location: { origin: string }
declare const window: {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void
}
interface PageMessage {
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
  readonly ports: Parameters<typeof ipcRenderer.postMessage>[2]
}

// A page posts one end of a MessageChannel to itself; it is handed on to the main process. Nothing else gets through.
let connected = false
window.addEventListener('message', ({ source, origin, data, ports }) => {
  if (connected || source !== window || origin !== location.origin || data !== 'kira:connect') return
  connected = true
  ipcRenderer.postMessage('kira:connect', null, ports)
})

// Where a model that is dropped lies, so that it is used there and not copied (see renderer/client/path-of-file.ts).
contextBridge.exposeInMainWorld('kiraPathOfFile', (file: Parameters<typeof webUtils.getPathForFile>[0]) =>
  webUtils.getPathForFile(file),
)
