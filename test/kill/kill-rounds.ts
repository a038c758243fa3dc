import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CompanionEvent } from '../../electron/contract/index.ts'
import { openSqliteMemory } from '../../electron/memory/sqlite/memory.ts'

const TALKER = join(import.meta.dirname, 'talker.ts')

export interface KillReport {
  rounds: number
  /** Messages and pieces of replies that a page had been given before the kill. */
  shown: number
  /** Of those, what the memory no longer had afterwards. */
  lost: string[]
  /** Replies that were cut in the middle, and found marked so. */
  interrupted: number
}

/** Kills a talking Kira again and again, at random moments, and looks for what was shown in her memory. */
export async function killRounds(options: {
  rounds: number
  dataDir: string
  random: () => number
}): Promise<KillReport> {
  const report: KillReport = { rounds: options.rounds, shown: 0, lost: [], interrupted: 0 }
  for (let round = 0; round < options.rounds; round++) {
    const shown = await talkAndKill(options.dataDir, options.random)
    check(options.dataDir, shown, report)
  }
  return report
}

/** Lets her talk, kills her some milliseconds after the first text, and returns each message's shown text. */
async function talkAndKill(dataDir: string, random: () => number): Promise<Map<string, string>> {
  const child = spawn(process.execPath, [TALKER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const shown = new Map<string, string>()
  const exited = once(child, 'exit')
  let armed = false
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as CompanionEvent
    if (event.type === 'message-added') shown.set(event.message.id, event.message.text)
    if (event.type === 'reply-start') shown.set(event.message.id, '')
    if (event.type === 'reply-delta') {
      shown.set(event.messageId, (shown.get(event.messageId) ?? '') + event.text)
      if (!armed) void sleep(random() * 400).then(() => child.kill('SIGKILL'))
      armed = true
    }
    if (event.type === 'reply-end' && event.failure) throw new Error(`a reply failed: ${event.failure.message}`)
  }
  await exited
  if (!armed) throw new Error('the talker ended before it said anything')
  return shown
}

function check(dataDir: string, shown: ReadonlyMap<string, string>, report: KillReport): void {
  const { memory, problems } = openSqliteMemory({
    path: join(dataDir, 'kira.db'),
    clock: Date.now,
    newId: () => crypto.randomUUID(),
  })
  try {
    if (problems.length > 0) report.lost.push(`the database: ${problems[0]?.message}`)
    for (const [id, text] of shown) {
      report.shown++
      const message = memory.message(id)
      if (!message.text.startsWith(text)) report.lost.push(`of ${id}: “${text}”, kept “${message.text}”`)
      if (message.status === 'streaming') report.lost.push(`the mark of ${id}: still streaming`)
      if (message.status === 'interrupted') report.interrupted++
    }
  } finally {
    memory.close()
  }
}
