import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import type { Tile } from './page.ts'

/** Nothing is fetched from there: what the page asks for comes from memory. */
const ORIGIN = 'http://127.0.0.1'

/** Takes pictures of an avatar in a real browser, as the app draws it. */
export interface Booth {
  /** The names of the avatar's expressions. */
  readonly expressions: readonly string[]
  /** Square pictures of `size` pixels beside each other, with their names below; a PNG. */
  sheet(rows: readonly (readonly Tile[])[], size: number): Promise<Buffer>
}

export interface BoothOptions {
  /** A VRM file's bytes. */
  readonly avatar: Buffer
  /** The path of a Chromium. */
  readonly executablePath: string
}

/** Starts the browser with the avatar in it, for as long as `use` takes. @throws Error where the avatar can't be read */
export async function inBooth<T>(
  { avatar, executablePath }: BoothOptions,
  use: (booth: Booth) => Promise<T>,
): Promise<T> {
  const script = await bundle(join(import.meta.dirname, 'page.ts'))
  const browser = await chromium.launch({
    executablePath,
    // WebGL without a graphics card.
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
  try {
    const page = await browser.newPage()
    const files: Record<string, { contentType: string; body: string | Buffer }> = {
      '/': { contentType: 'text/html', body: '<!doctype html><script type="module" src="page.js"></script>' },
      '/page.js': { contentType: 'text/javascript', body: script },
      '/avatar.vrm': { contentType: 'model/gltf-binary', body: avatar },
    }
    await page.route('**/*', (route) => {
      const file = files[new URL(route.request().url()).pathname]
      return file ? route.fulfill(file) : route.fulfill({ status: 404 })
    })
    await page.goto(ORIGIN)
    return await use({
      expressions: await page.evaluate(() => window.booth.load('/avatar.vrm')),
      async sheet(rows, size) {
        const url = await page.evaluate(([tiles, pixels]) => window.booth.sheet(tiles, pixels), [rows, size] as const)
        return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
      },
    })
  } finally {
    await browser.close()
  }
}

/** The page's script as one file. */
async function bundle(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: entry, output: { codeSplitting: false } } },
  })) as Rolldown.RolldownOutput
  return built.output[0].code
}
