import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, dialog } from 'electron'
import { dataFolder, prepareDataFolder } from '../app/data-folder.ts'
import { endOnSignals } from '../app/end-on-signals.ts'
import { chooseLanguage, errorText, toKiraError } from '../contract/index.ts'
import { registerAppScheme } from './app-scheme.ts'
import { parseDesktopFlags } from './flags.ts'
import { type Desktop, startDesktop } from './start.ts'

// Nothing here awaits at the top level: Electron becomes ready only after this module has been evaluated.

const flags = parseDesktopFlags(process.argv.slice(1))
const dataDir = dataFolder({ option: flags.dataDir, env: process.env, platform: process.platform })
const folderProblem = claimDataFolder()
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()

let desktop: Desktop | undefined
let stopping: Promise<void> | undefined
let stopped = false

/** Stops once, however often it is asked to. */
function stop(): Promise<void> {
  stopping ??= Promise.resolve(desktop?.stop()).finally(() => {
    stopped = true
  })
  return stopping
}

// Without a folder there is no lock either, only a message to show.
if (folderProblem || app.requestSingleInstanceLock()) {
  app.on('second-instance', () => desktop?.showChat())
  app.on('activate', () => desktop?.showChat())
  app.on('window-all-closed', () => {}) // she lives on in the tray
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => app.quit())
  })
  endOnSignals(stop, { exit: (code) => app.exit(code), clock: Date.now, signals: process })
  app
    .whenReady()
    .then(() => {
      if (folderProblem) throw folderProblem
      return startDesktop({ dataDir, modelPath: flags.modelPath && resolve(flags.modelPath) })
    })
    .then(
      (started) => {
        desktop = started
      },
      (error) => {
        const { code, data } = toKiraError(error)
        dialog.showErrorBox('Kira', errorText(chooseLanguage('auto', app.getLocale()), code, data))
        app.exit(1)
      },
    )
} else {
  app.quit()
}

/** One folder for both hosts, so that she remembers whichever one is used; Chromium keeps its own things apart. */
function claimDataFolder(): unknown {
  try {
    prepareDataFolder(dataDir)
    const chromiumDir = join(dataDir, 'chromium')
    mkdirSync(chromiumDir, { recursive: true })
    app.setPath('userData', dataDir)
    app.setPath('sessionData', chromiumDir)
    return undefined
  } catch (error) {
    return error
  }
}
