import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The menu bar: none on Windows and Linux, where the tray is enough; on macOS what a Mac needs for copy and paste.
 * While developing, the menu that opens the developer tools.
 */
export function setAppMenu(platform: NodeJS.Platform, packaged: boolean): void {
  const forMac: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]
  const forDevelopers: MenuItemConstructorOptions[] = [{ role: 'viewMenu' }]
  const template = [...(platform === 'darwin' ? forMac : []), ...(packaged ? [] : forDevelopers)]
  Menu.setApplicationMenu(template.length > 0 ? Menu.buildFromTemplate(template) : null)
}
