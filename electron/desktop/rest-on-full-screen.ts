import type { Companion } from '../app/create-companion.ts'

export interface FullScreenRest {
  /** Whether to watch at all. A rest that was only for that ends with it. */
  follow(on: boolean): void
  /** Watches no longer. */
  leave(): void
}

/**
 * Gives the model's memory to a program that fills the screen, and takes it back after that.
 * @param options.watch calls back at each change, until the returned function is called
 */
export function restOnFullScreen(options: {
  model: Pick<Companion['model'], 'state' | 'rest' | 'load'>
  watch: (onChange: (fullScreen: boolean) => void) => () => void
}): FullScreenRest {
  const { model, watch } = options
  let stopWatching: (() => void) | undefined
  let fills = false
  let done = Promise.resolve()

  /** One after the other: a rest first waits for the end of a reply. By then it may be over again. */
  function changed(fullScreen: boolean): void {
    fills = fullScreen
    done = done.then(async () => {
      if (fills !== fullScreen) return
      if (fills) await model.rest('full-screen')
      // A rest that somebody asked for goes on.
      else if (model.state.phase === 'resting' && model.state.why === 'full-screen') model.load().catch(() => {}) // the state tells
    })
  }

  function leave(): void {
    stopWatching?.()
    stopWatching = undefined
  }

  return {
    follow(on) {
      if (on) stopWatching ??= watch(changed)
      else if (stopWatching !== undefined) {
        leave()
        changed(false)
      }
    },
    leave,
  }
}
