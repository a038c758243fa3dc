/** The linear part: a weight for each n-gram and label. It is surer of set phrases than the network. */
import { expand, rowsByHash, type Tensors } from './weights.ts'

export class Linear {
  readonly #rowOf: ReadonlyMap<number, number>
  readonly #rows: Float32Array
  readonly #bias: Float32Array

  /** @param labels how many columns of weights there are */
  constructor(tensors: Tensors, labels: number) {
    const keys = tensors.u32('linear.keys')
    this.#rowOf = rowsByHash(keys)
    this.#rows = expand(tensors.i8('linear.rows', keys.length * labels), tensors.f32('linear.scales', labels))
    this.#bias = tensors.f32('linear.bias', labels)
  }

  /** The sum of the features' weights, over the root of their number: long texts are not surer than short ones. */
  logits(features: readonly number[]): Float32Array {
    const labels = this.#bias.length
    const sums = new Float32Array(labels)
    for (const feature of features) {
      const row = this.#rowOf.get(feature)
      if (row === undefined) continue
      for (let i = 0; i < labels; i++) sums[i] = (sums[i] ?? 0) + (this.#rows[row * labels + i] ?? 0)
    }
    const length = Math.sqrt(Math.max(1, features.length))
    return sums.map((sum, i) => sum / length + (this.#bias[i] ?? 0))
  }
}
