import type { Download } from '../contract/index.ts'

/** A file that can be fetched: what downloads/ has to know of an offered model. */
export interface Offer {
  readonly id: string
  readonly name: string
  /** The plain name it is kept under, such as `qwen3-4b-q4_k_m.gguf`. */
  readonly file: string
  /** Where it can be had, the best place first. */
  readonly urls: readonly string[]
  readonly sizeBytes: number
  /** Whether `sizeBytes` is the very length, or was rounded somewhere. */
  readonly sizeIsExact: boolean
  /** In lowercase hexadecimal. */
  readonly sha256: string
}

/**
 * Brings offered models here, one at a time, in the order they were asked for. A file stands under its own name only once
 * its checksum is right; what was under way when Kira ended goes on at the next start.
 */
export interface Downloads {
  list(): Download[]
  /** Begins a download, or goes on with it. @throws KiraError `DOWNLOAD_UNKNOWN` */
  start(id: string): Promise<void>
  /** Keeps what has come, until it is started again. */
  pause(id: string): Promise<void>
  /** Ends it and deletes what has come; a model that has come whole stays. */
  cancel(id: string): Promise<void>
  /** Called when anything changed, four times a second at most. */
  onChange(listener: (downloads: Download[]) => void): () => void
  /** Called when a model has come whole and right. */
  onFinished(listener: () => void): () => void
  /** Lets go of what is under way, so that the next start can go on with it. */
  dispose(): Promise<void>
}
