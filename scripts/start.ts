import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { systemLocale } from '../electron/app/create-on-node.ts'
import { chooseLanguage } from '../electron/contract/index.ts'
import { runWebHost } from '../electron/web/run.ts'
import { buildIfStale } from './lib/build.ts'
import { allowsNoSandbox, electronObstacle } from './lib/choose-host.ts'
import { canFetchElectron, fetchElectron, findElectron } from './lib/electron.ts'
import { startTexts } from './lib/start-texts.ts'

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
const texts = startTexts[chooseLanguage('auto', systemLocale())]

if (args.includes('--help') || args.includes('-h')) {
  console.log(texts.help)
} else {
  buildIfStale(root, () => console.log(texts.building))
  const electron = await electronHere()
  if (electron) runElectron(electron)
  else await runWebHost(args)
}

/** The path of an Electron that can be run here; else says why there is none. */
async function electronHere(): Promise<string | undefined> {
  const { platform, env } = process
  const obstacle = electronObstacle({ platform, uid: process.getuid?.(), env })
  const path = obstacle ? undefined : (findElectron() ?? (await download()))
  if (!path) console.log(texts.obstacles[obstacle ?? 'not-here'])
  return path
}

async function download(): Promise<string | undefined> {
  if (!(await canFetchElectron())) return undefined
  console.log(texts.fetching)
  return fetchElectron()
}

function runElectron(path: string): void {
  const sandbox = allowsNoSandbox(process.env) ? ['--no-sandbox'] : []
  // Listening comes first: a signal between the two would end this process alone, and leave Electron behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const child = spawn(path, ['.', ...sandbox, ...args], { cwd: root, stdio: 'inherit' })
  child.on('error', () => openWebHost())
  child.on('exit', (code, signal) => {
    // Where the system forbids the sandbox, Chromium ends itself with a trap before anything is shown.
    if (signal === 'SIGTRAP' || signal === 'SIGABRT') openWebHost()
    else process.exit(code ?? 1)
  })
}

function openWebHost(): void {
  console.log(texts.obstacles.died)
  void runWebHost(args)
}
