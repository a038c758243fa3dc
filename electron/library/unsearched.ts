import { opendir } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { UnsearchedFolder } from '../contract/index.ts'

/** Those of some folders that can't be searched for models: they aren't there, are no folders, or may not be read. */
export async function unsearchedAmong(folders: readonly string[]): Promise<UnsearchedFolder[]> {
  const unsearched = await Promise.all(
    folders.map(async (path) => {
      const why = await whyUnsearched(path)
      return why === null ? [] : [{ path, why }]
    }),
  )
  return unsearched.flat()
}

async function whyUnsearched(path: string): Promise<UnsearchedFolder['why'] | null> {
  // It would depend on where Kira was started.
  if (!isAbsolute(path)) return 'not-found'
  try {
    const folder = await opendir(path)
    await folder.read().finally(() => folder.close())
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable'
  }
}
