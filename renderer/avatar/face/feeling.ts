import type { Emotion } from '../../../electron/contract/index.ts'
import { createFade } from './fade.ts'
import { fallSeconds, MIN_DWELL_SECONDS, RISE_SECONDS } from './timing.ts'
import { NO_WEIGHTS, scaled, type Weights } from './weights.ts'

/** The emotion on her face: it rises, holds until it is released or another one comes, and falls. */
export interface Feeling {
  readonly emotion: Emotion
  readonly weights: Weights
  readonly moving: boolean
  /** `strength`: 0…1. A face that has just come stays a moment first; of several that wait, the last one is shown. */
  show(emotion: Emotion, strength?: number): void
  release(): void
  update(delta: number): void
}

export function createFeeling(faceOf: (emotion: Emotion) => Weights): Feeling {
  const fade = createFade()
  let current: { emotion: Emotion; strength: number } = { emotion: 'neutral', strength: 1 }
  let next: typeof current | null = null
  let shownFor = Number.POSITIVE_INFINITY

  const same = (a: typeof current, b: typeof current) => a.emotion === b.emotion && a.strength === b.strength

  function begin(face: typeof current): void {
    const falling = face.emotion === 'neutral'
    fade.to(
      falling ? NO_WEIGHTS : scaled(faceOf(face.emotion), face.strength),
      falling ? fallSeconds(current.emotion) : RISE_SECONDS[face.emotion],
    )
    // Nothing to see need not be seen for long.
    shownFor = falling ? Number.POSITIVE_INFINITY : 0
    current = face
  }

  function show(emotion: Emotion, strength = 1): void {
    const face = { emotion, strength }
    next = null
    if (same(face, current)) return
    if (shownFor >= MIN_DWELL_SECONDS) begin(face)
    else next = face
  }

  return {
    get emotion() {
      return current.emotion
    },
    get weights() {
      return fade.weights
    },
    get moving() {
      return fade.moving || next !== null
    },
    show,
    release: () => show('neutral'),
    update(delta) {
      fade.update(delta)
      shownFor += delta
      if (next && shownFor >= MIN_DWELL_SECONDS) {
        begin(next)
        next = null
      }
    },
  }
}
