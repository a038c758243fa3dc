import type { KiraError } from '../../electron/contract/index.ts'
import { type Companion, streamingReply } from '../client/index.ts'
import { type Bubble, createDirector } from './speech/director.ts'
import { type AvatarView, createAvatarView } from './view.ts'

/** Milliseconds between two steps of her speech, while she says something. */
const STEP = 50

export interface KiraOptions {
  /** Gets a canvas that fills it. */
  readonly container: HTMLElement
  readonly companion: Pick<Companion, 'events' | 'state'>
  /** Of a VRM file. */
  readonly url: string
  /** Called when her words change. */
  readonly onBubble: (bubble: Bubble) => void
  /** Called when she is there, and when her place changed. */
  readonly onLayout: () => void
  /** Called once, where she can't be shown. Her words still come. */
  readonly onFailure: (error: KiraError) => void
}

export interface Kira {
  readonly view: AvatarView
  dispose(): void
}

/** Puts Kira into a page, where she shows what the companion tells. */
export function startKira({ container, companion, url, onBubble, onLayout, onFailure }: KiraOptions): Kira {
  const view = createAvatarView({ container, url, onLayout, onFailure })
  const director = createDirector(view)
  let timer: ReturnType<typeof setInterval> | undefined
  let last = 0

  function refresh(): void {
    onBubble(director.bubble)
    if (director.busy && timer === undefined) {
      last = performance.now()
      timer = setInterval(step, STEP)
    }
  }

  function step(): void {
    const now = performance.now()
    director.update((now - last) / 1000)
    last = now
    if (!director.busy) {
      clearInterval(timer)
      timer = undefined
    }
    refresh()
  }

  const unsubscribe = companion.events.subscribe((event) => {
    if (event.type === 'snapshot') view.setMood(event.snapshot.mood)
    if (event.type === 'mood-changed') view.setMood(event.mood)
    director.handle(event)
    refresh()
  })
  const state = companion.state.get()
  if (state.mood) view.setMood(state.mood)
  if (state.session) director.join(state.session.id, streamingReply(state) ?? null)
  refresh()

  const followPointer = (event: PointerEvent) => view.lookAt(event.clientX, event.clientY)
  window.addEventListener('pointermove', followPointer)

  return {
    view,
    dispose() {
      window.removeEventListener('pointermove', followPointer)
      unsubscribe()
      clearInterval(timer)
      view.dispose()
    },
  }
}
