import { join } from 'node:path'
import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { WindowName } from '../../contract/index.ts'
import { APP_URL } from '../app-url.ts'

/**
 * A window with one of our pages in it. Every window is made here, so that none forgets what keeps a page harmless:
 * a sandbox, its own world for the preload, and no Node.
 */
export function openWindow(name: WindowName, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
    },
  })
  void window.loadURL(`${APP_URL}/${name}`)
  return window
}
