import { type Emotion, type Felt, feelsSame } from '../../../electron/contract/index.ts'
import { fallSeconds, riseSeconds } from '../../../electron/emotion/table.ts'
import { createFade } from './fade.ts'
import { NO_WEIGHTS, part, type Weights } from './weights.ts'

/** No face is shorter than this, so that quick changes don't flicker. */
export const MIN_DWELL_SECONDS = 0.5

/** No face at all. */
const AT_REST: Felt = { emotion: 'neutral', intensity: 0 }

/** How much of a face shows: all of it at full intensity, and clearly something where she feels only a little. */
const weightOf = (intensity: number): number => 1 - (1 - intensity) ** 2

/** The emotion on her face: it rises, holds until it is released or another one comes, and falls. */
export interface Feeling {
  readonly emotion: Emotion
  /** How much of its face shows once it has risen, 0…1. */
  readonly weight: number
  readonly weights: Weights
  readonly moving: boolean
  /** `intensity`: 0…1. A face that has just come stays a moment first; of several that wait, the last one is shown. */
  show(emotion: Emotion, intensity?: number): void
  release(): void
  /** Brings the face that shows to what its emotion looks like now. */
  refresh(): void
  /** `delta`: seconds; however long, what happens in it happens in its time. */
  update(delta: number): void
}

/** `faceOf` gives the weights of a face of which that much shows, 0…1. */
export function createFeeling(faceOf: (emotion: Emotion, weight: number) => Weights): Feeling {
  const fade = createFade()
  let current = AT_REST
  let next: Felt | null = null
  let shownFor = Number.POSITIVE_INFINITY

  const weightsOf = ({ emotion, intensity }: Felt) =>
    emotion === 'neutral' ? NO_WEIGHTS : faceOf(emotion, weightOf(intensity))

  function begin(face: Felt): void {
    const falling = face === AT_REST
    fade.to(weightsOf(face), falling ? fallSeconds(current.emotion) : riseSeconds(face.emotion))
    // Nothing to see need not be seen for long.
    shownFor = falling ? Number.POSITIVE_INFINITY : 0
    current = face
  }

  function show(emotion: Emotion, intensity = 1): void {
    const face = emotion === 'neutral' ? AT_REST : { emotion, intensity: part(intensity) }
    next = null
    if (feelsSame(face, current)) return
    if (shownFor >= MIN_DWELL_SECONDS) begin(face)
    else next = face
  }

  function advance(delta: number): void {
    fade.update(delta)
    shownFor += delta
  }

  return {
    get emotion() {
      return current.emotion
    },
    get weight() {
      return weightOf(current.intensity)
    },
    get weights() {
      return fade.weights
    },
    get moving() {
      return fade.moving || next !== null
    },
    show,
    release: () => show('neutral'),
    refresh: () => fade.to(weightsOf(current), riseSeconds(current.emotion)),
    update(delta) {
      const untilNext = MIN_DWELL_SECONDS - shownFor
      if (next === null || delta < untilNext) return advance(delta)
      advance(Math.max(0, untilNext))
      begin(next)
      next = null
      advance(delta - Math.max(0, untilNext))
    },
  }
}
