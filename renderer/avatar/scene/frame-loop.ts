/** What the loop needs of the browser. */
export interface FrameClock {
  requestAnimationFrame(callback: (time: number) => void): number
  cancelAnimationFrame(handle: number): void
  setTimeout(callback: () => void, milliseconds: number): number
  clearTimeout(handle: number): void
  readonly performance: Pick<Performance, 'now'>
  readonly document: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>
}

/** Longer gaps count as this many seconds, so that nothing leaps after a stall. */
const MAX_DELTA_SECONDS = 1
/** A frame that is due sooner, in milliseconds, is waited for frame by frame; until then the page may sleep. */
const SLEEPS_FROM = 25
/** How long before a frame is due the page is woken, in milliseconds: timers are late, and screens have a beat. */
const WAKES_BEFORE = 12
/** Half a frame of a 120 Hz screen early is on time, in seconds: waiting for the next one would halve the rate. */
const EARLY_SECONDS = 0.004

export interface FrameLoopOptions {
  readonly clock: FrameClock
  /** Asked after each frame; at 0 the loop rests until it is woken. */
  framesPerSecond(): number
  /** `delta`: seconds since the frame before. */
  onFrame(delta: number): void
}

export interface FrameLoop {
  /** Says that `framesPerSecond` may be higher now: the next frame does not wait for an old, slow beat. */
  wake(): void
  stop(): void
}

/** Calls `onFrame` at most so often, and does nothing at all, not even by a timer, while the page is hidden. */
export function startFrameLoop({ clock, framesPerSecond, onFrame }: FrameLoopOptions): FrameLoop {
  const { document } = clock
  let frame = 0
  let timer = 0
  let last: number | null = null

  function rest(): void {
    clock.cancelAnimationFrame(frame)
    clock.clearTimeout(timer)
    frame = 0
    timer = 0
  }

  function request(): void {
    timer = 0
    frame = clock.requestAnimationFrame(tick)
  }

  /** Arranges the next frame. */
  function schedule(): void {
    const rate = document.hidden ? 0 : framesPerSecond()
    if (rate <= 0) {
      // What is missed is not made up for.
      last = null
      return
    }
    const wait = last === null ? 0 : last + 1000 / rate - clock.performance.now()
    if (wait > SLEEPS_FROM) timer = clock.setTimeout(request, wait - WAKES_BEFORE)
    else request()
  }

  function tick(time: number): void {
    frame = 0
    const rate = framesPerSecond()
    const elapsed = last === null ? 0 : (time - last) / 1000
    if (rate > 0 && (last === null || elapsed >= 1 / rate - EARLY_SECONDS)) {
      last = time
      onFrame(Math.min(elapsed, MAX_DELTA_SECONDS))
    }
    schedule()
  }

  function wake(): void {
    if (frame) return
    rest()
    schedule()
  }

  function onVisibility(): void {
    rest()
    last = null
    schedule()
  }

  document.addEventListener('visibilitychange', onVisibility)
  schedule()
  return {
    wake,
    stop() {
      document.removeEventListener('visibilitychange', onVisibility)
      rest()
    },
  }
}
