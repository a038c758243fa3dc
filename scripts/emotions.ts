import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ROOT, systemLocale } from '../electron/app/create-on-node.ts'
import { openClassifier } from '../electron/app/open-classifier.ts'
import { chooseLanguage, errorText, toKiraError } from '../electron/contract/index.ts'
import { jsonLines } from './lib/emotion-lines.ts'

const HELP = `npm run --silent emotions -- [options] < TEXTS

Reads feelings: one text a line on standard input, one JSON object a line on standard output, as soon as its line is
there: { label, labels, scores, valence, arousal }. An empty line is neutral.

  --labels SET    kira: neutral, happy, relaxed, sad, angry, surprised, fear, disgust (the default)
                  ekman: anger, disgust, fear, joy, neutral, sadness, surprise
  --lang LANG     en, fr or auto (the default). Whichever is given, both languages are read alike, line by line; it is
                  there for callers that know their texts' language.
  --help          this text

label is what is felt above all, labels all that is felt, strongest first; scores are 0 to 1, one for each label; valence is
-1 (unpleasant) to 1 (pleasant), arousal -1 (calm) to 1 (excited). Lines end with LF or CRLF and are UTF-8; bytes that are
not become U+FFFD.

Exit code 0; 1 where the classifier or the input can't be read, 2 for a wrong option, each with a one-line reason on
standard error. It ends quietly where nobody reads its output any more.`

const LABEL_SETS = ['kira', 'ekman'] as const
const LANGS = ['en', 'fr', 'auto'] as const

const options = readOptions()
if (options === null) {
  process.exitCode = 2
} else if (options.help) {
  console.log(HELP)
} else {
  process.exitCode = await main(options.labels)
}

async function main(labels: (typeof LABEL_SETS)[number]): Promise<0 | 1> {
  try {
    const { [labels]: classify } = openClassifier(ROOT)
    await pipeline(process.stdin, (bytes) => jsonLines(bytes, classify), process.stdout)
    return 0
  } catch (error) {
    if (nobodyReads(error)) return 0
    const { code, data } = toKiraError(error)
    console.error(errorText(chooseLanguage('auto', systemLocale()), code, data))
    return 1
  }
}

/** Says what is wrong and returns null, where something is. */
function readOptions(): { help: boolean; labels: (typeof LABEL_SETS)[number] } | null {
  try {
    const { values } = parseArgs({
      options: {
        labels: { type: 'string', default: 'kira' },
        lang: { type: 'string', default: 'auto' },
        help: { type: 'boolean', default: false },
      },
    })
    oneOf(LANGS, '--lang', values.lang)
    return { help: values.help, labels: oneOf(LABEL_SETS, '--labels', values.labels) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`${reason.replace(/\.?$/, '.')} See --help.`)
    return null
  }
}

function oneOf<Value extends string>(allowed: readonly Value[], option: string, value: string): Value {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new Error(`${option} can’t be “${value}”. Possible: ${allowed.join(', ')}.`)
  return found
}

function nobodyReads(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}
