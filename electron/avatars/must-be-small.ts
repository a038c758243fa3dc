import { KiraError } from '../contract/index.ts'
import { MEGABYTE } from './check/limits.ts'
import { fileName } from './names.ts'

/** @throws KiraError `FILE_TOO_LARGE` */
export function mustBeSmall(bytes: number, limit: number, name: string): void {
  if (bytes <= limit) return
  const facts = { file: fileName(name), megabytes: Math.ceil(bytes / MEGABYTE), limit: limit / MEGABYTE }
  throw new KiraError('FILE_TOO_LARGE', facts)
}
