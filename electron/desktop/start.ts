import { join } from 'node:path'
import { app, ipcMain, nativeTheme, powerMonitor, session, shell, utilityProcess } from 'electron'
import { createCompanion } from '../app/create-companion.ts'
import { openLog } from '../app/log.ts'
import { createPages } from '../pages/create-pages.ts'
import { setAppMenu } from './app-menu.ts'
import { servePages } from './app-scheme.ts'
import { connectPages } from './connect-pages.ts'
import { watchFullScreen } from './full-screen.ts'
import { harden } from './harden.ts'
import { linesOf } from './lines-of.ts'
import { startInUtilityProcess } from './model-process.ts'
import { restOnFullScreen } from './rest-on-full-screen.ts'
import { followSight } from './sight.ts'
import { openTray } from './tray.ts'
import { openBoundsFile } from './windows/bounds-file.ts'
import { createDesktopWindows } from './windows/desktop-windows.ts'

export interface Desktop {
  showChat(): void
  /** Ends what is being said, keeps it, and closes everything. */
  stop(): Promise<void>
}

/**
 * Kira on the desktop, from an app that is ready to a window on the screen.
 * @param flags.dataDir a folder that can be written to
 * @throws KiraError what createCompanion throws
 */
export async function startDesktop(flags: { dataDir: string; modelPath: string | undefined }): Promise<Desktop> {
  const { dataDir, modelPath } = flags
  const appDir = app.getAppPath()
  // Packed, models/ and data/ lie beside the archive: native code reads no files inside one.
  const rootDir = app.isPackaged ? process.resourcesPath : appDir
  const log = openLog({ dataDir })

  setAppMenu(process.platform, app.isPackaged)
  harden(app, session.defaultSession, shell)
  const pages = createPages({
    pagesDir: join(appDir, 'out/renderer'),
    avatarsDir: join(rootDir, 'data/avatars'),
    dataDir,
  })
  servePages(session.defaultSession, pages)

  const boundsFile = openBoundsFile(join(dataDir, 'windows.json'))
  const windows = createDesktopWindows({
    boundsFile,
    settings: () => companion.settings(),
    onVisibility() {
      tray.refresh()
      sight.refresh()
    },
    onPointer: (x, y) => companion.pointerMoved(x, y),
    log,
  })
  const companion = await createCompanion({
    dataDir,
    rootDir,
    version: app.getVersion(),
    locale: app.getLocale(),
    modelPath,
    startModelProcess: startInUtilityProcess({
      workerPath: join(appDir, 'out/main/llm-worker.js'),
      utilityProcess,
      log,
    }),
    windows,
    log,
  })
  const sight = followSight({
    screen: powerMonitor,
    shown: () => windows.isVisible('overlay'),
    onChange: companion.overlaySeen,
  })
  connectPages(ipcMain, companion.router)

  const tray = openTray({
    iconsDir: join(rootDir, 'data/icons'),
    windows,
    model: companion.model,
    downloads: companion.downloads,
    language: companion.language,
    quit: () => app.quit(),
  })
  const fullScreen = restOnFullScreen({
    model: companion.model,
    watch: (onChange) => watchFullScreen({ platform: process.platform, linesOf, ownPid: process.pid, onChange }),
  })
  fullScreen.follow(companion.settings().model.restOnFullScreen)
  nativeTheme.themeSource = companion.settings().theme
  companion.onSettings((settings) => {
    fullScreen.follow(settings.model.restOnFullScreen)
    nativeTheme.themeSource = settings.theme
    windows.apply(settings)
    tray.refresh()
  })

  if (companion.settings().overlay.visible) windows.open('overlay')
  windows.open('chat')

  return {
    showChat: () => void windows.open('chat'),
    async stop() {
      fullScreen.leave()
      windows.letGo()
      boundsFile.flush()
      await companion.dispose()
    },
  }
}
