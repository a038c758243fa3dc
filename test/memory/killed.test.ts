import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { freshMemory, openAt, temporaryFolder } from './helpers.ts'
import { recalledTexts, say } from './talk.ts'

const REPLIER = join(import.meta.dirname, 'replier.ts')

/** Starts a process that says a reply without end. */
function startReplier(path: string) {
  const child = spawn(process.execPath, [REPLIER, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, exited: once(child, 'exit'), lines: createInterface({ input: child.stdout }) }
}

/** Kills such a process once it has shown `after` pieces; returns all that it had shown. */
async function replyAndKill(path: string, after: number): Promise<{ id: string; shown: string }> {
  const { child, exited, lines } = startReplier(path)
  const printed: string[] = []
  for await (const line of lines) {
    printed.push(line)
    if (printed.length === after + 1) child.kill('SIGKILL')
  }
  await exited
  const [id = '', ...pieces] = printed
  return { id, shown: pieces.join('') }
}

// Each round starts a process, which takes its time on a busy machine.
test('20 kills in the middle of a reply lose nothing that was shown', { timeout: 240_000 }, async () => {
  const path = join(temporaryFolder(), 'kira.db')
  let shownBefore = 0
  for (let round = 0; round < 20; round++) {
    const { id, shown } = await replyAndKill(path, Math.floor(Math.random() ** 3 * 1000))
    const { memory, problems } = openAt(path)
    expect(problems).toEqual([])
    const reply = memory.message(id)
    expect(reply.text.slice(0, shown.length)).toBe(shown)
    expect(reply.status).toBe('interrupted')
    expect(reply.segments.map((segment) => segment.text).join('')).toBe(reply.text)
    // Each word with the intensity that it was said with.
    expect(reply.segments.flatMap(({ text, intensity }) => text.match(/\d+/g)?.map((i) => [i, intensity]))).toEqual(
      reply.text.match(/\d+/g)?.map((i) => [i, (Number(i) % 3) / 2]) ?? [],
    )
    shownBefore += shown.length
    memory.close()
  }
  expect(shownBefore).toBeGreaterThan(0)
})

test('a reply is interrupted only once its process is dead', async () => {
  const { memory: app, path } = freshMemory()
  const { child, exited, lines } = startReplier(path)
  const printed: string[] = []
  const talking = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (printed.push(line) === 50) resolve()
    })
  })
  await talking

  const second = openAt(path).memory
  expect(second.message(printed[0] ?? '')).toMatchObject({ status: 'streaming' })
  second.close()

  child.kill('SIGKILL')
  await exited
  const third = openAt(path).memory
  const reply = third.message(printed[0] ?? '')
  expect(reply.status).toBe('interrupted')
  expect(reply.text).toContain('word 40, ')
  expect(recalledTexts(third, 'word')).not.toEqual([])
  third.close()
  app.close()
  expect(readdirSync(dirname(path))).toEqual(['kira.db'])
})

test('a second memory in the same process leaves the first one’s reply alone too', () => {
  const { memory, path } = freshMemory()
  const { id: sessionId } = memory.createSession()
  say(memory, sessionId, 'hello')
  const reply = memory.beginReply({ sessionId, replaces: null })
  memory.appendToReply(reply.id, { text: 'Hel', emotion: 'happy', intensity: 0.6 })

  const second = openAt(path).memory
  expect(second.message(reply.id)).toMatchObject({ text: 'Hel', status: 'streaming' })
  second.close()
  memory.appendToReply(reply.id, { text: 'lo', emotion: 'happy', intensity: 0.6 })
  expect(memory.message(reply.id).text).toBe('Hello')
})

test('an empty reply of a dead process is marked too, and not put before the model', () => {
  const { memory, path } = freshMemory()
  const { id: sessionId } = memory.createSession()
  const reply = memory.beginReply({ sessionId, replaces: null })
  memory.close()

  const again = openAt(path).memory
  expect(again.message(reply.id)).toMatchObject({ text: '', segments: [], status: 'interrupted', emotion: 'neutral' })
  expect(again.promptTurns(sessionId)).toEqual([])
})
