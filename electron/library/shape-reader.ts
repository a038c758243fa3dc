import { inspectModel } from '../llm/gguf/inspect.ts'
import type { ModelShape } from '../llm/gguf/model-shape.ts'
import type { FoundModel } from './find-models.ts'

/** Reads what models are, each header once while its files stay as they are. */
export interface ShapeReader {
  /** @throws KiraError as `inspectModel` does */
  read(found: FoundModel): ModelShape
  /** Forgets all the others. */
  keepOnly(found: readonly FoundModel[]): void
}

export function createShapeReader(): ShapeReader {
  let shapes = new Map<string, ModelShape>()
  return {
    read({ path, stamp }) {
      const shape = shapes.get(stamp) ?? inspectModel(path).shape
      shapes.set(stamp, shape)
      return shape
    },
    keepOnly(found) {
      const stamps = new Set(found.map(({ stamp }) => stamp))
      shapes = new Map([...shapes].filter(([stamp]) => stamps.has(stamp)))
    },
  }
}
