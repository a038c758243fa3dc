import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ROOT } from '../../electron/app/create-on-node.ts'
import { openClassifier } from '../../electron/app/open-classifier.ts'
import { EMOTIONS, type Emotion } from '../../electron/contract/index.ts'
import { confusionPicture } from './confusion-picture.ts'
import { readOwn } from './training/labelled.ts'

const HELP = `node scripts/emotion-classifier/draw-confusion.ts [--out FILE]

Has the classifier read our own test sentences, and draws what it took for what.
  --out  where the picture goes (docs/emotion-confusion.svg)`

const LANGUAGES = [
  ['English', 'en'],
  ['French', 'fr'],
] as const

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/emotion-confusion.svg', import.meta.url)) },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(HELP)
} else {
  const { kira } = openClassifier(ROOT)
  const matrices = LANGUAGES.map(([name, code]) => {
    const path = fileURLToPath(new URL(`sentences/test/${code}.tsv`, import.meta.url))
    const judged = readOwn(path).map(({ text, kira: [truth] }) => ({ truth, said: kira(text).label }))
    const count = (truth: Emotion, said: Emotion) =>
      judged.filter((sentence) => sentence.truth === truth && sentence.said === said).length
    return { name, counts: EMOTIONS.map((truth) => EMOTIONS.map((said) => count(truth, said))) }
  })
  writeFileSync(values.out, confusionPicture(EMOTIONS, matrices))
}
