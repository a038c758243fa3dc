import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type CompanionEvent, DEFAULT_SETTINGS, type Machine } from '../../electron/contract/index.ts'
import { createLibrary, type LibraryOptions } from '../../electron/library/create-library.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'

/** A machine without a graphics card, with room for anything that is small. */
export const LAPTOP: Machine = { gpu: null, ramTotal: 16e9, ramFree: 12e9, cores: 4 }

/** A disk of its own for a test: the home of somebody who uses other programs too. */
export function createDisk() {
  const root = mkdtempSync(join(tmpdir(), 'kira-library-'))
  const home = join(root, 'home')
  const own = join(root, 'data', 'models')
  const starterPath = join(root, 'app', 'models', 'kira-starter.gguf')
  const choice = { path: starterPath, starter: true, wish: DEFAULT_SETTINGS.model }
  const events: CompanionEvent[] = []

  function at(path: string): string {
    const whole = join(root, path)
    mkdirSync(dirname(whole), { recursive: true })
    return whole
  }

  function model(path: string, options: Parameters<typeof writeTinyModel>[1] = {}): string {
    writeTinyModel(at(path), { layers: 1, width: 32, ...options })
    return join(root, path)
  }

  model('app/models/kira-starter.gguf', { name: 'Kira starter' })
  return {
    root,
    home,
    own,
    starterPath,
    choice,
    events,
    at,
    model,
    file(path: string, content: string | Uint8Array): string {
      writeFileSync(at(path), content)
      return join(root, path)
    },
    /** @param to below the disk's root */
    link(path: string, to: string): string {
      symlinkSync(join(root, to), at(path))
      return join(root, path)
    },
    openLibrary: (options: Partial<LibraryOptions> = {}) =>
      createLibrary({
        folder: own,
        starterPath,
        offers: [],
        env: {},
        home,
        platform: 'linux',
        folders: () => [],
        chosen: () => choice,
        machine: () => LAPTOP,
        avatarBytes: 512 * 1024 ** 2,
        diskFree: async () => 10e9,
        publish: (event) => events.push(event),
        ...options,
      }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}
