import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import { KiraError } from '../contract/index.ts'

/** What a JSON file holds, or why it holds nothing that can be used. */
export type Read<T> = { state: 'ok'; value: T } | { state: 'missing' } | { state: 'damaged' }

/** Reads a JSON file. Throws where it is there but can't be read, which says nothing about what it holds. */
export async function readJson<T extends z.ZodType>(path: string, schema: T): Promise<Read<z.infer<T>>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return { state: 'missing' }
    throw error
  }
  try {
    return { state: 'ok', value: schema.parse(JSON.parse(text)) }
  } catch {
    return { state: 'damaged' }
  }
}

let drafts = 0
/** What a draft's name ends in; one that is left over was cut short. */
export const DRAFT = '.tmp'

/**
 * Writes the whole file or nothing: a power cut leaves either the old or the new one. Only the user may read it.
 * @param name what it is called in texts
 * @throws KiraError `FILE_NOT_KEPT`
 */
export async function writeWhole(path: string, content: string | Uint8Array, name: string): Promise<void> {
  const draft = `${path}.${process.pid}-${++drafts}${DRAFT}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw new KiraError('FILE_NOT_KEPT', { file: name, detail: detailOf(error) }, { cause: error })
  }
}

/** Moves a file to `<name>.damaged-<time>.json`, so that it is never overwritten; returns where it is kept. */
export async function setAside(path: string, now: number): Promise<string> {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const kept = join(dirname(path), `${basename(path, '.json')}.damaged-${time}.json`)
  await rename(path, kept)
  return kept
}

export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** One piece of work after the other, in the order they were asked for. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work, work)
    last = done
    return done
  }
}
