import { stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { setImmediate as others } from 'node:timers/promises'
import {
  type CompanionEvent,
  KiraError,
  type Machine,
  type ModelEntry,
  type ModelFacts,
  type OfferedModel,
  toKiraError,
} from '../contract/index.ts'
import { choosePlan, type PlanQuestion, plansByProfile } from '../llm/fit/choose-plan.ts'
import { inspectModel } from '../llm/gguf/inspect.ts'
import type { ModelShape } from '../llm/gguf/model-shape.ts'
import type { ModelChoice } from '../llm/port.ts'
import { type FoundModel, findModels } from './find-models.ts'
import { identitiesOf } from './identity.ts'
import { createLatest } from './latest.ts'
import { metadataLines } from './metadata-lines.ts'
import { type OfferedFile, shapeOfOffer } from './offers.ts'
import { partOf } from './parts.ts'
import { placesToSearch } from './places.ts'
import type { Library, ModelList } from './port.ts'
import { removeModel } from './remove-model.ts'
import { createShapeReader } from './shape-reader.ts'
import { unsearchedAmong } from './unsearched.ts'
import { walk } from './walk.ts'
import { isWithin } from './within.ts'

export interface LibraryOptions {
  /** Kira's own folder, where downloads go; it need not be there yet. */
  readonly folder: string
  /** The model that ships with Kira. */
  readonly starterPath: string
  readonly offers: readonly OfferedFile[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's home folder. */
  readonly home: string
  readonly platform: NodeJS.Platform
  /** Where the user lets Kira search besides (`model.folders`). */
  folders(): readonly string[]
  /** The model that is used, and how. */
  chosen(): ModelChoice
  /** Null before anybody has looked. */
  machine(): Machine | null
  /** Bytes of graphics memory that stay free for the avatar and the windows. */
  readonly avatarBytes: number
  /** Bytes that are free for Kira's own folder. */
  diskFree(): Promise<number>
  publish(event: CompanionEvent): void
}

/** The models on this disk, and those on offer. */
export function createLibrary(options: LibraryOptions): Library {
  const { folder, starterPath, offers, avatarBytes } = options
  const shapes = createShapeReader()
  const list = createLatest(listNow)

  function places() {
    const { env, home, platform } = options
    const [folders, chosenPath] = [options.folders(), options.chosen().path]
    return placesToSearch({ env, home, platform, ownFolder: folder, starterPath, folders, chosenPath })
  }

  /** Null where a model can't talk, or nobody knows the machine yet. */
  function planned<T>(model: ModelShape, plan: (question: PlanQuestion) => T): T | null {
    const machine = options.machine()
    if (machine === null || model.facts.kind !== 'chat') return null
    const { wish } = options.chosen()
    return plan({ machine, model, wish, starter: model.facts.path === starterPath, avatarBytes })
  }

  function entryOf(found: FoundModel, chosen: Chosen): ModelEntry {
    const { source } = found
    const usedAs = usedAsOf(chosen, found.ids)
    try {
      const shape = asKnown(found, shapes.read(found))
      return { facts: shape.facts, source, fit: planned(shape, choosePlan), problem: null, usedAs }
    } catch (error) {
      return { facts: factsWithoutHeader(found), source, fit: null, problem: toKiraError(error).toFailure(), usedAs }
    }
  }

  async function chosenNow(): Promise<Chosen> {
    const { path } = options.chosen()
    const [id] = await identitiesOf([path])
    return { path, id }
  }

  async function listNow(): Promise<ModelList> {
    const found = await findModels(places())
    const chosen = await chosenNow()
    const models: ModelEntry[] = []
    for (const model of found) {
      models.push(entryOf(model, chosen))
      // Reading a header takes a moment, and replies come through this process.
      await others()
    }
    shapes.keepOnly(found)
    const unsearched = await unsearchedAmong(options.folders())
    return { models, unsearched, folder, usedBytes: await bytesIn(folder), freeBytes: await options.diskFree() }
  }

  async function offeredModel(offer: OfferedFile, chosen: Chosen): Promise<OfferedModel> {
    const { id, name, params, quantization, sizeBytes, sha256, licence, licenceUrl, goodFor, urls } = offer
    const path = join(folder, offer.file)
    return {
      ...{ id, name, params, quantization, sizeBytes, sha256, licence, licenceUrl, goodFor },
      host: new URL(urls[0] ?? licenceUrl).host,
      fit: planned(shapeOfOffer(offer), choosePlan),
      path: (await isHere(path, offer)) ? path : null,
      usedAs: usedAsOf(chosen, await identitiesOf([path])),
    }
  }

  return {
    list,

    async offered() {
      const chosen = await chosenNow()
      return Promise.all(offers.map((offer) => offeredModel(offer, chosen)))
    },

    async inspect(path) {
      if (!isAbsolute(path)) throw new KiraError('MODEL_NOT_FOUND', { path })
      const { shape, metadata } = inspectModel(path)
      const around = places().filter((place) => isWithin(place.path, path))
      const found = (await findModels(around)).find((model) => model.path === shape.facts.path)
      const model = found === undefined ? shape : asKnown(found, shape)
      const source = found?.source ?? around[0]?.source ?? 'folder'
      const usedAs = usedAsOf(await chosenNow(), found?.ids ?? (await identitiesOf([path])))
      return {
        model: { facts: model.facts, source, fit: planned(model, choosePlan), problem: null, usedAs },
        metadata: metadataLines(metadata),
        profiles: planned(model, plansByProfile),
      }
    },

    async remove(path) {
      await removeModel({ path, folder, chosenPath: options.chosen().path })
      options.publish({ type: 'models-changed' })
    },
  }
}

/** The path that is chosen, and which file it leads to: none where there is nothing. */
interface Chosen {
  readonly path: string
  readonly id: string | undefined
}

function usedAsOf({ path, id }: Chosen, ids: readonly string[]): string | null {
  return id !== undefined && ids.includes(id) ? path : null
}

/** What the program that brought it says of a model goes before what its header says. */
function asKnown({ name, kind }: FoundModel, shape: ModelShape): ModelShape {
  const { facts } = shape
  return { ...shape, facts: { ...facts, name: name ?? facts.name, kind: kind ?? facts.kind } }
}

function factsWithoutHeader({ path, name, kind, sizeBytes }: FoundModel): ModelFacts {
  return {
    path,
    file: basename(path),
    name: name ?? basename(path),
    kind: kind ?? 'unknown',
    arch: '',
    params: 0,
    quantization: '',
    layers: 0,
    trainContext: null,
    template: null,
    licence: null,
    sizeBytes,
    parts: partOf(path)?.parts ?? 1,
  }
}

async function isHere(path: string, { sizeBytes, sizeIsExact }: OfferedFile): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined)
  return stats?.isFile() === true && (stats.size === sizeBytes || !sizeIsExact)
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0
  for await (const path of walk(folder)) bytes += (await stat(path).catch(() => undefined))?.size ?? 0
  return bytes
}
