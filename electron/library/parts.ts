import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** `name-00002-of-00003.gguf`, as llama.cpp's gguf-split names the parts of a model. */
const PART = /^(.+)-(\d{5})-of-(\d{5})\.gguf$/i

/** Of which model a file is a part, and which one; undefined where it is whole. */
export function partOf(path: string): { model: string; part: number; parts: number } | undefined {
  const [, stem, part, parts] = PART.exec(basename(path)) ?? []
  if (stem === undefined) return undefined
  return { model: join(dirname(path), `${stem}-of-${parts}`), part: Number(part), parts: Number(parts) }
}

/** A file and the other parts of its model that lie beside it, in order. */
export async function withItsParts(path: string): Promise<string[]> {
  const model = partOf(path)?.model
  if (model === undefined) return [path]
  const beside = (await readdir(dirname(path))).map((name) => join(dirname(path), name))
  return beside.filter((other) => partOf(other)?.model === model).sort()
}
