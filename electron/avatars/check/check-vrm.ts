import { z } from 'zod'
import { type AvatarInfo, KiraError } from '../../contract/index.ts'
import { at, damaged, type Gltf } from './gltf.ts'
import { checkHumanoid } from './humanoid.ts'
import { type Meta, readMeta0, readMeta1 } from './licence.ts'
import { checkMeshes } from './meshes.ts'
import { placeOf, readGltf } from './read-gltf.ts'

/** What a VRM file tells of itself. */
export type VrmFacts = Meta & Pick<AvatarInfo, 'spec' | 'triangles'>

const node = z.number().int()
const boneSchema0 = z.object({ bone: z.string(), node })
const vrmSchema0 = z.object({ humanoid: z.object({ humanBones: z.array(boneSchema0) }), meta: z.unknown() })
const vrmSchema1 = z.object({
  specVersion: z.string(),
  humanoid: z.object({ humanBones: z.record(z.string(), z.object({ node })) }),
  meta: z.unknown(),
})
/** Those that three-vrm reads. */
const VERSIONS = ['1.0', '1.0-beta']

/**
 * Checks a VRM file of either version before it is kept, and says what it tells of itself. Pure.
 * @param file what it is called, to name it in errors
 * @throws KiraError `AVATAR_…`, and nothing else whatever the bytes are
 */
export function checkVrm(bytes: Uint8Array, file: string): VrmFacts {
  const gltf = readGltf(bytes, file)
  const { extensions, scenes, scene } = gltf.document
  const { VRMC_vrm: vrm1, VRM: vrm0 } = extensions
  if (vrm1 === undefined && vrm0 === undefined) throw new KiraError('AVATAR_NOT_VRM', { file })
  at(gltf, scenes, scene ?? 0, 'scene')
  // Where both are there, three-vrm takes the newer one.
  const facts = vrm1 === undefined ? readVrm0(gltf, vrm0) : readVrm1(gltf, vrm1)
  return { ...facts, ...checkMeshes(gltf) }
}

function readVrm1(gltf: Gltf, extension: unknown): Meta & Pick<AvatarInfo, 'spec'> {
  const place = 'extensions.VRMC_vrm'
  const { specVersion, humanoid, meta } = parse(gltf, vrmSchema1, extension, place)
  if (!VERSIONS.includes(specVersion)) {
    throw new KiraError('AVATAR_UNSUPPORTED', { file: gltf.file, detail: `VRM ${specVersion.slice(0, 20)}` })
  }
  const bones = new Map(Object.entries(humanoid.humanBones).map(([bone, { node }]) => [bone, node]))
  checkHumanoid(gltf, bones, `${place}.humanoid.humanBones`)
  return { spec: '1.0', ...readMeta1(meta) }
}

function readVrm0(gltf: Gltf, extension: unknown): Meta & Pick<AvatarInfo, 'spec'> {
  const place = 'extensions.VRM'
  const { humanoid, meta } = parse(gltf, vrmSchema0, extension, place)
  const bones = new Map(humanoid.humanBones.map(({ bone, node }) => [bone, node]))
  checkHumanoid(gltf, bones, `${place}.humanoid.humanBones`)
  return { spec: '0.x', ...readMeta0(meta) }
}

/** @throws KiraError `AVATAR_DAMAGED` */
export function parse<T extends z.ZodType>(gltf: Gltf, schema: T, value: unknown, place: string): z.infer<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw damaged(gltf, placeOf(result.error, place), result.error)
  return result.data
}
