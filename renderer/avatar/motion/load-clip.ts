import { LoadingManager } from 'three'
import { KiraError, type MotionInfo } from '../../../electron/contract/index.ts'
import type { Clip } from './clip.ts'

/** More than this is no gesture, in seconds. */
const MAX_SECONDS = 600

/** Loads a movement that somebody brought. Throws a KiraError `MOTION_UNREADABLE` where it is missing or no use. */
export async function loadClip({ url, kind, name }: Pick<MotionInfo, 'url' | 'kind' | 'name'>): Promise<Clip> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return await readClip(await response.arrayBuffer(), kind)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('MOTION_UNREADABLE', { name, detail }, { cause: error })
  }
}

/** Reads a movement; nothing outside the file is looked at. Throws what is wrong with it. */
export async function readClip(bytes: ArrayBuffer, kind: MotionInfo['kind']): Promise<Clip> {
  const manager = new LoadingManager()
  // Pictures of a model that came along would be asked of our own origin, by names that the file chooses.
  manager.setURLModifier((address) => (address.startsWith('blob:') ? address : 'data:,'))
  // Both readers are large, and few people need them.
  const clip =
    kind === 'vrma'
      ? await (await import('./read-vrma.ts')).readVrma(bytes, manager)
      : (await import('./read-fbx.ts')).readFbx(bytes, manager)
  checkClip(clip)
  return clip
}

function checkClip({ seconds, rotations, hips, expressions }: Clip): void {
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) throw new Error(`it takes ${seconds} s`)
  if (rotations.size === 0) throw new Error('it moves no bone of a human body')
  for (const track of [...rotations.values(), ...expressions.values(), ...(hips ? [hips] : [])]) {
    const sound = track.times.length > 0 && [track.times, track.values].every((list) => list.every(Number.isFinite))
    if (!sound) throw new Error('it has numbers that are none')
  }
}
