import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemLocale } from '../electron/app/create-on-node.ts'
import { chooseLanguage } from '../electron/contract/index.ts'
import { inspectModel, inspectModelAt } from '../electron/llm/gguf/inspect.ts'
import { reasonOf } from './lib/reason-of.ts'
import { inspectionOf, tableOf } from './model-inspection/inspection.ts'
import { type GivenMemory, machineOf, readBytes } from './model-inspection/machine.ts'
import { inspectionTexts } from './model-inspection/texts.ts'

const language = chooseLanguage('auto', systemLocale())
const texts = inspectionTexts[language]

interface Options extends GivenMemory {
  readonly help: boolean
  readonly json: boolean
  /** A path or an address. */
  readonly file: string
}

const options = readOptions()
if (options === null) {
  process.exitCode = 2
} else if (options.help) {
  console.log(texts.help)
} else {
  process.exitCode = await main(options)
}

async function main({ file, json, ...memory }: Options): Promise<0 | 1> {
  try {
    const isAddress = /^https?:\/\//i.test(file)
    const { shape } = isAddress ? await inspectModelAt(file, fetch) : inspectModel(resolve(file))
    const inspection = inspectionOf(shape, await machineOf(memory))
    console.log(json ? JSON.stringify(inspection, null, 2) : tableOf(inspection, texts, language))
    return 0
  } catch (error) {
    console.error(reasonOf(error, language))
    return 1
  }
}

/** Says what is wrong and returns null, where something is. */
function readOptions(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        vram: { type: 'string' },
        ram: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    const [file = '', ...more] = positionals
    if (!values.help && (file === '' || more.length > 0)) throw new Error(texts.oneFile)
    const bytes = (size: string | undefined) => (size === undefined ? undefined : readBytes(size, texts.notASize))
    return { help: values.help, json: values.json, vram: bytes(values.vram), ram: bytes(values.ram), file }
  } catch (error) {
    console.error(`${reasonOf(error, language).replace(/\.?$/, '.')} ${texts.seeHelp}`)
    return null
  }
}
