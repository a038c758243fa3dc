/** Counts frames and what they cost, over the last half second or so. */
export interface Meter {
  /** Frames since the beginning. */
  readonly frames: number
  readonly framesPerSecond: number
  /** What our part of a frame took on the page's main thread. */
  readonly millisecondsPerFrame: number
  /** A frame was made in so many milliseconds; `now`: a time in milliseconds. Returns whether there are new figures. */
  count(now: number, milliseconds: number): boolean
}

/** Figures are renewed so often, in milliseconds. */
const INTERVAL = 500

export function createMeter(): Meter {
  let frames = 0
  let framesPerSecond = 0
  let millisecondsPerFrame = 0
  let since: number | null = null
  let counted = 0
  let spent = 0

  return {
    get frames() {
      return frames
    },
    get framesPerSecond() {
      return framesPerSecond
    },
    get millisecondsPerFrame() {
      return millisecondsPerFrame
    },
    count(now, milliseconds) {
      frames++
      if (since === null) {
        since = now
        return false
      }
      counted++
      spent += milliseconds
      if (now - since < INTERVAL) return false
      framesPerSecond = (1000 * counted) / (now - since)
      millisecondsPerFrame = spent / counted
      since = now
      counted = 0
      spent = 0
      return true
    },
  }
}
