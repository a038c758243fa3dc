import { readFileSync } from 'node:fs'
import path from 'node:path'
import { antenna } from './body/antenna.ts'
import { arm } from './body/arms.ts'
import { ear } from './body/ears.ts'
import { hand } from './body/hands.ts'
import { head } from './body/head.ts'
import { leg } from './body/legs.ts'
import { tail } from './body/tail.ts'
import { torso } from './body/torso.ts'
import { type BufferBuilder, createBuffer } from './buffer.ts'
import { expressions } from './expressions.ts'
import { face, MORPHS } from './face/face.ts'
import { encodeGlb } from './glb.ts'
import { gltfMaterial, PAINT_NAMES } from './materials.ts'
import { join, type Primitive } from './mesh.ts'
import { META } from './meta.ts'
import type { Part } from './part.ts'
import { BONES, boneIndex, SIDES } from './skeleton.ts'
import { springs } from './springs.ts'
import { TEXTURE_NAMES, texturePng } from './textures.ts'
import { subtract } from './vector.ts'

// Nodes are the bones, then the two meshes.
const BODY_NODE = BONES.length
const FACE_NODE = BONES.length + 1

/** A picture of her for lists, taken with `npm run avatar:sheet`; the images of the file are her textures, then this. */
const THUMBNAIL = path.join(import.meta.dirname, 'thumbnail.png')
const THUMBNAIL_IMAGE = TEXTURE_NAMES.length

/** Kira's body as a VRM 1.0 file, and how many triangles it has. The same bytes every time. */
export function buildVrm(): { file: Buffer; triangles: number } {
  const body = join([
    ...torso(),
    ...tail(),
    ...head(),
    ...antenna(),
    ...SIDES.flatMap((side) => [...ear(side), ...arm(side), ...hand(side), ...leg(side)]),
  ] satisfies Part[])
  const features = join(face())
  const buffer = createBuffer()
  const meshes = [
    { name: 'Body', primitives: body.map((primitive) => gltfPrimitive(buffer, primitive, [])) },
    {
      name: 'Face',
      primitives: features.map((primitive) => gltfPrimitive(buffer, primitive, MORPHS)),
      weights: MORPHS.map(() => 0),
      extras: { targetNames: MORPHS },
    },
  ]
  const inverseBindMatrices = buffer.array(BONES.flatMap(inverseBindMatrix), { type: 'MAT4', component: 'float' })
  const image = (name: string, png: Buffer) => ({ name, mimeType: 'image/png', bufferView: buffer.bytes(png) })
  const textures = TEXTURE_NAMES.map((name) => image(name, texturePng(name)))
  const images = [...textures, image('thumbnail', readFileSync(THUMBNAIL))]
  const { document, data } = buffer.finish()

  const file = encodeGlb(
    {
      asset: { version: '2.0', generator: 'Kira build-avatar' },
      extensionsUsed: ['VRMC_vrm', 'VRMC_materials_mtoon', 'VRMC_springBone'],
      scene: 0,
      scenes: [{ nodes: [boneIndex('Hips'), BODY_NODE, FACE_NODE] }],
      nodes: [...bones(), { name: 'Body', mesh: 0, skin: 0 }, { name: 'Face', mesh: 1, skin: 0 }],
      meshes,
      materials: PAINT_NAMES.map(gltfMaterial),
      skins: [{ joints: BONES.map((_, index) => index), inverseBindMatrices, skeleton: boneIndex('Hips') }],
      textures: textures.map((_, source) => ({ source, sampler: 0 })),
      samplers: [{ magFilter: 9729, minFilter: 9729, wrapS: 33071, wrapT: 33071 }],
      images,
      ...document,
      extensions: { VRMC_vrm: vrmExtension(), VRMC_springBone: springs() },
    },
    data,
  )
  const triangles = [...body, ...features].reduce((sum, { indices }) => sum + indices.length / 3, 0)
  return { file, triangles }
}

function gltfPrimitive(buffer: BufferBuilder, primitive: Primitive, morphs: readonly string[]): object {
  const { positions, normals, uvs, joints, weights, indices, material } = primitive
  const target = 'vertices'
  const moves = (name: string) => {
    const values = primitive.morphs.get(name)
    return values ? buffer.moves(values) : buffer.noMoves(positions.length / 3)
  }
  return {
    attributes: {
      POSITION: buffer.array(positions, { type: 'VEC3', component: 'float', target, bounds: true }),
      NORMAL: buffer.array(normals, { type: 'VEC3', component: 'float', target }),
      ...(uvs.length > 0 && { TEXCOORD_0: buffer.array(uvs, { type: 'VEC2', component: 'float', target }) }),
      JOINTS_0: buffer.array(joints, { type: 'VEC4', component: 'ubyte', target }),
      WEIGHTS_0: buffer.array(weights, { type: 'VEC4', component: 'float', target }),
    },
    indices: buffer.array(indices, { type: 'SCALAR', component: 'ushort', target: 'indices' }),
    material,
    ...(morphs.length > 0 && { targets: morphs.map((name) => ({ POSITION: moves(name) })) }),
  }
}

/** Moves a point from the world in T-pose to the bone's own space; by columns. */
function inverseBindMatrix({ position: [x, y, z] }: (typeof BONES)[number]): number[] {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -x, -y, -z, 1]
}

function bones(): object[] {
  return BONES.map(({ name, parent, position }) => {
    const origin = parent === null ? ([0, 0, 0] as const) : (BONES[boneIndex(parent)]?.position ?? ([0, 0, 0] as const))
    const children = BONES.flatMap((child, index) => (child.parent === name ? [index] : []))
    return {
      name,
      translation: subtract(position, origin).map((x) => Number(x.toFixed(6))),
      ...(children.length > 0 && { children }),
    }
  })
}

function vrmExtension(): object {
  const sideways = { inputMaxValue: 35, outputScale: 1 }
  const upwards = { inputMaxValue: 30, outputScale: 1 }
  return {
    specVersion: '1.0',
    meta: { ...META, thumbnailImage: THUMBNAIL_IMAGE },
    humanoid: {
      humanBones: Object.fromEntries(BONES.flatMap(({ human }, node) => (human ? [[human, { node }]] : []))),
    },
    firstPerson: { meshAnnotations: [BODY_NODE, FACE_NODE].map((node) => ({ node, type: 'auto' })) },
    lookAt: {
      type: 'expression',
      offsetFromHeadBone: [0, 0.24, 0.1],
      rangeMapHorizontalInner: sideways,
      rangeMapHorizontalOuter: sideways,
      rangeMapVerticalDown: upwards,
      rangeMapVerticalUp: upwards,
    },
    expressions: expressions(FACE_NODE),
  }
}
