import { parseArgs } from 'node:util'

export interface DesktopFlags {
  readonly dataDir: string | undefined
  readonly modelPath: string | undefined
}

/** Reads our flags from among Electron's own (and Chromium's), which are not ours to judge. */
export function parseDesktopFlags(args: readonly string[]): DesktopFlags {
  const options = { 'data-dir': { type: 'string' }, model: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true })
  return { dataDir: text(values['data-dir']), modelPath: text(values.model) }
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
