import { z } from 'zod'
import { KiraError, type MotionInfo } from '../../contract/index.ts'
import { parse } from './check-vrm.ts'
import { eachNumber } from './data.ts'
import { isGlb, viewOf } from './glb.ts'
import { at, damaged, type Gltf } from './gltf.ts'
import { checkBones } from './humanoid.ts'
import { readGltf } from './read-gltf.ts'

/** Three.js reads binary FBX from 6.4 on, and text from 7.0 on. */
const OLDEST_BINARY_FBX = 6400
const OLDEST_TEXT_FBX = 7000
const BINARY_FBX = 'Kaydara FBX Binary  \0'

const animationSchema = z.object({
  humanoid: z.object({ humanBones: z.record(z.string(), z.object({ node: z.number().int().min(0) })) }),
})

/**
 * Checks a file with a movement, a VRM animation or an FBX clip, and says which it is. Pure. Of FBX, only the beginning
 * is looked at: what else is wrong with it shows when a page loads it.
 * @throws KiraError `MOTION_NOT_KNOWN`, `AVATAR_…`, and nothing else whatever the bytes are
 */
export function checkMotion(bytes: Uint8Array, file: string): Pick<MotionInfo, 'kind'> {
  if (isGlb(bytes)) {
    checkAnimation(readGltf(bytes, file))
    return { kind: 'vrma' }
  }
  if (!isFbx(bytes)) throw new KiraError('MOTION_NOT_KNOWN', { file })
  return { kind: 'fbx' }
}

function checkAnimation(gltf: Gltf): void {
  const { animations, accessors, nodes, extensions } = gltf.document
  const { VRMC_vrm_animation: extension } = extensions
  if (extension === undefined || animations.length === 0) throw new KiraError('MOTION_NOT_KNOWN', { file: gltf.file })
  const place = 'extensions.VRMC_vrm_animation'
  const { humanoid } = parse(gltf, animationSchema, extension, place)
  const bones = new Map(Object.entries(humanoid.humanBones).map(([bone, { node }]) => [bone, node]))
  checkBones(gltf, bones, `${place}.humanoid.humanBones`)

  const looked = new Set<number>()
  for (const [i, { channels, samplers }] of animations.entries()) {
    for (const [j, { sampler, target }] of channels.entries()) {
      const channel = `animations[${i}].channels[${j}]`
      const { input, output } = at(gltf, samplers, sampler, `${channel}.sampler`)
      if (target.node !== undefined) at(gltf, nodes, target.node, `${channel}.target.node`)
      for (const index of [input, output]) {
        const accessor = at(gltf, accessors, index, `animations[${i}].samplers[${sampler}]`)
        if (looked.has(index)) continue
        looked.add(index)
        eachNumber(gltf, accessor, (value) => {
          if (!Number.isFinite(value)) throw damaged(gltf, `accessors[${index}]`)
        })
      }
    }
  }
}

function isFbx(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  if (start.startsWith(BINARY_FBX)) return bytes.length >= 27 && viewOf(bytes).getUint32(23, true) >= OLDEST_BINARY_FBX
  const version = /FBXVersion: (\d+)/.exec(start)?.[1]
  return start.startsWith('; FBX') && Number(version) >= OLDEST_TEXT_FBX
}
