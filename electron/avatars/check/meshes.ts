import { eachNumber, numberReader } from './data.ts'
import type { Accessor, Primitive } from './document.ts'
import { at, damaged, type Gltf, mustBeAtMost } from './gltf.ts'
import {
  MAX_COORDINATE,
  MAX_MORPH_TARGETS,
  MAX_MORPHED_VERTICES,
  MAX_PRIMITIVES,
  MAX_SKINNED_VERTICES,
  MAX_TRIANGLES,
} from './limits.ts'

/**
 * Meshes have to be drawable: vertices where they can be, triangles of vertices that are there, bones that are there.
 * @returns how many triangles are drawn
 * @throws KiraError `AVATAR_DAMAGED`, `AVATAR_TOO_COMPLEX`
 */
export function checkMeshes(gltf: Gltf): { triangles: number } {
  const { meshes } = gltf.document
  mustBeAtMost(
    MAX_PRIMITIVES,
    gltf,
    'primitives',
    meshes.reduce((sum, { primitives }) => sum + primitives.length, 0),
  )
  const numbers = createNumbers(gltf)
  let morphed = 0
  for (const [i, { primitives }] of meshes.entries()) {
    for (const [j, primitive] of primitives.entries()) {
      const place = `meshes[${i}].primitives[${j}]`
      const vertices = checkPrimitive(gltf, primitive, numbers, place)
      mustBeAtMost(MAX_MORPH_TARGETS, gltf, `${place}.targets`, primitive.targets.length)
      morphed += vertices * primitive.targets.length
    }
  }
  mustBeAtMost(MAX_MORPHED_VERTICES, gltf, 'vertices × targets', morphed)
  checkSkins(gltf, numbers)
  return { triangles: countTriangles(gltf) }
}

/** What is found out about the numbers of accessors, each looked through once however often it is used. */
function createNumbers(gltf: Gltf) {
  const largest = new Map<number, number>()
  return {
    /** The largest size of a number; infinite where one is no number. */
    largest(index: number, accessor: Accessor): number {
      const known = largest.get(index)
      if (known !== undefined) return known
      let found = 0
      eachNumber(gltf, accessor, (value) => {
        const size = Math.abs(value)
        if (!(size <= found)) found = Number.isNaN(size) ? Number.POSITIVE_INFINITY : size
      })
      largest.set(index, found)
      return found
    },
  }
}
type Numbers = ReturnType<typeof createNumbers>

/** @returns how many vertices it uses at most: several primitives may share those of a whole body */
function checkPrimitive(gltf: Gltf, primitive: Primitive, numbers: Numbers, place: string): number {
  const { accessors } = gltf.document
  const { attributes, targets } = primitive
  const positions = at(gltf, accessors, attributes.POSITION ?? -1, `${place}.attributes.POSITION`)
  for (const [name, index] of Object.entries(attributes)) {
    const accessor = accessorAt(index, name, `${place}.attributes`)
    if (name === 'POSITION') mustBeWithin(MAX_COORDINATE, index, accessor)
    if (name.startsWith('WEIGHTS_')) mustBeWithin(Number.MAX_VALUE, index, accessor)
  }
  for (const [i, target] of targets.entries()) {
    for (const [name, index] of Object.entries(target)) {
      const accessor = accessorAt(index, name, `${place}.targets[${i}]`)
      if (name === 'POSITION') mustBeWithin(MAX_COORDINATE, index, accessor)
    }
  }
  if (primitive.indices === undefined) return positions.count
  const indices = at(gltf, accessors, primitive.indices, `${place}.indices`)
  const isIndices = indices.type === 'SCALAR' && [5121, 5123, 5125].includes(indices.componentType)
  if (!isIndices || (indices.count > 0 && numbers.largest(primitive.indices, indices) >= positions.count)) {
    throw damaged(gltf, `${place}.indices`)
  }
  return Math.min(positions.count, indices.count)

  function accessorAt(index: number, name: string, within: string): Accessor {
    const accessor = at(gltf, accessors, index, `${within}.${name}`)
    if (accessor.count !== positions.count || (name === 'POSITION' && accessor.type !== 'VEC3'))
      throw damaged(gltf, `${within}.${name}`)
    return accessor
  }

  function mustBeWithin(limit: number, index: number, accessor: Accessor): void {
    const bounds = [...(accessor.min ?? []), ...(accessor.max ?? [])]
    const size = Math.max(numbers.largest(index, accessor), ...bounds.slice(0, 32).map(Math.abs))
    if (!(size <= limit)) throw damaged(gltf, `accessors[${index}]`)
  }
}

