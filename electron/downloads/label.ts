import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a file is called while parts of it are missing, and what stands beside it. */
export const PART = '.part'
const LABEL = '.part.json'

const labelSchema = z.object({
  id: z.string(),
  sha256: z.string(),
  /** What the user wants: what was `running` when Kira ended goes on at the next start. */
  wanted: z.enum(['running', 'paused']),
  /** Bytes that are surely on the disk. */
  done: z.number().int().min(0),
  /** The mirror that was asked last, and what it said about the file. */
  url: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  length: z.number().int().min(0).nullable(),
})
type LabelFacts = z.infer<typeof labelSchema>

/** What is known about a part of a file, kept in a small JSON file beside it. */
export interface Label {
  readonly facts: LabelFacts
  /** Resolves once it is durable. */
  change(facts: Partial<LabelFacts>): Promise<void>
  remove(): Promise<void>
}

export function createLabel(folder: string, file: string, facts: LabelFacts): Label {
  const path = join(folder, file + LABEL)
  let current = facts
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = (work: () => Promise<void>) => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
  return {
    get facts() {
      return current
    },
    change(more) {
      current = { ...current, ...more }
      return inOrder(() => writeWhole(path, JSON.stringify(current)))
    },
    remove: () => inOrder(() => rm(path, { force: true })),
  }
}

/** A label for a file of which nothing has come yet. */
export function freshFacts({ id, sha256 }: { id: string; sha256: string }): LabelFacts {
  return { id, sha256, wanted: 'running', done: 0, url: null, etag: null, lastModified: null, length: null }
}

/** The labels in a folder, by the file they belong to. Those that can't be read are nobody's: a new download replaces them. */
export async function readLabels(folder: string): Promise<{ file: string; facts: LabelFacts }[]> {
  const names = await readdir(folder).catch((): string[] => [])
  const read = names
    .filter((name) => name.endsWith(LABEL))
    .sort()
    .map(async (name) => {
      try {
        const facts = labelSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
        return [{ file: name.slice(0, -LABEL.length), facts }]
      } catch {
        return []
      }
    })
  return (await Promise.all(read)).flat()
}

/** Deletes what has come of a file, and its label. */
export async function removePart(folder: string, file: string): Promise<void> {
  for (const ending of [PART, LABEL]) await rm(join(folder, file + ending), { force: true })
}

/** The whole file or nothing: a power cut leaves either the old or the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.tmp`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
