/** `npm run train:emotion`: from the data to models/kira-emotions.safetensors. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from './training/prepare.ts'
import { readVectors } from './training/vectors.ts'

const HELP = `npm run train:emotion -- --data DIR [--out FILE] [--work DIR] [--python PROGRAM] [--steps N]

Trains the emotion classifier; scripts/emotion-classifier/README.md says what DIR holds and what Python needs.
  --out     where the weights go (models/kira-emotions.safetensors)
  --work    a folder for what is made on the way; what is downloaded stays in it (.cache/emotion-classifier)
  --python  python3, with the packages of scripts/emotion-classifier/training/requirements.txt`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'models/kira-emotions.safetensors' },
    work: { type: 'string', default: join('.cache', 'emotion-classifier') },
    python: { type: 'string', default: 'python3' },
    steps: { type: 'string', default: '3000' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help || !values.data) {
  console.log(HELP)
  process.exit(values.help ? 0 : 2)
}
if (!existsSync(join(values.data, 'goemotions'))) {
  console.error(
    `${values.data} holds no goemotions folder. scripts/emotion-classifier/README.md says what has to be in it.`,
  )
  process.exit(2)
}

const features = join(values.work, 'features')
mkdirSync(features, { recursive: true })
console.log('Reading the word vectors …')
const vectors = readVectors(join(values.work, 'vectors'))
console.log('Turning text into features …')
prepare(values.data, features, vectors)
const trainer = join(import.meta.dirname, 'training', 'train.py')
const options = ['--features', features, '--out', values.out, '--steps', values.steps]
execFileSync(values.python, ['-u', trainer, ...options], { stdio: 'inherit' })
