import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS, type Download } from '../../electron/contract/index.ts'
import { type DownloadsOptions, openDownloads } from '../../electron/downloads/downloads.ts'
import type { Downloads, Offer } from '../../electron/downloads/port.ts'
import { sha256 } from './mirror.ts'

/** Of a test's time. */
export const QUICK = { stalled: 1000, retry: 5, keep: 30, tell: 10 }

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kira-downloads-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'models')
}

export function offerOf(file: Buffer, urls: string[], more: Partial<Offer> = {}): Offer {
  return {
    id: 'tiny',
    name: 'Tiny',
    file: 'tiny.gguf',
    urls,
    sizeBytes: file.length,
    sizeIsExact: true,
    sha256: sha256(file),
    ...more,
  }
}

/** Downloads in a folder, with all the room in the world and nobody in between. They end with the test. */
export async function openAt(folder: string, offers: Offer[], more: Partial<DownloadsOptions> = {}) {
  const downloads = await openDownloads({
    folder,
    offers,
    settings: () => DEFAULT_SETTINGS.downloads,
    diskFree: async () => 1e12,
    log: { warn() {} },
    clock: Date.now,
    random: Math.random,
    env: {},
    timing: QUICK,
    ...more,
  })
  onTestFinished(() => downloads.dispose())
  return downloads
}

/** A log that can be read. */
export function listeningLog() {
  const heard: unknown[] = []
  return { heard, warn: (what: unknown) => void heard.push(what) }
}

/** The one download, once it is as it should be. */
export function until(downloads: Downloads, fits: (download: Download) => boolean, id = 'tiny'): Promise<Download> {
  return new Promise((resolve) => {
    const look = (list: Download[]) => {
      const found = list.find((download) => download.id === id)
      if (!found || !fits(found)) return false
      stop()
      resolve(found)
      return true
    }
    const stop = downloads.onChange(look)
    look(downloads.list())
  })
}

export const ended = (downloads: Downloads, id?: string) =>
  until(downloads, ({ phase }) => phase === 'done' || phase === 'failed', id)

/** The file under its own name, and nothing beside it. */
export function expectWhole(folder: string, file: Buffer): void {
  expect(readdirSync(folder)).toEqual(['tiny.gguf'])
  expect(readFileSync(join(folder, 'tiny.gguf')).equals(file)).toBe(true)
}

export function expectNone(folder: string): void {
  expect(existsSync(join(folder, 'tiny.gguf'))).toBe(false)
}
