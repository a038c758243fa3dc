import { KiraError } from '../../contract/index.ts'
import { type Accessor, COMPONENT_BYTES, TYPE_COMPONENTS } from './document.ts'
import { at, damaged, type Gltf, mustBeAtMost } from './gltf.ts'
import { MAX_UNPACKED_BYTES } from './limits.ts'

/**
 * Everything that points into the binary chunk has to stay inside it.
 * @throws KiraError `AVATAR_OUTSIDE_FILE`, `AVATAR_DAMAGED`, `AVATAR_TOO_COMPLEX`
 */
export function checkData(gltf: Gltf): void {
  const { buffers, bufferViews, accessors } = gltf.document
  const [buffer] = buffers
  if (buffer?.uri !== undefined)
    throw new KiraError('AVATAR_OUTSIDE_FILE', { file: gltf.file, place: 'buffers[0].uri' })
  const bytes = buffer?.byteLength ?? 0
  if (bytes > gltf.data.byteLength) throw damaged(gltf, 'buffers[0].byteLength')

  let unpacked = 0
  for (const [i, view] of bufferViews.entries()) {
    at(gltf, buffers, view.buffer, `bufferViews[${i}].buffer`)
    if (view.byteOffset + view.byteLength > bytes) throw damaged(gltf, `bufferViews[${i}].byteLength`)
    unpacked += view.byteLength
  }
  mustBeAtMost(MAX_UNPACKED_BYTES, gltf, 'bufferViews bytes', unpacked)

  unpacked = 0
  for (const [i, accessor] of accessors.entries()) {
    checkAccessor(gltf, accessor, `accessors[${i}]`)
    unpacked += accessor.count * itemBytes(accessor)
  }
  mustBeAtMost(MAX_UNPACKED_BYTES, gltf, 'accessors bytes', unpacked)
  // Only now: before, their count was nothing to rely on.
  for (const [i, accessor] of accessors.entries()) checkSparseIndices(gltf, accessor, `accessors[${i}].sparse.indices`)
}

/** Calls back for each number of an accessor: all that is stored, which leaves out zeros that are not. */
export function eachNumber(gltf: Gltf, accessor: Accessor, callback: (value: number) => void): void {
  for (const { start, stride, count } of stretches(gltf, accessor)) {
    const read = reader(gltf.data, accessor.componentType)
    const components = TYPE_COMPONENTS[accessor.type]
    const componentBytes = COMPONENT_BYTES[accessor.componentType]
    for (let item = 0, place = start; item < count; item++, place += stride) {
      for (let i = 0; i < components; i++) callback(read(place + i * componentBytes))
    }
  }
}

/** The number at an item and a component of an accessor that is not sparse. */
export function numberReader(gltf: Gltf, accessor: Accessor): (item: number, component: number) => number {
  const [stretch] = stretches(gltf, accessor)
  if (!stretch) return () => 0
  const read = reader(gltf.data, accessor.componentType)
  const componentBytes = COMPONENT_BYTES[accessor.componentType]
  return (item, component) => read(stretch.start + item * stretch.stride + component * componentBytes)
}

interface Stretch {
  /** In bytes of the binary chunk. */
  readonly start: number
  readonly stride: number
  readonly count: number
}

/** Where an accessor's numbers lie: what it begins with, and what replaces parts of it. */
function stretches({ document: { bufferViews } }: Gltf, accessor: Accessor): Stretch[] {
  const { bufferView, byteOffset, count, sparse } = accessor
  const bytes = itemBytes(accessor)
  const base = bufferView === undefined ? undefined : bufferViews[bufferView]
  const replacing = sparse && bufferViews[sparse.values.bufferView]
  return [
    ...(base ? [{ start: base.byteOffset + byteOffset, stride: base.byteStride || bytes, count }] : []),
    ...(replacing && sparse
      ? [{ start: replacing.byteOffset + sparse.values.byteOffset, stride: bytes, count: sparse.count }]
      : []),
  ]
}

function checkAccessor(gltf: Gltf, accessor: Accessor, place: string): void {
  const { bufferView, byteOffset, count, sparse, componentType } = accessor
  const bytes = itemBytes(accessor)
  const componentBytes = COMPONENT_BYTES[componentType]
  if (bufferView !== undefined) {
    checkRange(gltf, { bufferView, byteOffset, count, bytes, componentBytes }, place)
  }
  if (!sparse) return
  if (sparse.count > count) throw damaged(gltf, `${place}.sparse.count`)
  const indexBytes = COMPONENT_BYTES[sparse.indices.componentType]
  const indices = { ...sparse.indices, count: sparse.count, bytes: indexBytes, componentBytes: indexBytes }
  checkRange(gltf, indices, `${place}.sparse.indices`)
  checkRange(gltf, { ...sparse.values, count: sparse.count, bytes, componentBytes }, `${place}.sparse.values`)
}

interface Range {
  readonly bufferView: number
  readonly byteOffset: number
  readonly count: number
  /** Of one item. */
  readonly bytes: number
  readonly componentBytes: number
}

function checkRange(gltf: Gltf, { bufferView, byteOffset, count, bytes, componentBytes }: Range, place: string): void {
  const view = at(gltf, gltf.document.bufferViews, bufferView, `${place}.bufferView`)
  const stride = view.byteStride || bytes
  if (stride < bytes || stride % componentBytes !== 0) throw damaged(gltf, `bufferViews[${bufferView}].byteStride`)
  if (byteOffset % componentBytes !== 0) throw damaged(gltf, `${place}.byteOffset`)
  if (count > 0 && byteOffset + (count - 1) * stride + bytes > view.byteLength) throw damaged(gltf, `${place}.count`)
}

function checkSparseIndices(gltf: Gltf, { sparse, count }: Accessor, place: string): void {
  const view = sparse && gltf.document.bufferViews[sparse.indices.bufferView]
  if (!view) return
  const { byteOffset, componentType } = sparse.indices
  const read = reader(gltf.data, componentType)
  const start = view.byteOffset + byteOffset
  for (let i = 0; i < sparse.count; i++) {
    if (read(start + i * COMPONENT_BYTES[componentType]) >= count) throw damaged(gltf, place)
  }
}

const itemBytes = ({ componentType, type }: Accessor) => COMPONENT_BYTES[componentType] * TYPE_COMPONENTS[type]

function reader(data: DataView, componentType: Accessor['componentType']): (place: number) => number {
  switch (componentType) {
    case 5120:
      return (place) => data.getInt8(place)
    case 5121:
      return (place) => data.getUint8(place)
    case 5122:
      return (place) => data.getInt16(place, true)
    case 5123:
      return (place) => data.getUint16(place, true)
    case 5125:
      return (place) => data.getUint32(place, true)
    case 5126:
      return (place) => data.getFloat32(place, true)
    default:
      return componentType satisfies never
  }
}
