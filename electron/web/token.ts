import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KiraError } from '../contract/index.ts'

/** 256 bits, in base64url. */
const tokenForm = /^[A-Za-z0-9_-]{43}$/

/**
 * The secret that a page shows to be let in. It is kept in the data folder, so that an address given to OBS still
 * works after a restart; only its owner can read it.
 * @throws KiraError `DATA_FOLDER_UNWRITABLE`
 */
export function loadOrCreateToken(dataDir: string): string {
  const path = join(dataDir, 'web-token')
  try {
    const kept = readToken(path)
    if (kept) {
      chmodSync(path, 0o600)
      return kept
    }
    const token = randomBytes(32).toString('base64url')
    writeFileSync(path, `${token}\n`, { mode: 0o600 })
    chmodSync(path, 0o600) // `mode` holds for new files only
    return token
  } catch (error) {
    throw new KiraError('DATA_FOLDER_UNWRITABLE', { path: dataDir }, { cause: error })
  }
}

function readToken(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return tokenForm.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** Compares in a time that tells nothing about the token. */
export function sameToken(given: string, token: string): boolean {
  return timingSafeEqual(sha256(given), sha256(token))
}

/** Answers a challenge: who can, knows the token, without having shown it. */
export function proveToken(token: string, challenge: string): string {
  return createHmac('sha256', token).update(challenge).digest('hex')
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
