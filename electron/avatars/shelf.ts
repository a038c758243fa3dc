import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { KiraError } from '../contract/index.ts'
import { createQueue, DRAFT, detailOf, isMissing, readJson, setAside, writeWhole } from './files.ts'

/** What stands beside each file, in a JSON file of its own. */
interface Label {
  readonly info: { readonly id: string; readonly name: string; readonly bytes: number }
  /** Milliseconds since the Unix epoch. */
  readonly addedAt: number
}

export interface ShelfOptions<T extends Label> {
  readonly folder: string
  /** Of the files, such as `vrm`. */
  readonly extensions: readonly string[]
  readonly schema: z.ZodType<T>
  /** Makes a label anew from the file itself, where there is none. @throws KiraError */
  label(file: { id: string; bytes: Uint8Array; name: string; addedAt: number }): T
  readonly clock: () => number
}

/**
 * A folder of files, each named after the SHA-256 of its bytes, with a label beside it: `<id>.vrm` and `<id>.json`.
 * The labels are held in memory. What can't be read is left where it is, and told.
 */
export interface Shelf<T extends Label> {
  readonly problems: readonly KiraError[]
  /** Newest first. */
  labels(): T[]
  find(id: string): T | undefined
  /** The label of a file that is gone from the folder, where it was left behind. */
  leftBehind(id: string): Promise<T | undefined>
  /** Keeps a file and its label; only the label where the file is there already. @throws KiraError `FILE_NOT_KEPT` */
  put(label: T, content: { bytes: Uint8Array; extension: string }): Promise<void>
  /** Keeps another label for a file that is there. @throws KiraError `FILE_NOT_KEPT` */
  relabel(label: T): Promise<void>
  remove(id: string): Promise<void>
}

/** A draft that is this old is nobody's any more, in milliseconds. */
const DRAFT_LIFE = 3_600_000

export async function openShelf<T extends Label>(options: ShelfOptions<T>): Promise<Shelf<T>> {
  const { folder, extensions, schema, clock } = options
  const problems: KiraError[] = []
  const labels = new Map<string, T>()
  const inOrder = createQueue()
  const labelPath = (id: string) => join(folder, `${id}.json`)

  const unreadable = (path: string, error: unknown) =>
    problems.push(new KiraError('AVATAR_COPY_UNREADABLE', { path, detail: detailOf(error) }, { cause: error }))

  for (const name of (await namesIn(folder).catch((error: unknown) => void unreadable(folder, error))) ?? []) {
    const path = join(folder, name)
    const [id = '', extension = ''] = name.split('.')
    try {
      if (name.endsWith(DRAFT)) await removeOld(path)
      else if (name === `${id}.${extension}` && /^[0-9a-f]{64}$/.test(id) && extensions.includes(extension)) {
        labels.set(id, await readLabel(id, path))
      }
    } catch (error) {
      unreadable(path, error)
    }
  }

  async function removeOld(draft: string): Promise<void> {
    const { mtimeMs } = await stat(draft)
    if (clock() - mtimeMs > DRAFT_LIFE) await rm(draft, { force: true })
  }

  async function readLabel(id: string, path: string): Promise<T> {
    const { size, mtimeMs } = await stat(path)
    const read = await readJson(labelPath(id), schema)
    if (read.state === 'ok' && read.value.info.id === id) {
      if (read.value.info.bytes !== size) throw new Error(`${size} bytes, not ${read.value.info.bytes}`)
      return read.value
    }
    const bytes = await readFile(path)
    if (idOf(bytes) !== id) throw new Error('its content is not what it was')
    const label = options.label({ id, bytes, name: id.slice(0, 8), addedAt: mtimeMs })
    if (read.state !== 'missing') {
      const kept = await setAside(labelPath(id), clock())
      problems.push(new KiraError('AVATAR_PROFILE_DAMAGED', { name: label.info.name, kept }))
    }
    await writeWhole(labelPath(id), JSON.stringify(label), label.info.name)
    return label
  }

  async function relabel(label: T): Promise<void> {
    await writeWhole(labelPath(label.info.id), JSON.stringify(label), label.info.name)
    labels.set(label.info.id, label)
  }

  return {
    problems,
    labels: () => [...labels.values()].sort((a, b) => b.addedAt - a.addedAt),
    find: (id) => labels.get(id),
    async leftBehind(id) {
      const read = await readJson(labelPath(id), schema).catch(() => undefined)
      return read?.state === 'ok' && read.value.info.id === id ? read.value : undefined
    },
    put: (label, { bytes, extension }) =>
      inOrder(async () => {
        await writeWhole(join(folder, `${label.info.id}.${extension}`), bytes, label.info.name)
        await relabel(label)
      }),
    relabel: (label) => inOrder(() => relabel(label)),
    remove: (id) =>
      inOrder(async () => {
        labels.delete(id)
        // The label last: without it, a file that was left over would be taken for one that lost its label.
        for (const extension of [...extensions, 'json']) await rm(join(folder, `${id}.${extension}`), { force: true })
      }),
  }
}

/** The SHA-256 of some bytes, in lowercase hexadecimal. */
export function idOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
