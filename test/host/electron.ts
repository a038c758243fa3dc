/** What `import … from 'electron'` finds under the double. */
import { BrowserWindow as Window } from './browser-window.ts'
import { Menu as MenuClass, Tray as TrayClass } from './desktop.ts'
import { strictClass } from './strict.ts'

export { app } from './app.ts'
export { dialog, nativeTheme, powerMonitor, screen, shell } from './desktop.ts'
export { ipcMain } from './ipc.ts'
export { protocol, session } from './session.ts'
export { utilityProcess } from './utility-process.ts'
export const BrowserWindow = strictClass('BrowserWindow', Window)
export const Menu = strictClass('Menu', MenuClass)
export const Tray = strictClass('Tray', TrayClass)
