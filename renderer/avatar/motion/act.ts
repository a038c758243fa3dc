import type { BodyRig } from '../behaviours/behaviour.ts'
import type { Weights } from '../face/weights.ts'

/** Something that she performs once: moves of her own, or a clip. Times are in seconds since it began. */
export interface Act {
  /** How long it takes; `Infinity` where it goes on until another one begins. */
  readonly seconds: number
  /** Whether it begins and ends as she stands, with nothing to fade; a clip mostly does not. */
  readonly fromStanding: boolean
  /** `weight`: how much of it shows, 0…1. */
  perform(time: number, weight: number, rig: BodyRig): void
  /** The expressions that belong to it. */
  expressions?(time: number, weight: number): Weights
}
