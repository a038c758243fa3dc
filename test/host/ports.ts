import type { Page } from 'playwright-core'
import { StrictEmitter } from './strict.ts'

/**
 * One end of a channel whose other end is in a page. Electron's `MessagePortMain`: it is an emitter, and messages
 * wait until `start`. Only strings cross, which is all that oRPC sends here.
 */
export class MessagePortMain extends StrictEmitter {
  readonly #page: Page
  readonly #id: number
  #waiting: string[] | null = []
  #outgoing: string[] = []
  #sending: Promise<void> | undefined
  #closed = false

  constructor(page: Page, id: number) {
    super('MessagePortMain', ['message', 'close'])
    this.#page = page
    this.#id = id
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (typeof message !== 'string' || transfer.length > 0) {
      throw new Error('Electron double: only strings cross a MessagePort')
    }
    if (this.#closed) return
    this.#outgoing.push(message)
    this.#sending ??= this.#send()
  }

  close(): void {
    if (this.#closed) return
    this.closedByPage()
    void this.#page.evaluate((id) => window.kiraDouble.closePort(id), this.#id).catch(() => {})
  }

  /** A message came from the page. */
  receive(data: string): void {
    if (this.#waiting) this.#waiting.push(data)
    else this.emit('message', { data, ports: [] })
  }

  /** The page closed its end, or went away. */
  closedByPage(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }

  /** Sends in batches, one after the other, so that the order holds. */
  async #send(): Promise<void> {
    await Promise.resolve()
    while (this.#outgoing.length > 0) {
      const batch = this.#outgoing.splice(0)
      await this.#page
        .evaluate(({ id, messages }) => window.kiraDouble.deliver(id, messages), { id: this.#id, messages: batch })
        .catch(() => {}) // the page is gone, and with it who would hear
    }
    this.#sending = undefined
  }
}
