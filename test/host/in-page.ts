/** What the page and the double's main process say to each other. */
export type FromPage =
  | { kind: 'new-document' }
  | { kind: 'connect'; channel: string; message: unknown; ports: number[] }
  | { kind: 'port-message'; port: number; data: string }
  | { kind: 'port-close'; port: number }
  | { kind: 'open'; url: string }

declare global {
  interface Window {
    /** The binding to the main process (see web-contents.ts). */
    kiraDoubleSend(message: FromPage): Promise<void>
    /** What the main process calls in the page. */
    kiraDouble: {
      deliver(port: number, messages: string[]): void
      closePort(port: number): void
      /** Where files lie, by their names; a test fills it. */
      readonly paths: Map<string, string>
    }
  }
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void

/**
 * Runs in each page before its own scripts, as source text: so it uses nothing from outside itself. Gives the preload
 * its few parts of `electron`, and keeps popups from opening.
 */
export function bootPage(preload: Preload): void {
  if (window !== window.top || location.href === 'about:blank') return
  const ports = new Map<number, MessagePort>()
  let nextPort = 1
  void window.kiraDoubleSend({ kind: 'new-document' })

  function bridge(port: MessagePort): number {
    const id = nextPort++
    ports.set(id, port)
    port.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') throw new Error('Electron double: only strings cross a MessagePort')
      void window.kiraDoubleSend({ kind: 'port-message', port: id, data })
    })
    port.addEventListener('close', () => void window.kiraDoubleSend({ kind: 'port-close', port: id }))
    port.start()
    return id
  }

  window.kiraDouble = {
    deliver(id, messages) {
      for (const message of messages) ports.get(id)?.postMessage(message)
    },
    closePort: (id) => ports.get(id)?.close(),
    paths: new Map(),
  }

  const ipcRenderer = {
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
      void window.kiraDoubleSend({
        kind: 'connect',
        channel,
        message: structuredClone(message),
        ports: transfer.map(bridge),
      })
    },
  }

  // Chromium tells no page where a file lies. A test says it, under the file's name.
  const webUtils = { getPathForFile: (file: File) => window.kiraDouble.paths.get(file.name) ?? '' }
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown) => void Object.defineProperty(window, name, { value }),
  }

  // A page that may open no window gets null, and a link with a target does nothing.
  const open = (url: string) => void window.kiraDoubleSend({ kind: 'open', url })
  window.open = (url) => {
    open(new URL(String(url ?? 'about:blank'), location.href).href)
    return null
  }
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target]') : null
    if (event.defaultPrevented || !(link instanceof HTMLAnchorElement) || link.target === '_self') return
    event.preventDefault()
    open(link.href)
  })

  const module = { exports: {} }
  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`Electron double: a sandboxed preload can't require ${name}`)
      return new Proxy(
        { contextBridge, ipcRenderer, webUtils },
        {
          get(target, key) {
            if (Object.hasOwn(target, key)) return Reflect.get(target, key)
            throw new Error(`Electron double: ${String(key)} is not implemented for preloads`)
          },
        },
      )
    },
    module,
    module.exports,
  )
}
