import { MAX_AVATAR_BYTES } from '../avatars/check/limits.ts'
import { mustBeSmall } from '../avatars/must-be-small.ts'
import type { BroughtFile } from '../avatars/port.ts'
import { KiraError } from '../contract/index.ts'

/** A page that sends no piece for so long has gone, in milliseconds. */
const PATIENCE = 60_000

/** The file that a page is sending, piece by piece (see the contract's `files`). */
export interface Arrivals {
  /** @throws KiraError `FILE_TOO_LARGE` */
  begin(file: { name: string; bytes: number }): { id: string }
  /** @throws KiraError `FILE_LOST` */
  append(piece: { id: string; piece: string }): void
  /** Hands over the file, which must have arrived whole, and forgets it. @throws KiraError `FILE_LOST` */
  take(id: string): BroughtFile
}

export function createArrivals({ newId }: { newId(): string }): Arrivals {
  let file: { id: string; name: string; bytes: Buffer; arrived: number } | null = null
  let leaving: NodeJS.Timeout | undefined

  function waitForMore(): void {
    clearTimeout(leaving)
    leaving = setTimeout(() => (file = null), PATIENCE).unref()
  }

  function mustBe(id: string) {
    if (file?.id !== id) throw new KiraError('FILE_LOST')
    return file
  }

  return {
    begin({ name, bytes }) {
      mustBeSmall(bytes, MAX_AVATAR_BYTES, name)
      file = { id: newId(), name, bytes: Buffer.alloc(bytes), arrived: 0 }
      waitForMore()
      return { id: file.id }
    },
    append({ id, piece }) {
      const current = mustBe(id)
      const bytes = Buffer.from(piece, 'base64')
      if (current.arrived + bytes.length > current.bytes.length) throw new KiraError('FILE_LOST')
      current.arrived += bytes.copy(current.bytes, current.arrived)
      waitForMore()
    },
    take(id) {
      const { name, bytes, arrived } = mustBe(id)
      file = null
      clearTimeout(leaving)
      if (arrived < bytes.length) throw new KiraError('FILE_LOST')
      return { name, bytes }
    },
  }
}
