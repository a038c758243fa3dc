import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { systemLocale } from '../electron/app/create-on-node.ts'
import { checkVrm } from '../electron/avatars/check/check-vrm.ts'
import { chooseLanguage } from '../electron/contract/index.ts'
import { type Inspection, inspectionOf, tableOf } from './avatar-inspection/inspection.ts'
import { inspectionTexts } from './avatar-inspection/texts.ts'
import { findChromium } from './lib/chromium.ts'
import { reasonOf } from './lib/reason-of.ts'

const language = chooseLanguage('auto', systemLocale())
const texts = inspectionTexts[language]

interface Options {
  readonly help: boolean
  readonly json: boolean
  readonly sheet: string | undefined
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

async function main({ file, json, sheet }: Options): Promise<0 | 1> {
  try {
    const inspection = await inspect(file, sheet)
    console.log(json ? JSON.stringify(inspection, null, 2) : tableOf(inspection, texts))
    return inspection.ok ? 0 : 1
  } catch (error) {
    console.error(reasonOf(error, language))
    return 1
  }
}

/** @throws Error where the file is bad, or something that is needed for drawing is missing */
async function inspect(file: string, sheet: string | undefined): Promise<Inspection> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`${texts.noFile} ${reasonOf(error, language)}`, { cause: error })
  })
  const facts = checkVrm(bytes, basename(file))
  const chromium = findChromium()
  if (chromium === undefined) throw new Error(texts.noChromium)
  // The browser and the bundler take their time to load, and a bad file needs neither.
  const { drawAvatar } = await import('./avatar-inspection/draw.ts')
  const drawn = await drawAvatar(bytes, chromium)
  if (sheet !== undefined) await writeFile(sheet, drawn.sheet)
  return inspectionOf(file, facts, drawn)
}

/** Says what is wrong and returns null, where something is. */
function readOptions(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        sheet: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    const [file = '', ...more] = positionals
    if (!values.help && (file === '' || more.length > 0)) throw new Error(texts.oneFile)
    return { help: values.help, json: values.json, sheet: values.sheet, file }
  } catch (error) {
    console.error(`${reasonOf(error, language).replace(/\.?$/, '.')} ${texts.seeHelp}`)
    return null
  }
}
