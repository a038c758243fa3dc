import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * Packs the built app as for Linux, without Electron itself: a stub takes its binary's place. Offline, and without the
 * language model's libraries, which are half a gigabyte and come as they are.
 * @returns the folder that a user would get
 */
export function pack(root: string, folder: string): string {
  const stub = writeElectronStub(join(folder, 'electron'))
  const config = join(folder, 'config.json')
  const settings = {
    extends: join(root, 'electron-builder.yml'),
    files: ['!node_modules/{node-llama-cpp,@node-llama-cpp}/**'],
    directories: { output: join(folder, 'dist') },
    electronDist: stub,
  }
  writeFileSync(config, JSON.stringify(settings))
  const cli = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js')
  const args = [cli, '--linux', '--x64', '--dir', '--config', config]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}\n${stderr}`)
  return join(folder, 'dist/linux-unpacked')
}

/** What looks like Electron to electron-builder: a binary with fuses, which are bytes after a fixed text. */
function writeElectronStub(folder: string): string {
  const fuses = Buffer.from([1, 8, ...Buffer.from('1'.repeat(8))])
  mkdirSync(join(folder, 'resources'), { recursive: true })
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), fuses]))
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'LICENSE'), 'Electron')
  return folder
}

interface AsarEntry {
  readonly files?: Readonly<Record<string, AsarEntry>>
  readonly unpacked?: boolean
}

/**
 * The files of an asar archive, and whether each lies beside it instead of inside. Its header is JSON, from byte 16,
 * of the length at byte 12. Source: https://github.com/electron/asar#format
 */
export function readAsar(path: string): Map<string, { unpacked: boolean }> {
  const archive = readFileSync(path)
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as AsarEntry
  const files = new Map<string, { unpacked: boolean }>()
  collect(header, '', files)
  return files
}

function collect(entry: AsarEntry, path: string, files: Map<string, { unpacked: boolean }>): void {
  for (const [name, child] of Object.entries(entry.files ?? {})) {
    if (child.files) collect(child, `${path}${name}/`, files)
    else files.set(path + name, { unpacked: child.unpacked === true })
  }
}
