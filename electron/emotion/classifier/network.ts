/** The network: a vector a token; and for each set of labels a reader: two convolutions over the sentence, attention and maximum pooled, a head. */
import type { TokenFeatures } from './features.ts'
import { expand, rowsByHash, type Tensors } from './weights.ts'

/** Numbers in a token's vector, and in a state of the convolutions; how many tokens a convolution sees. */
const WIDTH = 64
const HIDDEN = 96
const REACH = 3

/** A dense layer: weights of (out, in), biases of (out). */
interface Layer {
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** What the network was trained to read; each label set is read by all readers that have a head for it. */
interface Reader {
  readonly near: Layer
  readonly far: Layer
  readonly attention: Layer
  readonly heads: ReadonlyMap<string, Layer>
}

export class Network {
  readonly #rowOf: ReadonlyMap<number, number>
  readonly #rows: Float32Array
  readonly #readers: readonly Reader[]

  /** @param readers by name, the heads of each with their number of labels */
  constructor(tensors: Tensors, readers: Readonly<Record<string, Readonly<Record<string, number>>>>) {
    const keys = tensors.u32('network.keys')
    this.#rowOf = rowsByHash(keys)
    this.#rows = expand(tensors.i8('network.rows', keys.length * WIDTH), tensors.f32('network.scales', WIDTH))
    const layer = (name: string, from: number, to: number): Layer => ({
      weights: tensors.f32(`${name}.weight`, from * to),
      bias: tensors.f32(`${name}.bias`, to),
    })
    this.#readers = Object.entries(readers).map(([name, heads]) => ({
      near: layer(`readers.${name}.near`, REACH * WIDTH, HIDDEN),
      far: layer(`readers.${name}.far`, REACH * HIDDEN, HIDDEN),
      attention: layer(`readers.${name}.attention`, HIDDEN, 1),
      heads: new Map(
        Object.entries(heads).map(([head, labels]) => [
          head,
          layer(`readers.${name}.heads.${head}`, 2 * HIDDEN, labels),
        ]),
      ),
    }))
  }

  /** The logits for one set of labels, the mean of its readers'. A text without tokens is read as one token that means nothing. */
  logits(tokens: readonly TokenFeatures[], name: string): number[] {
    const vectors = this.#vectors(tokens, Math.max(1, tokens.length))
    const found = this.#readers.flatMap((reader) => {
      const head = reader.heads.get(name)
      return head ? [dense(read(vectors, reader), head)] : []
    })
    return Array.from(
      found[0] ?? [],
      (_, label) => found.reduce((sum, logits) => sum + (logits[label] ?? 0), 0) / found.length,
    )
  }

  #vectors(tokens: readonly TokenFeatures[], count: number): Float32Array {
    const vectors = new Float32Array(count * WIDTH)
    for (const [i, { word, parts }] of tokens.entries()) {
      const vector = vectors.subarray(i * WIDTH, (i + 1) * WIDTH)
      this.#add(vector, this.#rowOf.get(word), 1)
      const known = parts.map((part) => this.#rowOf.get(part)).filter((row) => row !== undefined)
      for (const row of known.slice(0, MOST_PARTS)) this.#add(vector, row, 1 / Math.min(known.length, MOST_PARTS))
    }
    return vectors
  }

  #add(vector: Float32Array, row: number | undefined, share: number): void {
    if (row === undefined) return
    for (let i = 0; i < WIDTH; i++) vector[i] = (vector[i] ?? 0) + share * (this.#rows[row * WIDTH + i] ?? 0)
  }
}

function read(vectors: Float32Array, reader: Reader): Float32Array {
  const near = convolve(vectors, WIDTH, reader.near)
  const far = convolve(near, HIDDEN, reader.far)
  for (let i = 0; i < far.length; i++) far[i] = (far[i] as number) + (near[i] as number)
  return pool(far, dense(far, reader.attention))
}

/** The states summed by the shares that their scores give them, then the largest of each number. */
function pool(states: Float32Array, scores: Float32Array): Float32Array {
  const highest = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - highest))
  const sum = shares.reduce((total, share) => total + share, 0)
  const pooled = new Float32Array(2 * HIDDEN).fill(Number.NEGATIVE_INFINITY, HIDDEN)
  for (let i = 0; i < states.length; i++) {
    const [token, place] = [Math.floor(i / HIDDEN), i % HIDDEN]
    const state = states[i] as number
    pooled[place] = (pooled[place] as number) + (state * (shares[token] as number)) / sum
    pooled[HIDDEN + place] = Math.max(pooled[HIDDEN + place] as number, state)
  }
  return pooled
}

/** Parts of one word that are read. */
const MOST_PARTS = 30

/** Each token with its neighbours through a layer and a ReLU; nothing stands outside the sentence. */
function convolve(states: Float32Array, width: number, layer: Layer): Float32Array {
  const side = Math.floor(REACH / 2) * width
  const padded = new Float32Array(states.length + 2 * side)
  padded.set(states, side)
  return dense(padded, layer, width).map((value) => Math.max(0, value))
}

/**
 * A layer over every window of its input: as long as the layer is wide, beginning every `stride` numbers. Four sums side by side,
 * as one after the other they would wait for each other.
 */
function dense(input: Float32Array, { weights, bias }: Layer, stride = weights.length / bias.length): Float32Array {
  const [from, to] = [weights.length / bias.length, bias.length]
  const windows = Math.floor((input.length - from) / stride) + 1
  const output = new Float32Array(windows * to)
  for (let at = 0; at < windows; at++) {
    const start = at * stride
    for (let label = 0; label < to; label++) {
      const row = label * from
      let [a, b, c, d] = [0, 0, 0, 0]
      for (let i = 0; i < from; i += 4) {
        a += (input[start + i] as number) * (weights[row + i] as number)
        b += (input[start + i + 1] as number) * (weights[row + i + 1] as number)
        c += (input[start + i + 2] as number) * (weights[row + i + 2] as number)
        d += (input[start + i + 3] as number) * (weights[row + i + 3] as number)
      }
      output[at * to + label] = a + b + c + d + (bias[label] as number)
    }
  }
  return output
}
