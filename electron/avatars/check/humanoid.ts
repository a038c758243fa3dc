import { KiraError } from '../../contract/index.ts'
import { at, damaged, type Gltf } from './gltf.ts'

const LIMBS = ['UpperArm', 'LowerArm', 'Hand', 'UpperLeg', 'LowerLeg', 'Foot']
/** The bones that VRM 1.0 requires, and that three-vrm can't do without in any version. */
const REQUIRED = ['hips', 'spine', 'head', ...['left', 'right'].flatMap((side) => LIMBS.map((limb) => side + limb))]

/**
 * A body has to have the bones that move it, each a node of its own.
 * @param bones the node of each bone; one below 0 stands for a bone that was not assigned
 * @throws KiraError `AVATAR_BONES_MISSING`, `AVATAR_DAMAGED`
 */
export function checkHumanoid(gltf: Gltf, bones: ReadonlyMap<string, number>, place: string): void {
  const missing = REQUIRED.filter((bone) => (bones.get(bone) ?? -1) < 0)
  if (missing.length > 0) {
    throw new KiraError('AVATAR_BONES_MISSING', { file: gltf.file, bones: missing.join(', ') })
  }
  checkBones(gltf, bones, place)
}

/** @throws KiraError `AVATAR_DAMAGED` where a bone is a node that is not there, or another bone's */
export function checkBones(gltf: Gltf, bones: ReadonlyMap<string, number>, place: string): void {
  const taken = new Set<number>()
  for (const [bone, node] of bones) {
    if (node < 0) continue
    at(gltf, gltf.document.nodes, node, `${place}.${bone}`)
    if (taken.has(node)) throw damaged(gltf, `${place}.${bone}`)
    taken.add(node)
  }
}
