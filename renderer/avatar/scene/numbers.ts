import type { PaintingCosts } from './painter.ts'
import type { Quality } from './quality.ts'

/** What the picture costs; without a picture, what is known of it. */
export interface Numbers extends Partial<PaintingCosts> {
  /** Since the beginning. */
  readonly frames: number
  readonly framesPerSecond: number
  /** What our part of a frame takes on the page's main thread. */
  readonly millisecondsPerFrame: number
  readonly quality: Quality
}

/** The numbers in one line, in words that every graphics card's tool uses. */
export const numbersText = ({ framesPerSecond, millisecondsPerFrame, quality, ...costs }: Numbers): string =>
  [
    `${framesPerSecond.toFixed(0)} fps`,
    `${millisecondsPerFrame.toFixed(1)} ms`,
    `${costs.drawCalls ?? 0} draw calls`,
    `${costs.triangles ?? 0} triangles`,
    `${costs.textures ?? 0} textures`,
    quality,
  ].join(' · ')

/** A line of numbers over the picture. Screen readers don't read it: it changes twice a second. */
export function createNumbersLine(container: HTMLElement) {
  const line = document.createElement('p')
  line.className = 'avatar-numbers'
  line.ariaHidden = 'true'
  return {
    show(numbers: Numbers): void {
      line.textContent = numbersText(numbers)
      if (!line.isConnected) container.append(line)
    },
    hide: (): void => line.remove(),
  }
}
