import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { type Rect, rectSchema, type WindowName } from '../../contract/index.ts'

const size = z.number().int().min(1).max(100_000)
const boundsSchema = rectSchema.extend({ x: z.number().int(), y: z.number().int(), width: size, height: size })
const fileSchema = z.object({
  chat: boundsSchema.optional().catch(undefined),
  settings: boundsSchema.optional().catch(undefined),
  overlay: boundsSchema.optional().catch(undefined),
})

/** A moving window reports its place many times a second; it is written once it rests so long (milliseconds). */
const REST = 500

/** Where the windows were, over restarts. Where the file is missing or wrong, they take their first places again. */
export interface BoundsFile {
  get(name: WindowName): Rect | undefined
  set(name: WindowName, bounds: Rect): void
  /** Writes what has not been written. A disk that is full costs the places, nothing else. */
  flush(): void
}

export function openBoundsFile(path: string): BoundsFile {
  const bounds = read(path)
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    try {
      writeFileSync(`${path}.new`, JSON.stringify(bounds, null, 2))
      renameSync(`${path}.new`, path)
    } catch {
      // They are only places.
    }
  }

  return {
    get: (name) => bounds[name],
    set(name, place) {
      bounds[name] = place
      clearTimeout(timer)
      timer = setTimeout(flush, REST)
    },
    flush,
  }
}

function read(path: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}
