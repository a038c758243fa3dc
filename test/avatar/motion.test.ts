import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOVES, type Move } from '../../renderer/avatar/motion/gestures.ts'
import { chromiumArgs } from '../host/chromium-args.ts'
import { makeFbx, makeVrma } from './make-motions.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const ORIGIN = 'http://kira.test'
const MADE = { arm: [0, 1, 0], hips: [1, 0.9, 1], seconds: 2 } as const

let browser: Browser
let page: Page

/** All of the page's code in one file. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: join(import.meta.dirname, 'motion-page.ts'), formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput]
  return output[0].code
}

beforeAll(async () => {
  const files: Record<string, () => Promise<Buffer> | Buffer> = {
    '/': () => Buffer.from('<!doctype html><title>Kira moves</title><script type="module" src="page.js"></script>'),
    '/kira.vrm': () => readFile(join(ROOT, 'data/avatars/kira.vrm')),
    '/made.vrma': () => Buffer.from(makeVrma(MADE)),
    '/made.fbx': () => Buffer.from(makeFbx(MADE)),
  }
  const code = Buffer.from(await bundle())
  browser = await chromium.launch({
    executablePath: process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium',
    args: [...chromiumArgs],
  })
  page = await browser.newPage()
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: code })
    const body = await files[pathname]?.()
    if (!body) return route.fulfill({ status: 404 })
    return route.fulfill({ body, ...(pathname === '/' ? { contentType: 'text/html' } : {}) })
  })
  await page.goto(ORIGIN)
  await page.waitForFunction(() => 'watchGesture' in window)
})
afterAll(() => browser.close())

const watch = (move: Move, framesPerSecond: number, seconds = 5) =>
  page.evaluate(([name, rate, time]) => window.watchGesture(name, rate, time), [
    move,
    framesPerSecond,
    seconds,
  ] as const)

describe('on her own body', () => {
  test.each(Object.keys(MOVES) as Move[])('%s is seen, does not pop, and leaves her as she stood', async (move) => {
    for (const framesPerSecond of [30, 60]) {
      const { fastest, farthest, left, slip } = await watch(move, framesPerSecond)
      expect(farthest).toBeGreaterThan(0.1)
      expect(fastest).toBeLessThan(10)
      // Breath is left.
      expect(left).toBeLessThan(0.06)
      expect(slip).toBeLessThan(0.01)
    }
  })

  test.each(['vrma', 'fbx'] as const)('a .%s in its place does not pop either, and ends', async (kind) => {
    await page.evaluate((end) => window.bringClip('wave', `/made.${end}`, end), kind)
    for (const framesPerSecond of [30, 60]) {
      const { fastest, farthest, left } = await watch('wave', framesPerSecond)
      // The clip lifts her arm from where a T-pose has it: 1.22 rad from where it hangs, and 1 more.
      expect(farthest).toBeGreaterThan(1.8)
      expect(fastest).toBeLessThan(10)
      expect(left).toBeLessThan(0.06)
    }
  })
})
