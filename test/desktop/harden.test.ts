import { EventEmitter } from 'node:events'
import type { App, Session, Shell, WebContents } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { harden, isSafeLink } from '../../electron/desktop/harden.ts'

type Answer = (granted: boolean) => void
type OpenHandler = (details: { url: string }) => { action: string }

/** The parts of Electron that are touched, as far as they are. */
class FakeSession {
  request: (contents: { getURL(): string }, permission: string, answer: Answer) => void = () => {}
  check: (contents: { getURL(): string } | null, permission: string) => boolean = () => true
  device: () => boolean = () => true
  setPermissionRequestHandler = (handler: typeof this.request) => {
    this.request = handler
  }
  setPermissionCheckHandler = (handler: typeof this.check) => {
    this.check = handler
  }
  setDevicePermissionHandler = (handler: typeof this.device) => {
    this.device = handler
  }
}
class FakeContents extends EventEmitter {
  url = 'kira://app/chat'
  open: OpenHandler = () => ({ action: 'allow' })
  getURL = () => this.url
  setWindowOpenHandler = (handler: OpenHandler) => {
    this.open = handler
  }
}

let session: FakeSession
let contents: FakeContents
let opened: string[]
beforeEach(() => {
  const app = new EventEmitter()
  session = new FakeSession()
  contents = new FakeContents()
  opened = []
  const shell = { openExternal: async (url: string) => void opened.push(url) }
  harden(app as unknown as App, session as unknown as Session, shell as unknown as Shell)
  app.emit('web-contents-created', {}, contents as unknown as WebContents)
})

function isPrevented(event: string, url: string): boolean {
  let prevented = false
  contents.emit(event, {
    url,
    preventDefault: () => {
      prevented = true
    },
  })
  return prevented
}

test('a page of ours may put text on the clipboard, and nothing else', () => {
  const granted = (permission: string) => {
    let result: boolean | undefined
    session.request(contents, permission, (answer) => {
      result = answer
    })
    expect(session.check(contents, permission)).toBe(result)
    return result
  }
  expect(granted('clipboard-sanitized-write')).toBe(true)
  for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'fullscreen']) {
    expect(granted(permission)).toBe(false)
  }
  contents.url = 'https://example.com/'
  expect(granted('clipboard-sanitized-write')).toBe(false)
  expect(session.check(null, 'clipboard-sanitized-write')).toBe(false)
  expect(session.device()).toBe(false)
})

test('a page goes nowhere, but may load itself again', () => {
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'kira://app/settings', 'kira://elsewhere/chat']) {
    expect(isPrevented('will-navigate', url)).toBe(true)
  }
  expect(isPrevented('will-navigate', 'kira://app/chat')).toBe(false)
  expect(isPrevented('will-redirect', 'kira://app/chat')).toBe(true)
  expect(isPrevented('will-attach-webview', '')).toBe(true)
})

test('a page opens no window; a web link goes to the user’s browser', () => {
  for (const url of ['https://example.com/a?b#c', 'file:///etc/passwd', 'javascript:alert(1)', 'kira://app/chat']) {
    expect(contents.open({ url })).toEqual({ action: 'deny' })
  }
  expect(opened).toEqual(['https://example.com/a?b#c'])
})

test.each(['http://example.com', 'https://user:secret@example.com', 'smb://host/share', 'ms-msdt:/id', 'nonsense', ''])(
  '%j is not given to the system',
  (url) => expect(isSafeLink(url)).toBe(false),
)
