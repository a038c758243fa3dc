import { realpath, stat } from 'node:fs/promises'

/** A file, by what it is: `id` is the same for all names of it, be they links, second names or other spellings. */
interface Identified {
  readonly id: string
  /** In bytes. */
  readonly size: bigint
  /** When it was last written to, in nanoseconds. */
  readonly mtimeNs: bigint
}

/** Undefined where there is no file. */
export async function identified(path: string): Promise<Identified | undefined> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined)
  if (!stats?.isFile()) return undefined
  const { dev, ino, size, mtimeNs } = stats
  // Some file systems of Windows don't number their files.
  return { id: ino === 0n ? await realpath(path) : `${dev}:${ino}`, size, mtimeNs }
}

/** Which files those are that are there, each by what is the same for all its names. */
export async function identitiesOf(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(identified))
  return files.flatMap((file) => file?.id ?? [])
}
