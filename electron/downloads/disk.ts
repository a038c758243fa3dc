import { KiraError } from '../contract/index.ts'

/** What stays free for everything else on the disk, in bytes. */
const RESERVE = 500_000_000
const MEGA = 1_000_000

/**
 * Refuses where the disk has no room for that many more bytes, and some to spare.
 * @param free the bytes that are free
 * @throws KiraError `DOWNLOAD_NO_SPACE`
 */
export function mustHaveRoom(file: string, missing: number, free: number): void {
  const needed = missing + RESERVE
  if (free < needed) {
    throw new KiraError('DOWNLOAD_NO_SPACE', {
      file,
      needed: Math.ceil(needed / MEGA),
      free: Math.floor(free / MEGA),
    })
  }
}

/**
 * Works on a file; what the system refuses becomes an error that says what to do.
 * @throws KiraError `DOWNLOAD_NO_SPACE`, `DOWNLOAD_NOT_SAVED`
 */
export async function saving<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KiraError) throw error
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
      throw new KiraError('DOWNLOAD_NO_SPACE', { file, needed: RESERVE / MEGA, free: 0 }, { cause: error })
    }
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('DOWNLOAD_NOT_SAVED', { file, detail }, { cause: error })
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
