import type { Fit, ModelEntry, OfferedModel, Profile, UnsearchedFolder } from '../contract/index.ts'

/** The models that lie on this disk, and those that can be fetched. */
export interface Library {
  /** What is found in Kira's own folder, in other programs' and in the user's. Nothing is copied or changed. */
  list(): Promise<ModelList>
  /** What Kira recommends, smallest first. */
  offered(): Promise<OfferedModel[]>
  /**
   * What a file is, and how it would run here.
   * @throws KiraError `MODEL_NOT_FOUND`, `MODEL_UNREADABLE`, `MODEL_NOT_GGUF`, `MODEL_TRUNCATED`, `MODEL_UNSUPPORTED`,
   * `MODEL_PART_MISSING`
   */
  inspect(path: string): Promise<Inspection>
  /**
   * Deletes a model, with all its parts, from Kira's own folder.
   * @throws KiraError `MODEL_NOT_FOUND`, `MODEL_NOT_OURS`, `MODEL_IN_USE`, `MODEL_NOT_REMOVED`
   */
  remove(path: string): Promise<void>
}

export interface ModelList {
  readonly models: ModelEntry[]
  /** The user's folders that could not be searched. */
  readonly unsearched: UnsearchedFolder[]
  /** Kira's own folder. */
  readonly folder: string
  /** What it holds, and what is free there, in bytes. */
  readonly usedBytes: number
  readonly freeBytes: number
}

export interface Inspection {
  readonly model: ModelEntry
  readonly metadata: { key: string; value: string }[]
  /** Null where it can't talk, or nobody knows the machine yet. */
  readonly profiles: Record<Profile, Fit> | null
}
