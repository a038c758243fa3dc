import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { partIn } from '../llm/gguf/parts.ts'

/** Of which model a file is a part, and of how many; undefined where it is whole. */
export function partOf(path: string): { model: string; parts: number } | undefined {
  const name = partIn(basename(path))
  return name && { model: join(dirname(path), `${name.stem}-of-${name.parts}`), parts: Number(name.parts) }
}

/** A file and the other parts of its model that lie beside it, in order. */
export async function withItsParts(path: string): Promise<string[]> {
  const model = partOf(path)?.model
  if (model === undefined) return [path]
  const beside = (await readdir(dirname(path))).map((name) => join(dirname(path), name))
  return beside.filter((other) => partOf(other)?.model === model).sort()
}
