import { PIECE_BYTES } from '../../electron/contract/index.ts'
import type { Companion } from './companion.ts'

/** Sends a file to the companion, and gives what the call that takes it wants to know of it. */
export async function sendFile(call: Pick<Companion['call'], 'files'>, file: File): Promise<{ file: string }> {
  const { id } = await call.files.begin({ name: file.name, bytes: file.size })
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    await call.files.append({ id, piece: await inBase64(file.slice(at, at + PIECE_BYTES)) })
  }
  return { file: id }
}

function inBase64(bytes: Blob): Promise<string> {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes)
  })
}
