// Runs as a process of its own, to be killed: says a reply without end. Prints the reply's id, then each piece of it
// as soon as the memory has it. Usage: node replier.ts DATABASE
import { writeSync } from 'node:fs'
import { openSqliteMemory } from '../../electron/memory/sqlite/memory.ts'

const { memory } = openSqliteMemory({
  path: process.argv[2] ?? '',
  clock: Date.now,
  newId: () => crypto.randomUUID(),
})
const session = memory.openSession() ?? memory.createSession()
const reply = memory.beginReply({ sessionId: session.id, replaces: null })
writeSync(1, `${reply.id}\n`)
for (let i = 0; ; i++) {
  const piece = `word ${i}, `
  memory.appendToReply(reply.id, { text: piece, emotion: i % 7 < 4 ? 'happy' : 'sad', intensity: (i % 3) / 2 })
  writeSync(1, `${piece}\n`)
}
