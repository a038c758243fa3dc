import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

export interface Face {
  readonly state: string
  readonly emotion: string
  /** Expression weights above 0. */
  readonly weights: Readonly<Record<string, number>>
}

/** What her canvas says of her face (see renderer/avatar/view.ts). */
export async function readFace(page: Page): Promise<Face> {
  const { avatarState, emotion, weights } = await page
    .locator('canvas.avatar')
    .evaluate((canvas) => ({ ...(canvas as HTMLCanvasElement).dataset }))
  return { state: avatarState ?? '', emotion: emotion ?? '', weights: JSON.parse(weights ?? '{}') }
}

/** How much of her glows in the colour of an emotion, in pixels of the screen. */
export interface Glow {
  readonly neutral: number
  readonly happy: number
}

export async function glow(page: Page): Promise<Glow> {
  const { data } = PNG.sync.read(await page.screenshot({ omitBackground: true }))
  let [neutral, happy] = [0, 0]
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(i, i + 4)
    if (a < 255) continue
    // Around #86efe4 and #ffd75a, which light and the screen make a little paler or darker; her brass is no happiness.
    if (r < 170 && g > 190 && b > 220) neutral++
    else if (r > 220 && g > 204 && b < 160) happy++
  }
  return { neutral, happy }
}

/** Whether what lies below the window shows through, in its corners. */
export async function isSeenThrough(page: Page): Promise<boolean> {
  const { data, width, height } = PNG.sync.read(await page.screenshot({ omitBackground: true }))
  const corners = [0, width - 1, (height - 1) * width, height * width - 1]
  return corners.every((pixel) => data[pixel * 4 + 3] === 0)
}
