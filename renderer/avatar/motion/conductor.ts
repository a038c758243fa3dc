import type { BodyRig } from '../behaviours/behaviour.ts'
import { added, NO_WEIGHTS, type Weights } from '../face/weights.ts'
import type { Act } from './act.ts'
import { follow, restingAt, type Spring } from './spring.ts'

/** How quickly one act gives way to the next, per second; see `follow`. */
const FADE_RATE = 9
/** An act that has to be faded begins to go this long before its end, in seconds, or in its second half. */
const FADE_SECONDS = 0.45
/** No act gives way before this, in seconds: of several that are asked for at once, the last one is performed. */
const MIN_SECONDS = 0.2
/** Less of an act than this is not seen. */
const UNSEEN = 1e-4

interface Voice {
  readonly act: Act
  time: number
  readonly weight: Spring
}

/** Has one act performed at a time; where another one begins, they are blended, and nothing jumps. */
export interface Conductor {
  /** What is being performed, until it ends; null while nothing is. */
  readonly current: Act | null
  /** Whether anything of an act is to be seen. */
  readonly busy: boolean
  /** What the acts want on her face. */
  readonly expressions: Weights
  play(act: Act): void
  /** Lets what is performed fade. */
  stop(): void
  /** `delta`: seconds. */
  update(delta: number, rig: BodyRig): void
}

export function createConductor(): Conductor {
  let voices: Voice[] = []
  let current: Voice | null = null
  let asked: Act | null = null
  let expressions = NO_WEIGHTS

  function begin(act: Act): void {
    current = { act, time: 0, weight: restingAt(act.fromStanding ? 1 : 0) }
    voices.push(current)
  }

  /** How much of an act should be seen. */
  function goalOf({ act, time }: Voice): number {
    const fading = !act.fromStanding && time > act.seconds - Math.min(FADE_SECONDS, act.seconds / 2)
    return fading ? 0 : 1
  }

  const isOver = ({ act, time, weight }: Voice): boolean =>
    act.fromStanding ? time >= act.seconds || weight.value < UNSEEN : time > MIN_SECONDS && weight.value < UNSEEN

  return {
    get current() {
      return asked ?? current?.act ?? null
    },
    get busy() {
      return voices.length > 0 || asked !== null
    },
    get expressions() {
      return expressions
    },
    play(act) {
      asked = act
    },
    stop() {
      asked = null
      current = null
    },
    update(delta, rig) {
      if (asked && (!current || current.time >= MIN_SECONDS)) {
        begin(asked)
        asked = null
      }
      if (voices.length === 0) return
      for (const voice of voices) {
        voice.time += delta
        follow(voice.weight, voice === current ? goalOf(voice) : 0, FADE_RATE, delta)
        voice.act.perform(Math.min(voice.time, voice.act.seconds), voice.weight.value, rig)
      }
      if (voices.some(isOver)) voices = voices.filter((voice) => !isOver(voice))
      if (current && !voices.includes(current)) current = null
      expressions = expressionsOf(voices)
    },
  }
}

/** What acts want on her face. */
function expressionsOf(voices: readonly Voice[]): Weights {
  let sum = NO_WEIGHTS
  for (const { act, time, weight } of voices) if (act.expressions) sum = added(sum, act.expressions(time, weight.value))
  return sum
}
