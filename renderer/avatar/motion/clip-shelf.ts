import {
  GESTURES,
  type Gesture,
  KiraError,
  type MotionInfo,
  type Settings,
  toKiraError,
} from '../../../electron/contract/index.ts'
import type { Clip } from './clip.ts'
import type { GestureClips } from './motion.ts'

export interface ClipShelfOptions {
  load(motion: MotionInfo): Promise<Clip>
  /** Called when clips came or went; `failure`: why one that is chosen is no use, and her own gesture stays. */
  onChange(clips: GestureClips, failure: KiraError | null): void
}

/** Keeps the movements that are chosen for gestures loaded. */
export interface ClipShelf {
  /** `chosen`: a movement's id by the gesture it stands for; `motions`: those that there are. */
  set(chosen: Settings['avatar']['motions'], motions: readonly MotionInfo[]): void
}

export function createClipShelf({ load, onChange }: ClipShelfOptions): ClipShelf {
  /** By id: what is there, why it is no use, or that it is on its way. */
  const shelf = new Map<string, Clip | KiraError | Promise<void>>()
  let chosen: Settings['avatar']['motions'] | null = null

  function tell(): void {
    const clips: Partial<Record<Gesture, Clip>> = {}
    let failure: KiraError | null = null
    for (const gesture of GESTURES) {
      const found = shelf.get(chosen?.[gesture] ?? '')
      if (found instanceof KiraError) failure ??= found
      else if (found && !(found instanceof Promise)) clips[gesture] = found
    }
    onChange(clips, failure)
  }

  function fetch(motion: MotionInfo): void {
    const loading = load(motion)
      .catch(toKiraError)
      .then((result) => {
        // It may have been put away meanwhile.
        if (shelf.get(motion.id) !== loading) return
        shelf.set(motion.id, result)
        tell()
      })
    shelf.set(motion.id, loading)
  }

  return {
    set(next, motions) {
      chosen = next
      const wanted = new Set<string | null>(Object.values(next))
      for (const id of shelf.keys()) if (!wanted.has(id)) shelf.delete(id)
      for (const motion of motions) if (wanted.has(motion.id) && !shelf.has(motion.id)) fetch(motion)
      tell()
    },
  }
}
