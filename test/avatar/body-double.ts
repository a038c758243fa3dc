import type { BodyRig } from '../../renderer/avatar/behaviours/behaviour.ts'

/** A rig that adds up what is asked of it in a frame. */
export interface BodyDouble {
  readonly rig: BodyRig
  /** Since `rest`: `head.x` and so on in radians, `shift.y` in parts of the hips' height. */
  readonly turns: ReadonlyMap<string, number>
  /** Since `rest`: how strongly a clip drew which bone. */
  readonly pulls: ReadonlyMap<string, { readonly rotation: readonly number[]; readonly weight: number }>
  rest(): void
}

export function createBodyDouble(): BodyDouble {
  const turns = new Map<string, number>()
  const pulls = new Map<string, { rotation: number[]; weight: number }>()
  const add = (name: string, angles: readonly number[]) => {
    for (const [axis, angle] of angles.entries()) {
      const key = `${name}.${'xyz'[axis]}`
      turns.set(key, (turns.get(key) ?? 0) + angle)
    }
  }
  return {
    rig: {
      turn: (bone, ...angles) => add(bone, angles),
      shift: (...way) => add('shift', way),
      pull: (bone, rotation, weight) => void pulls.set(bone, { rotation: Array.from(rotation), weight }),
      pullHips: (place, weight) => void pulls.set('shift', { rotation: Array.from(place), weight }),
    },
    turns,
    pulls,
    rest() {
      turns.clear()
      pulls.clear()
    },
  }
}
