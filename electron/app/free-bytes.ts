import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What is free for a folder, in bytes; one that isn't there yet will be made on the disk of the one it is to be in. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const above = dirname(folder)
    if (above === folder) throw error
    return freeBytes(above)
  }
}