function checkSkins(gltf: Gltf, numbers: Numbers): void {
  const { nodes, meshes, skins, accessors } = gltf.document
  for (const [i, { joints, inverseBindMatrices }] of skins.entries()) {
    if (inverseBindMatrices === undefined) continue
    const place = `skins[${i}].inverseBindMatrices`
    const matrices = at(gltf, accessors, inverseBindMatrices, place)
    const fits = matrices.type === 'MAT4' && matrices.componentType === 5126 && matrices.count >= joints.length
    if (!fits || numbers.largest(inverseBindMatrices, matrices) === Number.POSITIVE_INFINITY) throw damaged(gltf, place)
  }

  const bonesNeeded = createBonesNeeded(gltf)
  for (const { mesh, skin } of nodes) {
    const joints = skin === undefined ? undefined : skins[skin]?.joints
    if (mesh === undefined || !joints) continue
    for (const [j, { attributes }] of meshes[mesh]?.primitives.entries() ?? []) {
      const place = `meshes[${mesh}].primitives[${j}].attributes.JOINTS_0`
      if (bonesNeeded(attributes, place) > joints.length) throw damaged(gltf, place)
    }
  }
}

/** How many bones a primitive's vertices refer to. Where a vertex has no weight for one, it may be any. */
function createBonesNeeded(gltf: Gltf) {
  const known = new Map<string, number>()
  let looked = 0
  return ({ JOINTS_0, WEIGHTS_0 }: Primitive['attributes'], place: string): number => {
    const { accessors } = gltf.document
    const key = `${JOINTS_0} ${WEIGHTS_0}`
    const found = known.get(key)
    if (found !== undefined) return found
    const joints = at(gltf, accessors, JOINTS_0 ?? -1, place)
    const weights = at(gltf, accessors, WEIGHTS_0 ?? -1, place.replace('JOINTS', 'WEIGHTS'))
    if ([joints, weights].some(({ type, sparse }) => type !== 'VEC4' || sparse)) throw damaged(gltf, place)
    looked += joints.count
    mustBeAtMost(MAX_SKINNED_VERTICES, gltf, 'vertices', looked)
    const joint = numberReader(gltf, joints)
    const weight = numberReader(gltf, weights)
    let needed = 0
    for (let vertex = 0; vertex < joints.count; vertex++) {
      for (let i = 0; i < 4; i++) if (weight(vertex, i) !== 0) needed = Math.max(needed, joint(vertex, i) + 1)
    }
    known.set(key, needed)
    return needed
  }
}

/** As often as nodes show them. */
function countTriangles(gltf: Gltf): number {
  const { nodes, meshes, accessors } = gltf.document
  const perMesh = meshes.map(({ primitives }) =>
    primitives.reduce((sum, { mode, indices, attributes }) => {
      const corners = accessors[indices ?? attributes.POSITION ?? -1]?.count ?? 0
      if (mode < 4) return sum
      return sum + (mode === 4 ? Math.floor(corners / 3) : Math.max(0, corners - 2))
    }, 0),
  )
  const triangles = nodes.reduce((sum, { mesh }) => sum + (perMesh[mesh ?? -1] ?? 0), 0)
  mustBeAtMost(MAX_TRIANGLES, gltf, 'triangles', triangles)
  return triangles
}
