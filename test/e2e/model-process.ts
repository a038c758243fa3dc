import { execFileSync, spawnSync } from 'node:child_process'
import { poll } from './app-driver.ts'

/** How the process that holds the model is called: by Node, in the built app, and by Electron. */
const NAMES = ['llm/local/worker.ts', 'llm-worker.js', 'node.mojom.NodeService']

/** Whether processes can be listed here: Windows has no `ps`. */
export const hasPs = spawnSync('ps', ['-A']).status === 0

/** The process that holds the model, as soon as a running Kira has one. */
export function modelProcess(kira: number): Promise<number> {
  return poll('the model’s process', () => modelProcesses(kira)[0])
}

/** All processes that hold a model, by the process that everything of Kira descends from. */
export function modelProcesses(kira: number): number[] {
  const all = allProcesses()
  const below = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)])
  return below(kira)
    .filter(({ command }) => NAMES.some((name) => command.includes(name)))
    .map(({ pid }) => pid)
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function allProcesses(): Process[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  return list.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
  })
}
