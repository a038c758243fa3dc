import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { findElectron } from '../../scripts/lib/electron.ts'
import { type AppDriver, type Host, type LaunchOptions, poll, testEnvironment } from './app-driver.ts'

const root = join(import.meta.dirname, '../..')
const binary = findElectron()

/** The built desktop app on the real Electron, where its binary is. */
export const electronHost: Host = {
  name: 'desktop of real Electron',
  missing: binary ? null : 'Electron’s binary is not here; node node_modules/electron/install.js fetches it',
  launch,
}

async function launch({ dataDir }: LaunchOptions): Promise<AppDriver> {
  if (!binary) throw new Error('no Electron')
  const complaints: string[] = []
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const env = Object.entries(testEnvironment()).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const app = await _electron.launch({
    executablePath: binary,
    args: [root, ...sandbox, '--data-dir', dataDir],
    env: Object.fromEntries(env),
  })
  app.on('window', (page) => {
    page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`))
  })

  return {
    complaints,
    pid: app.process().pid ?? 0,
    web: null,
    desktop: {
      order: null,
      async look() {
        const windows = await app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((window) => ({
            url: window.webContents.getURL(),
            bounds: window.getBounds(),
            visible: window.isVisible(),
            focused: window.isFocused(),
            transparent: window.getBackgroundColor() === '#00000000',
            skipTaskbar: true,
            alwaysOnTop: window.isAlwaysOnTop(),
            ignoresMouse: false,
          })),
        )
        return { windows, tray: [], opened: [], errors: [] }
      },
    },
    async page(name) {
      const find = () => app.windows().find((page) => new URL(page.url()).pathname === `/${name}`)
      if (!find()) {
        const chat = await poll('the chat window', () => app.windows().find((page) => page.url().endsWith('/chat')))
        if (name === 'settings') await chat.getByRole('button', { name: 'Settings' }).click()
      }
      return poll(`the window ${name}`, find)
    },
    close: () => app.close(),
  }
}
