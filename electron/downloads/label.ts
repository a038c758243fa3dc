import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hasCode } from './disk.ts'

/** What a file is called while parts of it are missing, and what stands beside it. */
export const PART = '.part'
const LABEL = '.part.json'
const DRAFT = '.tmp'
/** Only what is left of a file that is called as offered ones are can be ours. */
const OURS = /^([\w.-]+\.gguf)\.part(?:\.json)?$/

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
  /** Resolves once it is durable. What another Kira wrote into it meanwhile stays. */
  change(facts: Partial<LabelFacts>): Promise<void>
  remove(): Promise<void>
}

export function createLabel(folder: string, file: string, facts: LabelFacts): Label {
  const path = join(folder, file + LABEL)
  let current = facts
  /** What a full disk, say, kept from being written. */
  let unsaved: Partial<LabelFacts> = {}
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
    change: (more) =>
      inOrder(async () => {
        unsaved = { ...unsaved, ...more }
        const kept = await readLabel(path)
        const isThis = kept.is === 'right' && kept.facts.id === facts.id && kept.facts.sha256 === facts.sha256
        current = { ...(isThis ? kept.facts : current), ...unsaved }
        await writeWhole(path, JSON.stringify(current))
        unsaved = {}
      }),
    remove: () => inOrder(() => rm(path, { force: true })),
  }
}

/** A label for a file of which nothing has come yet. */
export function freshFacts({ id, sha256 }: { id: string; sha256: string }): LabelFacts {
  return { id, sha256, wanted: 'running', done: 0, url: null, etag: null, lastModified: null, length: null }
}

/** A file that was on its way when Kira ended: how much of it there is, and what its label says. */
export interface Left {
  readonly file: string
  /** In bytes; 0 where there is no part of it. */
  readonly size: number
  readonly label: ReadLabel
}
/** `damaged`: it is no label of ours, or not any more. `unreadable`: the system didn't let us see it. */
type ReadLabel =
  | { readonly is: 'right'; readonly facts: LabelFacts }
  | { readonly is: 'missing' | 'damaged' | 'unreadable'; readonly why: unknown }

/** What is left in a folder, by the name of the file that it is to be. */
export async function readLeft(folder: string): Promise<Left[]> {
  const names = await readdir(folder).catch((): string[] => [])
  const files = new Set(names.flatMap((name) => OURS.exec(name)?.[1] ?? []))
  return Promise.all(
    [...files].sort().map(async (file) => {
      const stats = await lstat(join(folder, file + PART)).catch(() => undefined)
      return { file, size: stats?.isFile() ? stats.size : 0, label: await readLabel(join(folder, file + LABEL)) }
    }),
  )
}

async function readLabel(path: string): Promise<ReadLabel> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (why) {
    return { is: hasCode(why, 'ENOENT') ? 'missing' : 'unreadable', why }
  }
  try {
    return { is: 'right', facts: labelSchema.parse(JSON.parse(text)) }
  } catch (why) {
    return { is: 'damaged', why }
  }
}

/** Deletes what has come of a file, and its label. */
export async function removePart(folder: string, file: string): Promise<void> {
  for (const ending of [PART, LABEL, LABEL + DRAFT]) await rm(join(folder, file + ending), { force: true })
}

/** The whole file or nothing: a power cut leaves either the old or the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = path + DRAFT
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
