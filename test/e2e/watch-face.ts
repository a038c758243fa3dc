import type { Page } from 'playwright-core'
import type { FaceReport } from '../../renderer/avatar/doctor/report.ts'
import type { Face } from './face.ts'

/** One moment of her, while she is watched. */
export interface Look extends Face {
  /** Pixels of the small picture that clearly differ from all that she is at rest. */
  readonly changed: number
}

interface Watch {
  readonly looks: Look[]
  stop(): void
}

/** Her picture is made so small, in pixels each way. */
const SIZE = 150
/** How far a channel may be off without anybody seeing it. */
const TOLERANCE = 24
/** Moments of rest to compare with: she breathes. */
const RESTING = 20
/** A little more than the body of an avatar moves by at a time, and than her canvas tells of her again, in milliseconds. */
const STEP = 104

const LIDS = ['blink', 'blinkLeft', 'blinkRight']
const MOUTH = ['aa', 'ih', 'ou', 'ee', 'oh']
const largest = (weights: Face['weights'], names: readonly string[]) =>
  Math.max(0, ...names.map((name) => weights[name] ?? 0))

/** How far her lids are shut by a blink, and how much of a mouth shape she makes: 0…1. */
export const lids = ({ weights }: Look): number => largest(weights, LIDS)
export const mouth = ({ weights }: Look): number => largest(weights, MOUTH)

/**
 * From now on, each frame that she draws is a tenth of a second to her, however long it takes: so nothing she does is
 * missed on a busy machine, nor waited for on a quick one.
 */
export async function setPace(page: Page): Promise<void> {
  await page.evaluate((step) => {
    const request = window.requestAnimationFrame.bind(window)
    let now = performance.now()
    let drawnAt = 0
    performance.now = () => now
    window.requestAnimationFrame = (draw) =>
      request((time) => {
        if (time !== drawnAt) now += step
        drawnAt = time
        draw(now)
      })
  }, STEP)
}

/**
 * Follows her face from now on, however shortly each look is there; first it sees her at rest. Her body must hold still:
 * less motion, no body language.
 */
export async function watchLooks(page: Page): Promise<void> {
  const facts = { size: SIZE, tolerance: TOLERANCE, resting: RESTING, lids: LIDS }
  await page.evaluate(async ({ size, tolerance, resting, lids }) => {
    const home = window as unknown as { watch?: Watch }
    home.watch?.stop()
    const looks: Look[] = []
    const rest: Uint8ClampedArray[] = []
    const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('this browser has no canvas')

    function differs(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
      let count = 0
      for (let pixel = 0; pixel < a.length; pixel += 4) {
        const off = (i: number) => Math.abs((a[pixel + i] ?? 0) - (b[pixel + i] ?? 0)) > tolerance
        if (off(0) || off(1) || off(2) || off(3)) count++
      }
      return count
    }

    await new Promise<void>((resolve) => {
      // She tells of her face in the frame that draws it, and only within that frame can her canvas be read.
      const observer = new MutationObserver(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.avatar')
        if (!canvas) return
        context.clearRect(0, 0, size, size)
        context.drawImage(canvas, 0, 0, size, size)
        const { data } = context.getImageData(0, 0, size, size)
        if (!data.some((value) => value > 0)) return
        const { avatarState: state = '', emotion = '', weights: told = '{}' } = canvas.dataset
        const weights = JSON.parse(told) as Face['weights']
        if (rest.length < resting) {
          if (emotion === 'neutral' && !lids.some((lid) => lid in weights)) rest.push(data)
          if (rest.length === resting) resolve()
          return
        }
        looks.push({ state, emotion, weights, changed: Math.min(...rest.map((picture) => differs(picture, data))) })
      })
      observer.observe(document.body, { subtree: true, attributeFilter: ['data-weights'] })
      home.watch = { looks, stop: () => observer.disconnect() }
    })
  }, facts)
}

/** All that was seen since, oldest first. */
export const looksOf = (page: Page): Promise<Look[]> =>
  page.evaluate(() => [...((window as unknown as { watch?: Watch }).watch?.looks ?? [])])

/**
 * What the doctor says of an avatar's eight emotions, in a page of the app.
 * @param doctor its script (see scripts/avatar-inspection)
 */
export async function examine(page: Page, doctor: string, url: string): Promise<FaceReport['emotions']> {
  await page.evaluate(doctor)
  const { report }: { report: FaceReport } = await page.evaluate(`inspectAvatar(${JSON.stringify(url)})`)
  return report.emotions
}
