import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Starts a program and hands over the lines that it prints, until the returned function is called. */
export type LinesOf = (command: string, args: readonly string[], onLine: (line: string) => void) => () => void

/** One that isn't installed, or ends, prints no more. */
export const linesOf: LinesOf = (command, args, onLine) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true })
  child.on('error', () => {})
  const lines = createInterface(child.stdout).on('line', onLine)
  return () => {
    lines.off('line', onLine)
    child.kill()
  }
}
