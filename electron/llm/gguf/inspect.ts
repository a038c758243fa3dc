import { basename, dirname, join, resolve } from 'node:path'
import { KiraError } from '../../contract/index.ts'
import { toModelError } from './gguf-error.ts'
import type { GgufMetadata } from './gguf-header.ts'
import { fetchHeader, readFileHeader, type SizedHeader, UnreachableError } from './header-sources.ts'
import type { ModelShape } from './model-shape.ts'
import { partNames } from './parts.ts'
import { shapeOf } from './shape-of.ts'

export interface Inspection {
  readonly shape: ModelShape
  /** Of its first file. */
  readonly metadata: GgufMetadata
}

/**
 * Looks whether a file is a whole GGUF model, with all its parts, before anything is loaded: a native loader can't be
 * trusted to survive one that is not.
 *
 * @throws KiraError `MODEL_NOT_FOUND`, `MODEL_UNREADABLE`, `MODEL_NOT_GGUF`, `MODEL_TRUNCATED`, `MODEL_UNSUPPORTED`,
 * `MODEL_PART_MISSING`
 */
export function inspectModel(path: string): Inspection {
  const chosen = resolve(path)
  const read = (place: string): SizedHeader => {
    try {
      return readFileHeader(place)
    } catch (error) {
      throw place === chosen ? error : toPartError(chosen, basename(place), toModelError(place, error))
    }
  }
  try {
    const asked = read(chosen)
    const names = partNames(basename(chosen), asked.header.metadata)
    const places = names.map((name) => join(dirname(chosen), name))
    const parts = places.map((place) => (place === chosen ? asked : read(place)))
    return inspectionOf(places, names, parts)
  } catch (error) {
    throw toModelError(chosen, error)
  }
}

/** What `inspectModel` finds out about memory. */
export function readModelShape(path: string): ModelShape {
  return inspectModel(path).shape
}

/**
 * The same of a model on a server, of which only the headers are fetched. Its facts name the address as its path.
 * @throws KiraError `MODEL_UNREACHABLE`, and as `inspectModel` does
 */
export async function inspectModelAt(url: string, fetch: typeof globalThis.fetch): Promise<Inspection> {
  const read = (place: string): Promise<SizedHeader> =>
    fetchHeader(place, fetch).catch((error: unknown) => {
      throw place === url ? toUrlError(url, error) : toPartError(url, fileAt(place), toUrlError(place, error))
    })
  try {
    const asked = await read(url)
    const file = fileAt(url)
    const names = partNames(file, asked.header.metadata)
    const places = names.map((name) => (name === file ? url : new URL(encodeURIComponent(name), url).href))
    const parts: SizedHeader[] = []
    for (const place of places) parts.push(place === url ? asked : await read(place))
    return inspectionOf(places, names, parts)
  } catch (error) {
    throw toModelError(url, error)
  }
}

function inspectionOf(places: readonly string[], names: readonly string[], parts: readonly SizedHeader[]): Inspection {
  const [[path = ''], [file = '']] = [places, names]
  return { shape: shapeOf({ path, file }, parts), metadata: parts[0]?.header.metadata ?? new Map() }
}

/** Of a part that is not there the user is told which one, and of which model. */
function toPartError(chosen: string, part: string, error: KiraError): KiraError {
  if (error.code !== 'MODEL_NOT_FOUND') return error
  return new KiraError('MODEL_PART_MISSING', { path: chosen, part }, { cause: error })
}

function fileAt(url: string): string {
  return basename(decodeURIComponent(new URL(url).pathname))
}

function toUrlError(path: string, error: unknown): KiraError {
  if (error instanceof UnreachableError && error.status === 404)
    return new KiraError('MODEL_NOT_FOUND', { path }, { cause: error })
  if (error instanceof UnreachableError || error instanceof TypeError)
    return new KiraError('MODEL_UNREACHABLE', { path, detail: reasonOf(error) }, { cause: error })
  return toModelError(path, error)
}

/** `fetch` says no more than that it failed; why is in its cause. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message
}
