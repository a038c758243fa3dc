import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Machine, profileSchema } from '../../contract/index.ts'
import type { Rung } from './ladder.ts'
import type { Log } from './log.ts'

/**
 * Where each model may begin on the ladder (ladder.ts), after what failed above: for its file as it was, the graphics card
 * and its driver, and the version of Kira. Once one of them is another, all is tried again.
 */
export interface Rungs {
  /**
   * Whether no process survived a look at the graphics card: with this version of Kira, and of the system, as nobody can tell which
   * card and driver that is.
   */
  readonly cardIsDeadly: boolean
  rememberCard(isDeadly: boolean): void
  /** The highest rung for a model on a machine; undefined where nothing has failed. */
  ceiling(path: string, machine: Machine): Rung | undefined
  remember(path: string, machine: Machine, ceiling: Rung): void
}

/** So many models are remembered, the latest ones. */
const MOST = 100

const caseSchema = z.object({
  file: z.object({ path: z.string(), size: z.number(), mtimeMs: z.number() }),
  gpu: z.object({ names: z.array(z.string()), driver: z.string() }).nullable(),
  version: z.string(),
})
const rememberedSchema = z.object({
  deadlyCard: z.object({ system: z.string(), version: z.string() }).nullable(),
  models: z.array(
    z.object({
      case: caseSchema,
      ceiling: z.object({ profile: profileSchema, contextSize: z.number().int().positive() }),
    }),
  ),
})

/** Where all this holds. */
export interface RungsPlace {
  /** Kira's. */
  readonly version: string
  /** The operating system and its version: with another one, there may be another driver. */
  readonly system: string
}

/** Rungs that a file keeps. One that is broken, or can't be written, only means that what failed is tried again. */
export function openRungs({ path, log, ...place }: { path: string; log: Log } & RungsPlace): Rungs {
  return createRungs({
    ...place,
    remembered: read(path, log),
    keep: (remembered) => write(path, remembered, log),
  })
}

/** Remembers until Kira is closed. */
export function rungsInMemory(): Rungs {
  return createRungs({ version: '', system: '', remembered: NOTHING, keep() {} })
}

type Remembered = z.infer<typeof rememberedSchema>
const NOTHING: Remembered = { deadlyCard: null, models: [] }

function createRungs(parts: RungsPlace & { remembered: Remembered; keep(remembered: Remembered): void }): Rungs {
  const { version, system } = parts
  let { remembered } = parts

  function keep(news: Partial<Remembered>): void {
    remembered = { ...remembered, ...news }
    parts.keep(remembered)
  }

  function caseOf(path: string, { gpu }: Machine): z.infer<typeof caseSchema> {
    const { size = 0, mtimeMs = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
    return {
      file: { path, size, mtimeMs },
      gpu: gpu && { names: gpu.names, driver: gpu.driver },
      version,
    }
  }

  return {
    get cardIsDeadly() {
      return isDeepStrictEqual(remembered.deadlyCard, { system, version })
    },
    rememberCard(isDeadly) {
      keep({ deadlyCard: isDeadly ? { system, version } : null })
    },
    ceiling(path, machine) {
      const now = caseOf(path, machine)
      return remembered.models.find((entry) => isDeepStrictEqual(entry.case, now))?.ceiling
    },
    remember(path, machine, ceiling) {
      const others = remembered.models.filter((entry) => entry.case.file.path !== path)
      keep({ models: [...others, { case: caseOf(path, machine), ceiling }].slice(-MOST) })
    },
  }
}

function read(path: string, log: Log): Remembered {
  try {
    return rememberedSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing) log.warn({ err: error }, 'what failed before could not be read')
    return NOTHING
  }
}

/** Writes the whole file or nothing. */
function write(path: string, remembered: Remembered, log: Log): void {
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    log.warn({ err: error }, 'what failed could not be remembered')
  }
}
