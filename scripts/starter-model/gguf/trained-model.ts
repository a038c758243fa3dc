import { readFileSync } from 'node:fs'
import { z } from 'zod'

const trainedSchema = z.object({
  shape: z.object({
    vocabulary: z.int(),
    width: z.int(),
    layers: z.int(),
    heads: z.int(),
    hidden: z.int(),
    context: z.int(),
    rope_base: z.number(),
    epsilon: z.number(),
  }),
  vocabulary: z.object({ tokens: z.array(z.string()), scores: z.array(z.number()), types: z.array(z.int()) }),
  tensors: z.array(z.object({ name: z.string(), shape: z.array(z.int()), offset: z.int() })),
})

export interface TrainedTensor {
  readonly name: string
  /** Rows first. */
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** What training/export.py wrote: the sizes, the vocabulary, and the weights. */
export type TrainedModel = Pick<z.infer<typeof trainedSchema>, 'shape' | 'vocabulary'> & {
  readonly tensors: readonly TrainedTensor[]
}

/** Reads `model.json` and `model.bin` of a folder. */
export function readTrainedModel(folder: string): TrainedModel {
  const { shape, vocabulary, tensors } = trainedSchema.parse(JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')))
  const weights = new Uint8Array(readFileSync(`${folder}/model.bin`)).buffer
  return {
    shape,
    vocabulary,
    tensors: tensors.map(({ name, shape, offset }) => ({
      name,
      shape,
      values: new Float32Array(
        weights,
        offset,
        shape.reduce((product, size) => product * size, 1),
      ),
    })),
  }
}
