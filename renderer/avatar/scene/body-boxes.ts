import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { Bone, Box3, Mesh, type Object3D, type PerspectiveCamera, SkinnedMesh, Vector3 } from 'three'
import type { Rect } from '../../../electron/contract/index.ts'
import { projectCorners } from './camera.ts'

/** Enough vertices to know where she is; more only take time when she comes. */
const MOST_VERTICES = 20_000

/** Parts of a body that each fill their rectangle of the picture well. What moves apart is apart. */
const PARTS = {
  head: ['head', 'neck', 'jaw', 'leftEye', 'rightEye'],
  torso: ['hips', 'spine', 'chest', 'upperChest', 'leftShoulder', 'rightShoulder'],
  leftUpperArm: ['leftUpperArm'],
  rightUpperArm: ['rightUpperArm'],
  leftLowerArm: ['leftLowerArm', 'leftHand'],
  rightLowerArm: ['rightLowerArm', 'rightHand'],
  leftLeg: ['leftUpperLeg', 'leftLowerLeg', 'leftFoot', 'leftToes'],
  rightLeg: ['rightUpperLeg', 'rightLowerLeg', 'rightFoot', 'rightToes'],
} as const satisfies Readonly<Record<string, readonly VRMHumanBoneName[]>>
type PartName = keyof typeof PARTS
const PART_NAMES = Object.keys(PARTS) as PartName[]

/** Boxes in the space of the bone that carries them, so that they move with it. */
type BoneBoxes = Map<Object3D, Box3>

function boxOf(bone: Object3D, boxes: BoneBoxes): Box3 {
  const box = boxes.get(bone) ?? new Box3()
  boxes.set(bone, box)
  return box
}

/** Where her body is. */
export interface BodyBoxes {
  /** The room she took when this was made, in the scene: all of her, and her head with its hair. */
  readonly whole: Box3
  readonly head: Box3
  /** Her head without what has bones of its own on it: hair that swings, ears, ribbons. */
  readonly skull: Box3
  /** The rectangles that her parts fill in a picture of that size as she is now, in CSS pixels; some may lie outside. */
  rects(camera: PerspectiveCamera, width: number, height: number): Rect[]
}

/** Measures an avatar as it stands; its world matrices must be up to date. */
export function measureBody(vrm: VRM): BodyBoxes {
  const boneOf = nearestBones(vrm)
  const parts = Object.fromEntries(PART_NAMES.map((part) => [part, new Map()])) as Record<PartName, BoneBoxes>
  const whole = new Box3()
  const head = new Box3()
  const skull = new Box3()
  const local = new Vector3()

  for (const { point, carrier } of vertices(vrm.scene)) {
    whole.expandByPoint(point)
    const { part, bone } = boneOf(carrier)
    if (part === 'head') head.expandByPoint(point)
    if (part === 'head' && (carrier === bone || !(carrier instanceof Bone))) skull.expandByPoint(point)
    boxOf(bone, parts[part]).expandByPoint(bone.worldToLocal(local.copy(point)))
  }

  const groups = Object.values(parts).filter((boxes) => boxes.size > 0)
  return {
    whole,
    head,
    skull,
    rects: (camera, width, height) => groups.map((group) => rectOf(group, camera, width, height)),
  }
}

function rectOf(boxes: BoneBoxes, camera: PerspectiveCamera, width: number, height: number): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [bone, box] of boxes) {
    projectCorners(camera, box, bone.matrixWorld, width, height, (x, y) => {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    })
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Finds the human bone that carries an object, and the part it belongs to; what none carries goes with the hips. */
function nearestBones(vrm: VRM): (object: Object3D) => { part: PartName; bone: Object3D } {
  const known = new Map<Object3D, { part: PartName; bone: Object3D }>()
  for (const part of PART_NAMES) {
    for (const name of PARTS[part]) {
      const bone = vrm.humanoid.getRawBoneNode(name)
      if (bone) known.set(bone, { part, bone })
    }
  }
  const hips = { part: 'torso' as const, bone: vrm.humanoid.getRawBoneNode('hips') ?? vrm.scene }
  const find = (object: Object3D): { part: PartName; bone: Object3D } => {
    const found = known.get(object) ?? (object.parent ? find(object.parent) : hips)
    known.set(object, found)
    return found
  }
  return find
}

/** Vertices that are drawn, in the scene's space, each with the bone or object that carries it. The point is reused. */
function* vertices(root: Object3D): Generator<{ point: Vector3; carrier: Object3D }> {
  const meshes: Mesh[] = []
  root.traverseVisible((object) => {
    if (object instanceof Mesh && object.geometry.getAttribute('position')) meshes.push(object)
  })
  const total = meshes.reduce((sum, { geometry }) => sum + geometry.getAttribute('position').count, 0)
  const stride = Math.max(1, Math.ceil(total / MOST_VERTICES))
  const point = new Vector3()
  for (const mesh of meshes) {
    const { count } = mesh.geometry.getAttribute('position')
    for (let index = 0; index < count; index += stride) {
      mesh.localToWorld(mesh.getVertexPosition(index, point))
      yield { point, carrier: carrierOf(mesh, index) }
    }
  }
}

/** The bone that moves a vertex most; the mesh itself where it has no bones. */
function carrierOf(mesh: Mesh, index: number): Object3D {
  if (!(mesh instanceof SkinnedMesh)) return mesh
  const weights = mesh.geometry.getAttribute('skinWeight')
  const indices = mesh.geometry.getAttribute('skinIndex')
  let most = 0
  for (let i = 1; i < 4; i++) if (weights.getComponent(index, i) > weights.getComponent(index, most)) most = i
  return mesh.skeleton.bones[indices.getComponent(index, most)] ?? mesh
}
