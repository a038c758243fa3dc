import { parseArgs } from 'node:util'
import type { Language } from '../contract/index.ts'
import { DEFAULT_PORT, type PortChoice } from './listen.ts'

export interface WebFlags {
  readonly port: PortChoice
  /** Null means the platform's own folder. */
  readonly dataDir: string | null
  readonly modelPath: string | null
  /** Whether a browser is opened. */
  readonly open: boolean
  readonly help: boolean
}

const options = {
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  model: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws TypeError with a line for the user where a flag is not known or can't be read. */
export function parseWebFlags(args: readonly string[]): WebFlags {
  const { values } = parseArgs({ args: [...args], options, strict: true })
  return {
    port:
      values.port === undefined ? { port: DEFAULT_PORT, exact: false } : { port: parsePort(values.port), exact: true },
    dataDir: values['data-dir'] ?? null,
    modelPath: values.model ?? null,
    open: !values['no-open'],
    help: values.help,
  }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`--port ${text}: a port is a whole number from 0 (any free one) to 65535`)
  }
  return port
}

export const webHelp: Record<Language, string> = {
  en: `Kira in the browser, on this computer only.

  --port N        listen on port N (${DEFAULT_PORT} or the next free one without it; 0: any free one)
  --data-dir DIR  keep memory and settings in DIR
  --model FILE    answer with this GGUF model
  --no-open       do not open a browser
  --help          show this`,
  fr: `Kira dans le navigateur, sur cet ordinateur seulement.

  --port N        écouter sur le port N (à défaut : ${DEFAULT_PORT} ou le suivant qui est libre ; 0 : n’importe lequel)
  --data-dir DIR  garder la mémoire et les réglages dans DIR
  --model FILE    répondre avec ce modèle GGUF
  --no-open       ne pas ouvrir de navigateur
  --help          afficher ceci`,
}
