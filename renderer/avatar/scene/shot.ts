import { Box3 } from 'three'
import type { Settings } from '../../../electron/contract/index.ts'
import { damp } from '../math.ts'
import { frame } from './camera.ts'
import { type BodyMeasures, framed } from './framing.ts'
import type { Stage } from './stage.ts'

/** How fast the picture follows a change of settings, per second (see `damp`). */
const RATE = 7
/** What is closer than this part of the way is there. */
const THERE = 0.002

/** How she is to be shown. */
export type ShotSettings = Pick<Settings['avatar'], 'framing' | 'light' | 'turn'>

/** The picture of her: what is in it, how bright it is, and how far she is turned. It changes smoothly. */
export interface Shot {
  /** Whether it is changing. */
  readonly moving: boolean
  /** Where she is turned just now, in degrees to her left. */
  readonly turn: number
  /** Takes somebody into the picture, at once. */
  focus(body: BodyMeasures): void
  set(settings: ShotSettings): void
  /** The size of the picture, in CSS pixels. */
  resize(width: number, height: number): void
  update(delta: number): void
}

/** @param calm whether changes come at once (`prefers-reduced-motion`) */
export function createShot({ camera, setLight, setTurn }: Stage, calm: () => boolean): Shot {
  let settings: ShotSettings = { framing: 'full', light: 1, turn: 0 }
  let body: BodyMeasures | null = null
  let [width, height] = [1, 1]
  const box = new Box3()
  let target = new Box3()
  let { light, turn } = settings
  let moving = false

  function apply(): void {
    setLight(light)
    setTurn(turn)
    frame(camera, box, width, height)
  }

  /** Ends the way to the settings. */
  function arrive(): void {
    moving = false
    box.copy(target)
    ;({ light, turn } = settings)
    apply()
  }

  return {
    get moving() {
      return moving
    },
    get turn() {
      return turn
    },
    focus(next) {
      body = next
      target = framed(settings.framing, next, settings.turn)
      arrive()
    },
    set(next) {
      const { framing } = settings
      if (next.framing === framing && next.light === settings.light && next.turn === settings.turn) return
      settings = { framing: next.framing, light: next.light, turn: next.turn }
      if (body) target = framed(settings.framing, body, settings.turn)
      moving = body !== null
      if (calm() || !moving) arrive()
    },
    resize(nextWidth, nextHeight) {
      ;[width, height] = [nextWidth, nextHeight]
      frame(camera, box, width, height)
    },
    update(delta) {
      if (!moving) return
      const step = 1 - damp(1, 0, RATE, delta)
      box.min.lerp(target.min, step)
      box.max.lerp(target.max, step)
      light = damp(light, settings.light, RATE, delta)
      turn = damp(turn, settings.turn, RATE, delta)
      const size = target.max.y - target.min.y
      const far = Math.max(
        box.min.distanceTo(target.min) / size,
        box.max.distanceTo(target.max) / size,
        Math.abs(light - settings.light),
        Math.abs(turn - settings.turn) / 180,
      )
      if (far < THERE) arrive()
      else apply()
    },
  }
}
