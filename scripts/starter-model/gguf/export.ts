import { renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { quantizeQ8 } from './quantize.ts'
import { starterMetadata } from './starter-metadata.ts'
import { readTrainedModel, type TrainedTensor } from './trained-model.ts'
import { type Tensor, writeGguf } from './writer.ts'

const HELP = `Turns what training/export.py wrote into a GGUF file, weights in Q8_0.

  node scripts/starter-model/gguf/export.ts --from FOLDER [--to models/kira-starter.gguf]`

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string', default: 'models/kira-starter.gguf' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help || values.from === undefined) {
  console.log(HELP)
  process.exit(values.help ? 0 : 1)
}

const model = readTrainedModel(values.from)
const file = writeGguf(starterMetadata(model), model.tensors.map(toTensor))
writeFileSync(`${values.to}.new`, file)
renameSync(`${values.to}.new`, values.to)
console.log(`${values.to}: ${(file.length / 1e6).toFixed(1)} MB`)

/** Matrices are quantized; norms are few, and stay as they are. GGUF's names end in `.weight`, as PyTorch's do. */
function toTensor({ name, shape, values }: TrainedTensor): Tensor {
  if (shape.length > 1) return { name, shape, type: 'q8_0', bytes: quantizeQ8(values) }
  return { name, shape, type: 'f32', bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) }
}
