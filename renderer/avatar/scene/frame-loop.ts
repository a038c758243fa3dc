/** What the loop needs of the browser. */
export interface FrameClock {
  requestAnimationFrame(callback: (time: number) => void): number
  cancelAnimationFrame(handle: number): void
  readonly document: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>
}

/** Longer gaps count as this many seconds, so that nothing leaps after a stall. */
const MAX_DELTA_SECONDS = 1

export interface FrameLoopOptions {
  readonly clock: FrameClock
  /** Asked before each frame. */
  framesPerSecond(): number
  /** `delta`: seconds since the frame before. */
  onFrame(delta: number): void
}

/** Calls `onFrame` at most so often, and not at all while the page is hidden. Returns what ends it. */
export function startFrameLoop({ clock, framesPerSecond, onFrame }: FrameLoopOptions): () => void {
  const { document } = clock
  let handle = 0
  let last: number | null = null

  function tick(time: number): void {
    handle = clock.requestAnimationFrame(tick)
    const elapsed = last === null ? 0 : (time - last) / 1000
    // Half a frame of a 120 Hz screen early is on time: waiting for the next one would halve the rate.
    if (last !== null && elapsed < 1 / framesPerSecond() - 0.004) return
    last = time
    onFrame(Math.min(elapsed, MAX_DELTA_SECONDS))
  }

  function run(): void {
    clock.cancelAnimationFrame(handle)
    last = null
    if (!document.hidden) handle = clock.requestAnimationFrame(tick)
  }

  document.addEventListener('visibilitychange', run)
  run()
  return () => {
    document.removeEventListener('visibilitychange', run)
    clock.cancelAnimationFrame(handle)
  }
}
