import { KiraError } from '../../contract/index.ts'
import { damaged, mustBeAtMost } from './gltf.ts'
import { MAX_JSON_BYTES } from './limits.ts'

const HEADER_BYTES = 12
const CHUNK_HEADER_BYTES = 8
const MAGIC = 0x46546c67 // glTF
const JSON_CHUNK = 0x4e4f534a
const DATA_CHUNK = 0x004e4942

/** Whether a file claims to be binary glTF. */
export function isGlb(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === MAGIC
}

/**
 * The JSON text and the binary chunk of a GLB file (glTF 2.0, section 4.4), which has to be whole.
 * @throws KiraError `AVATAR_NOT_VRM`, `AVATAR_TRUNCATED`, `AVATAR_DAMAGED`, `AVATAR_TOO_COMPLEX`
 */
export function readGlb(bytes: Uint8Array, file: string): { json: string; data: DataView } {
  const view = viewOf(bytes)
  if (!isGlb(bytes)) throw new KiraError('AVATAR_NOT_VRM', { file })
  if (view.byteLength < HEADER_BYTES) throw new KiraError('AVATAR_TRUNCATED', { file })
  if (view.getUint32(4, true) !== 2) throw new KiraError('AVATAR_UNSUPPORTED', { file, detail: 'glTF ≠ 2.0' })
  const length = view.getUint32(8, true)
  if (length > bytes.length) throw new KiraError('AVATAR_TRUNCATED', { file })
  if (length < bytes.length) throw damaged({ file }, 'GLB.length')

  const chunks = readChunks(bytes, file)
  const [first, second] = chunks
  if (first?.type !== JSON_CHUNK) throw damaged({ file }, 'GLB.chunks[0]')
  // A second JSON or binary chunk would be the one that three.js takes.
  const extra = chunks.findIndex(({ type }, i) => i > 0 && (type === JSON_CHUNK || (type === DATA_CHUNK && i > 1)))
  if (extra > 0) throw damaged({ file }, `GLB.chunks[${extra}]`)
  mustBeAtMost(MAX_JSON_BYTES, { file }, 'JSON bytes', first.content.length)
  const data = second?.type === DATA_CHUNK ? second.content : new Uint8Array()
  try {
    return { json: new TextDecoder('utf-8', { fatal: true }).decode(first.content), data: viewOf(data) }
  } catch (error) {
    throw damaged({ file }, 'GLB.chunks[0]', error)
  }
}

function readChunks(bytes: Uint8Array, file: string): { type: number; content: Uint8Array }[] {
  const view = viewOf(bytes)
  const chunks: { type: number; content: Uint8Array }[] = []
  for (let start = HEADER_BYTES; start < bytes.length; ) {
    const content = start + CHUNK_HEADER_BYTES
    if (content > bytes.length) throw damaged({ file }, `GLB.chunks[${chunks.length}]`)
    const end = content + view.getUint32(start, true)
    if (end > bytes.length) throw damaged({ file }, `GLB.chunks[${chunks.length}].length`)
    chunks.push({ type: view.getUint32(start + 4, true), content: bytes.subarray(content, end) })
    mustBeAtMost(16, { file }, 'GLB.chunks', chunks.length)
    start = end
  }
  return chunks
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
