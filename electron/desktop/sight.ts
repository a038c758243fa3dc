/** As much of Electron's `powerMonitor` as is needed. */
interface LockedScreen {
  on(event: 'lock-screen', listener: () => void): unknown
  on(event: 'unlock-screen', listener: () => void): unknown
}

/** Whether anybody can see the overlay: what nobody sees need not be drawn. */
export interface Sight {
  /** Looks again: the overlay was shown or hidden. */
  refresh(): void
}

/**
 * Tells when the overlay can be seen and when it can't: its window is hidden, or the screen is locked. That another
 * window covers it, Chromium tells its page itself.
 */
export function followSight(options: {
  screen: LockedScreen
  shown: () => boolean
  onChange: (seen: boolean) => void
}): Sight {
  const { screen, shown, onChange } = options
  let locked = false
  let seen = true

  function refresh(): void {
    const now = shown() && !locked
    if (now === seen) return
    seen = now
    onChange(seen)
  }

  function lock(on: boolean): void {
    locked = on
    refresh()
  }

  screen.on('lock-screen', () => lock(true))
  screen.on('unlock-screen', () => lock(false))
  return { refresh }
}
