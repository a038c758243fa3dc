import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { ROOT } from '../../electron/app/create-on-node.ts'
import type { FaceReport } from '../../renderer/avatar/doctor/report.ts'

/** An address that nothing is asked at: the page and the avatar are handed over here. */
const ORIGIN = 'http://avatar.invalid'
const PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self' blob:; img-src blob: data:"><script src="/page.js"></script>`

/** What was seen of an avatar. */
export interface Drawn {
  readonly report: FaceReport
  /** A PNG with a portrait of each emotion. */
  readonly sheet: Buffer
  /** What the loader complained about. */
  readonly warnings: readonly string[]
}

/**
 * Draws an avatar in a browser, by the same code as the pages do; nothing else is loaded there.
 * @param executablePath a Chromium
 * @throws Error where the file can't be drawn
 */
export async function drawAvatar(bytes: Uint8Array, executablePath: string): Promise<Drawn> {
  const script = await bundleDoctor()
  const browser = await launch(executablePath)
  try {
    return await draw(await browser.newPage(), script, bytes)
  } finally {
    await browser.close()
  }
}

async function draw(page: Page, script: string, bytes: Uint8Array): Promise<Drawn> {
  const warnings = new Set<string>()
  page.on('console', (line) => {
    if (line.type() === 'warning' && !line.text().startsWith('[.WebGL')) warnings.add(line.text())
  })
  await page.route('**/*', (route) => {
    switch (route.request().url()) {
      case `${ORIGIN}/`:
        return route.fulfill({ contentType: 'text/html', body: PAGE })
      case `${ORIGIN}/page.js`:
        return route.fulfill({ contentType: 'text/javascript', body: script })
      case `${ORIGIN}/avatar.vrm`:
        return route.fulfill({ contentType: 'model/gltf-binary', body: Buffer.from(bytes) })
      default:
        return route.abort()
    }
  })
  await page.goto(`${ORIGIN}/`)
  const drawn: { report: FaceReport; sheet: string } = await page.evaluate('inspectAvatar("/avatar.vrm")')
  const png = drawn.sheet.slice(drawn.sheet.indexOf(',') + 1)
  return { report: drawn.report, sheet: Buffer.from(png, 'base64'), warnings: [...warnings] }
}

/** In software where there is no graphics card. */
const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] })

/** The script that gives a page `inspectAvatar` (see renderer/avatar/doctor/page.ts). */
export async function bundleDoctor(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: join(ROOT, 'renderer/avatar/doctor/page.ts'), formats: ['iife'], name: 'inspection' },
    },
  })
  for (const { output } of [built].flat().filter((part) => 'output' in part)) return output[0].code
  throw new Error('the page was not built')
}
