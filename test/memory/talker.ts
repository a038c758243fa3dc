// Runs as a process of its own, beside others on the same database: has a talk of 20 turns.
// Usage: node talker.ts DATABASE
import { openSqliteMemory } from '../../electron/memory/sqlite/memory.ts'
import { answer, say } from './talk.ts'

const { memory, problems } = openSqliteMemory({
  path: process.argv[2] ?? '',
  clock: Date.now,
  newId: () => crypto.randomUUID(),
})
if (problems[0]) throw problems[0]
const { id } = memory.createSession()
for (let i = 0; i < 20; i++) {
  say(memory, id, `thought ${i}`)
  answer(memory, id, `answer ${i}`)
}
memory.close()
