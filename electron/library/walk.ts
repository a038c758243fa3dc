import type { Dirent } from 'node:fs'
import { opendir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders below each other, and names looked at: a user may well name a whole disk. */
const MAX_DEPTH = 8
const MAX_NAMES = 50_000

/**
 * The paths of the files below a folder, nearest first. Links are followed, each folder is read once, and what may not
 * be read, or isn't there, is passed over.
 */
export async function* walk(folder: string): AsyncGenerator<string> {
  const waiting = [{ path: folder, depth: 0 }]
  const seen = new Set<string>()
  let names = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, depth } = next
    if (depth > MAX_DEPTH || !(await isNew(path, seen))) continue
    for await (const entry of entriesOf(path)) {
      if (++names > MAX_NAMES) return
      const below = join(path, entry.name)
      const kind = await kindOf(entry, below)
      if (kind === 'file') yield below
      if (kind === 'folder') waiting.push({ path: below, depth: depth + 1 })
    }
  }
}

async function isNew(path: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined || seen.has(real)) return false
  seen.add(real)
  return true
}

async function* entriesOf(path: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(path)
  } catch {
    // Not ours to read, or gone meanwhile.
  }
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | undefined> {
  const what = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
  if (what?.isFile()) return 'file'
  return what?.isDirectory() ? 'folder' : undefined
}
