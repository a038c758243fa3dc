import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KiraError } from '../contract/index.ts'
import { isJsonObject, type JsonObject } from './merge.ts'

/** Reads the settings file. One that can't be read is moved aside, so that it is never overwritten. */
export function readSettingsFile(path: string, now: number): { document: JsonObject; problem?: KiraError } {
  try {
    // Some editors on Windows put a byte order mark in front.
    const document: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    if (!isJsonObject(document)) throw new TypeError('not a JSON object')
    return { document }
  } catch (error) {
    if (isMissing(error)) return { document: {} }
    const kept = setAside(path, now)
    return { document: {}, problem: new KiraError('SETTINGS_UNREADABLE', { kept }, { cause: error }) }
  }
}

/** Writes the whole file or nothing: a power cut leaves either the old or the new one. Only the user may read it. */
export function writeSettingsFile(path: string, document: JsonObject): void {
  const draft = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(draft, 'w', 0o600)
    try {
      writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Moves the file to `settings.damaged-<time>.json`; returns where it is kept, which is its old place if it won't move. */
function setAside(path: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = join(dirname(path), `${basename(path, '.json')}.damaged-${time}`)
  let kept = `${name}.json`
  for (let i = 2; existsSync(kept); i++) kept = `${name}-${i}.json`
  try {
    renameSync(path, kept)
    return kept
  } catch {
    return path
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
