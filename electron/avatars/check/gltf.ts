import { KiraError } from '../../contract/index.ts'
import type { GltfDocument } from './document.ts'

/** A glTF file that is being checked. */
export interface Gltf {
  /** What it is called, to name it in errors. */
  readonly file: string
  readonly document: GltfDocument
  /** Its binary chunk; empty where it has none. */
  readonly data: DataView
}

/** The file contradicts itself. `place` is a path into its JSON, which needs no translation. */
export function damaged({ file }: Pick<Gltf, 'file'>, place: string, cause?: unknown): KiraError {
  return new KiraError('AVATAR_DAMAGED', { file, place }, { cause })
}

/** @throws KiraError `AVATAR_TOO_COMPLEX` */
export function mustBeAtMost(limit: number, { file }: Pick<Gltf, 'file'>, what: string, count: number): void {
  if (count > limit) throw new KiraError('AVATAR_TOO_COMPLEX', { file, what, count, limit })
}

/** The item an index points to. @throws KiraError `AVATAR_DAMAGED` where there is none */
export function at<T>(gltf: Gltf, items: readonly T[], index: number, place: string): T {
  const item = items[index]
  if (item === undefined) throw damaged(gltf, place)
  return item
}
