import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureChromium } from './lib/chromium.ts'

const HELP = `node scripts/build-icons.ts

Draws the app's and the tray's icons in data/icons/ from renderer/ui/icon.svg.`

const root = join(import.meta.dirname, '..')
const colour = readFileSync(join(root, 'renderer/ui/icon.svg'), 'utf8')

/** For macOS's menu bar, which takes only the opacity: her head with visor and eyes cut out of each other. */
const template = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <path d="M16 7V4" stroke="#000" stroke-width="2"/>
  <circle cx="16" cy="3" r="2.5"/>
  <path fill-rule="evenodd" d="M12 7h8a10 10 0 0 1 10 10v2a10 10 0 0 1-10 10h-8a10 10 0 0 1-10-10v-2a10 10 0 0 1 10-10z
    m0 4a6 6 0 0 0-6 6v2a6 6 0 0 0 6 6h8a6 6 0 0 0 6-6v-2a6 6 0 0 0-6-6z"/>
  <ellipse cx="11.5" cy="18" rx="2.2" ry="3.4"/>
  <ellipse cx="20.5" cy="18" rx="2.2" ry="3.4"/>
</svg>`

/** Names with `@2x` are for displays with twice the pixels; Electron finds them by itself. */
const icons: readonly [name: string, svg: string, pixels: number][] = [
  ['icon.png', colour, 1024],
  ['tray.png', colour, 32],
  ['tray@2x.png', colour, 64],
  ['trayTemplate.png', template, 16],
  ['trayTemplate@2x.png', template, 32],
]

if (process.argv.includes('--help')) console.log(HELP)
else await main()

async function main(): Promise<void> {
  const folder = join(root, 'data/icons')
  mkdirSync(folder, { recursive: true })
  const executablePath = await ensureChromium()
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
  const page = await browser.newPage()
  for (const [name, svg, pixels] of icons) {
    await page.setViewportSize({ width: pixels, height: pixels })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${pixels}px;height:${pixels}px}</style>${svg}`)
    writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }))
    console.log(`data/icons/${name}: ${pixels} × ${pixels} pixels`)
  }
  await browser.close()
}
