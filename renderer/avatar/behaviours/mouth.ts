import { scaled, type Weights } from '../face/weights.ts'
import { damp } from '../math.ts'

/** Seconds that a letter's mouth shape holds. */
const SECONDS_PER_SHAPE = 0.07
/** Closer to full would be shouting. */
const STRENGTH = 0.6

/** Letters that open the mouth, without their accents. The shapes are VRM's: aa ih ou ee oh. */
const SHAPES: Readonly<Record<string, string>> = { a: 'aa', e: 'ee', i: 'ih', y: 'ih', o: 'oh', u: 'ou', w: 'ou' }

export interface Mouth {
  readonly weights: Weights
  readonly moving: boolean
  /** Forms what was just shown of her words. */
  speak(text: string): void
  update(delta: number): void
}

/** Moves her lips to text. There is no sound to follow, so vowels are enough. */
export function createMouth(): Mouth {
  let queue: string[] = []
  let time = 0
  let current = ''
  let weights: Weights = {}

  return {
    get weights() {
      return scaled(weights, STRENGTH)
    },
    get moving() {
      return Object.values(weights).some((weight) => weight > 0.01)
    },
    speak(text) {
      const letters = [...text.normalize('NFD').toLowerCase()]
      const shapes = letters.map((letter) => SHAPES[letter] ?? '')
      // What comes faster than lips can move is skipped.
      queue = [...queue, ...shapes.filter((shape, index) => shape !== shapes[index - 1])].slice(-6)
    },
    update(delta) {
      time += delta
      if (time >= SECONDS_PER_SHAPE) {
        time %= SECONDS_PER_SHAPE
        current = queue.shift() ?? ''
      }
      const shapes = new Set([...Object.keys(weights), current].filter(Boolean))
      const entries = [...shapes].map((shape) => [
        shape,
        damp(weights[shape] ?? 0, shape === current ? 1 : 0, 22, delta),
      ])
      weights = Object.fromEntries(entries)
    },
  }
}
