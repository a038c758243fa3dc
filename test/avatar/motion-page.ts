import type { VRMHumanBoneName } from '@pixiv/three-vrm'
import type { Quaternion } from 'three'
import type { Gesture } from '../../electron/contract/index.ts'
import type { Move } from '../../renderer/avatar/motion/gestures.ts'
import { loadClip } from '../../renderer/avatar/motion/load-clip.ts'
import { createMotion, type GestureClips } from '../../renderer/avatar/motion/motion.ts'
import { loadVrm } from '../../renderer/avatar/scene/load-vrm.ts'
import { createRig } from '../../renderer/avatar/scene/rig.ts'

/** What was seen of a gesture on a real body. */
export interface Seen {
  /** The fastest turn of any bone, in radians a second. */
  readonly fastest: number
  /** The bone that turned farthest from how she stood, and by how many radians. */
  readonly farthest: number
  /** How far any bone is from how she stood, after it, in radians. */
  readonly left: number
  /** How far her feet slid or sank, in metres; a hop lifts them. */
  readonly slip: number
}

declare global {
  interface Window {
    watchGesture(move: Gesture | Move, framesPerSecond: number, seconds: number): Seen
    bringClip(gesture: Gesture, url: string, kind: 'vrma' | 'fbx'): Promise<void>
  }
}

const vrm = await loadVrm('/kira.vrm')
const rig = createRig(vrm)
const bones = Object.keys(vrm.humanoid.humanBones).flatMap((name) => {
  const node = vrm.humanoid.getNormalizedBoneNode(name as VRMHumanBoneName)
  return node ? [node] : []
})
let clips: GestureClips = {}

const turns = () => bones.map((bone) => bone.quaternion.clone())
const greatest = (a: readonly Quaternion[], b: readonly Quaternion[]) =>
  Math.max(...a.map((turn, index) => turn.angleTo(b[index] ?? turn)))

window.bringClip = async (gesture, url, kind) => {
  clips = { ...clips, [gesture]: await loadClip({ url, kind, name: url }) }
}

window.watchGesture = (move, framesPerSecond, seconds) => {
  const motion = createMotion({
    face: { emotion: 'neutral', weight: 0 },
    random: () => 0.5,
    calm: () => false,
    bodyLanguage: () => 1,
    restlessness: () => 0,
  })
  motion.setClips(clips)
  const frame = () => {
    rig.rest()
    motion.update(1 / framesPerSecond, rig)
    rig.apply()
    vrm.humanoid.update()
  }
  const foot = () => {
    vrm.scene.updateMatrixWorld(true)
    return vrm.humanoid.getRawBoneNode('leftFoot')?.matrixWorld.elements.slice(12, 15) ?? []
  }
  for (let time = 0; time < 1; time += 1 / framesPerSecond) frame()
  const before = turns()
  const stood = foot()
  let last = before
  let [fastest, farthest, slip] = [0, 0, 0]
  motion.play(move)
  for (let time = 0; time < seconds; time += 1 / framesPerSecond) {
    frame()
    const now = turns()
    fastest = Math.max(fastest, greatest(now, last) * framesPerSecond)
    farthest = Math.max(farthest, greatest(now, before))
    const [dx = 0, dy = 0, dz = 0] = foot().map((place, axis) => place - (stood[axis] ?? 0))
    slip = Math.max(slip, Math.abs(dx), -dy, Math.abs(dz))
    last = now
  }
  return { fastest, farthest, left: greatest(last, before), slip }
}
