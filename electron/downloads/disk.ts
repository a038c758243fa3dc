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
  if (free < roomFor(missing)) throw noSpace(file, missing, free)
}

/** A size that was rounded may be less than what has come. */
const roomFor = (missing: number) => Math.max(0, missing) + RESERVE

function noSpace(file: string, missing: number, free: number, options?: ErrorOptions): KiraError {
  const needed = Math.ceil(roomFor(missing) / MEGA)
  return new KiraError('DOWNLOAD_NO_SPACE', { file, needed, free: Math.floor(free / MEGA) }, options)
}

/**
 * Works on a file; what the system refuses becomes an error that says what to do.
 * @param missing the bytes that are still to come
 * @throws KiraError `DOWNLOAD_NO_SPACE`, `DOWNLOAD_NOT_SAVED`
 */
export async function saving<T>(file: string, work: () => Promise<T>, missing = 0): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KiraError) throw error
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) throw noSpace(file, missing, 0, { cause: error })
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('DOWNLOAD_NOT_SAVED', { file, detail }, { cause: error })
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
