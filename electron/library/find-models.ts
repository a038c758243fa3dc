import type { ModelEntry, ModelKind } from '../contract/index.ts'
import { identified } from './identity.ts'
import { ollamaModels } from './ollama.ts'
import { partOf } from './parts.ts'
import type { Place } from './places.ts'
import { walk } from './walk.ts'

/** A model on this disk, before its header is read. */
export interface FoundModel {
  /** Of a model in several files, of the first one that is there. */
  readonly path: string
  readonly source: ModelEntry['source']
  /** What the program that brought it calls it; null where the file tells. */
  readonly name: string | null
  readonly kind: ModelKind | null
  /** Of all its files that are there. */
  readonly sizeBytes: number
  /** Another one when any of its files was changed. */
  readonly stamp: string
  /** Which files they are (see identity.ts). */
  readonly ids: readonly string[]
}

/** More are never listed: nobody could read them. */
const MAX_FILES = 5_000

/** The models of some places, each once, in the order of the places. */
export async function findModels(places: readonly Place[]): Promise<FoundModel[]> {
  const models = new Map<string, FoundModel>()
  const seen = new Set<string>()
  for (const place of places) {
    for await (const file of filesOf(place)) {
      const found = await measured(file)
      if (found === undefined || seen.has(found.id)) continue
      seen.add(found.id)
      // The parts of a model lie beside each other, so that they come from one place.
      const key = partOf(file.path)?.model ?? file.path
      const { id, ...size } = found
      models.set(key, together(models.get(key), { ...file, ...size, source: place.source, ids: [id] }))
      if (seen.size === MAX_FILES) return [...models.values()]
    }
  }
  return [...models.values()]
}

interface FoundFile {
  readonly path: string
  readonly name: string | null
  readonly kind: ModelKind | null
}

async function* filesOf({ path: place, layout }: Place): AsyncGenerator<FoundFile> {
  if (layout === 'ollama') return yield* ollamaModels(place)
  if (layout === 'file') return yield { path: place, name: null, kind: null }
  for await (const path of walk(place)) {
    if (path.toLowerCase().endsWith('.gguf')) yield { path, name: null, kind: null }
  }
}

async function measured(file: FoundFile) {
  const found = await identified(file.path)
  if (found === undefined) return undefined
  const { id, size, mtimeNs } = found
  return { id, sizeBytes: Number(size), stamp: `${file.path}:${size}:${mtimeNs}` }
}

function together(one: FoundModel | undefined, other: FoundModel): FoundModel {
  if (one === undefined) return other
  const [first, second] = one.path < other.path ? [one, other] : [other, one]
  return {
    ...first,
    sizeBytes: first.sizeBytes + second.sizeBytes,
    stamp: `${first.stamp}\n${second.stamp}`,
    ids: [...first.ids, ...second.ids],
  }
}
