import type { z } from 'zod'
import { KiraError } from '../../contract/index.ts'
import { checkData } from './data.ts'
import { gltfDocumentSchema } from './document.ts'
import { readGlb } from './glb.ts'
import { damaged, type Gltf, mustBeAtMost } from './gltf.ts'
import { checkImages } from './images.ts'
import { parseJsonObject } from './json.ts'
import { MAX_COUNTS } from './limits.ts'
import { checkNodes } from './nodes.ts'

/** What a file may require of who reads it: three.js and three-vrm know these. */
const READABLE = new Set([
  'EXT_texture_webp',
  'KHR_lights_punctual',
  'KHR_materials_anisotropy',
  'KHR_materials_clearcoat',
  'KHR_materials_dispersion',
  'KHR_materials_emissive_strength',
  'KHR_materials_ior',
  'KHR_materials_iridescence',
  'KHR_materials_sheen',
  'KHR_materials_specular',
  'KHR_materials_transmission',
  'KHR_materials_unlit',
  'KHR_materials_volume',
  'KHR_mesh_quantization',
  'KHR_texture_transform',
  'VRM',
  'VRMC_materials_hdr_emissiveMultiplier',
  'VRMC_materials_mtoon',
  'VRMC_node_constraint',
  'VRMC_springBone',
  'VRMC_springBone_extended_collider',
  'VRMC_vrm',
  'VRMC_vrm_animation',
])
/** Even where they are not required: three.js fails at the first one, and lets the others multiply what is drawn. */
const REFUSED = ['KHR_draco_mesh_compression', 'EXT_mesh_gpu_instancing']

/**
 * Reads a GLB file and checks all of it that is the same for avatars and movements: that it is whole and agrees with
 * itself, refers to nothing outside, and asks for no more than a page can give. No byte of it is trusted.
 * @throws KiraError `AVATAR_…`
 */
export function readGltf(bytes: Uint8Array, file: string): Gltf {
  const { json, data } = readGlb(bytes, file)
  const raw = parseJsonObject(json, file)
  for (const [name, limit] of Object.entries(MAX_COUNTS)) {
    const items = raw[name]
    if (name === 'buffers' && Array.isArray(items) && items.length > 1) {
      throw new KiraError('AVATAR_OUTSIDE_FILE', { file, place: 'buffers[1]' })
    }
    if (Array.isArray(items)) mustBeAtMost(limit, { file }, name, items.length)
  }
  const parsed = gltfDocumentSchema.safeParse(raw)
  if (!parsed.success) throw damaged({ file }, placeOf(parsed.error), parsed.error)
  const gltf: Gltf = { file, document: parsed.data, data }
  checkExtensions(gltf)
  checkNodes(gltf)
  checkData(gltf)
  checkImages(gltf)
  return gltf
}

function checkExtensions({ file, document }: Gltf): void {
  const { extensionsUsed, extensionsRequired, nodes, meshes } = document
  const parts = [...nodes, ...meshes.flatMap(({ primitives }) => primitives)]
  const used = new Set([...extensionsUsed, ...parts.flatMap(({ extensions }) => Object.keys(extensions ?? {}))])
  const detail = REFUSED.find((name) => used.has(name)) ?? extensionsRequired.find((name) => !READABLE.has(name))
  if (detail !== undefined) throw new KiraError('AVATAR_UNSUPPORTED', { file, detail: detail.slice(0, 80) })
}

/** Where the first thing is wrong: `accessors[3].count`. */
export function placeOf(error: z.ZodError, root = ''): string {
  const path = error.issues[0]?.path ?? []
  const place = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, root)
  return place === '' ? 'JSON' : place.slice(0, 120)
}
