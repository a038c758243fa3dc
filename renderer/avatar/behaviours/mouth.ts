import type { Language } from '../../../electron/contract/index.ts'
import { GROUPS } from '../face/overrides.ts'
import { scaled, UNSEEN, type Weights } from '../face/weights.ts'
import { damp } from '../math.ts'
import { remembering } from '../remembering.ts'
import { LETTERS_PER_SECOND } from '../speech/pace.ts'
import { languageOfText } from '../visemes/language.ts'
import { readSound } from '../visemes/read-sounds.ts'
import { LOOK_AHEAD, SOUNDS, type Sound } from '../visemes/sounds.ts'

/** A sound that is shorter than this is not seen: lips are slow. */
const SHORTEST_SOUND_SECONDS = 0.06
/** So many letters may wait to be formed before she hurries, and more than that again are not formed at all. */
const PATIENT_LETTERS = 6
const MOST_LETTERS = 40
/** Where no word follows for so long, in seconds, there is no further letter to wait for. */
const PAUSE_SECONDS = 0.15
/** As much of what she said tells the language. */
const REMEMBERED_LETTERS = 200
/** Lips shut quicker than they open. Per second, see `damp`. */
const OPENING_RATE = 24
const SHUTTING_RATE = 45
/** Closer to full would be shouting. */
const STRENGTH = 0.6

const SHAPES = GROUPS.mouth

export interface Mouth {
  /** Mouth shapes of VRM, which sum to less than 1. */
  readonly weights: Weights
  readonly moving: boolean
  /** Forms what was just shown of her words. */
  speak(text: string): void
  /** `delta`: seconds. */
  update(delta: number): void
}

/** Moves her lips to text, as it is shown. `language`: what she is thought to speak where her words don't tell it. */
export function createMouth(language: () => Language = () => 'en'): Mouth {
  let said = ''
  /** Up to where it is formed. */
  let at = 0
  let sounds: { sound: Sound; seconds: number }[] = []
  let current: Sound = 'shut'
  let left = 0
  /** Whether she has nothing to form. */
  let idle = true
  /** Seconds since words came. */
  let quiet = Number.POSITIVE_INFINITY
  const open = { aa: 0, ih: 0, ou: 0, ee: 0, oh: 0 }
  const spokenIn = remembering((text: string) => languageOfText(text.slice(-REMEMBERED_LETTERS), language()))

  const waiting = () => said.length - at
  const ready = () => waiting() >= LOOK_AHEAD || (waiting() > 0 && quiet >= PAUSE_SECONDS)

  /** Reads on to the next letters that can be heard, as far as it is sure what they are. */
  function read(): void {
    while (sounds.length === 0 && ready()) {
      const hurry = Math.max(1, waiting() / PATIENT_LETTERS)
      const spoken = readSound(said, at, spokenIn(said))
      at += spoken.length
      const share = spoken.length / LETTERS_PER_SECOND / Math.max(1, spoken.sounds.length)
      const seconds = Math.max(SHORTEST_SOUND_SECONDS, share) / hurry
      sounds = spoken.sounds.map((sound) => ({ sound, seconds }))
    }
  }

  /** Begins the next sound. Where there is none, the lips close, or wait for what is being written. */
  function next(): void {
    read()
    const sound = sounds.shift()
    idle = sound === undefined
    if (sound) {
      current = sound.sound
      left = sound.seconds
    } else {
      if (quiet >= PAUSE_SECONDS) current = 'shut'
      left = quiet >= PAUSE_SECONDS ? Number.POSITIVE_INFINITY : PAUSE_SECONDS - quiet
    }
  }

  function move(seconds: number): void {
    const target: Weights = SOUNDS[current]
    for (const shape of SHAPES) {
      const [from, to] = [open[shape], target[shape] ?? 0]
      if (from === to) continue
      const next = damp(from, to, to < from ? SHUTTING_RATE : OPENING_RATE, seconds)
      open[shape] = next < UNSEEN && to === 0 ? 0 : next
    }
    left -= seconds
    quiet += seconds
  }

  return {
    get weights() {
      return scaled(open, STRENGTH)
    },
    get moving() {
      return waiting() > 0 || SHAPES.some((shape) => open[shape] > 0.01)
    },
    speak(text) {
      if (text === '') return
      const known = said.slice(-REMEMBERED_LETTERS - MOST_LETTERS)
      const pending = Math.min(waiting(), known.length)
      said = known + text.normalize('NFC').toLowerCase()
      at = Math.max(known.length - pending, said.length - MOST_LETTERS)
      if (idle) left = 0
      quiet = 0
    },
    update(delta) {
      let rest = delta
      while (rest > 0) {
        if (left <= 0) next()
        const step = Math.min(rest, left)
        move(step)
        rest -= step
      }
    },
  }
}
