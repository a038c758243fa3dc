// Forked by loading.ts: Kira on plain Node, with the data folder and the model that are given. Loads, and talks when told to.
import { readFileSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import { createOnNode } from '../../electron/app/create-on-node.ts'

/** Sent when the model is ready, and when its reply has ended. */
export interface CompanionAnswer {
  /** The id of the model's process. */
  readonly model: number
}

const [dataDir, modelPath] = process.argv.slice(2)
const { companion } = await createOnNode({ dataDir, modelPath })
const client = createRouterClient(companion.router)
const events = await client.events()
await client.model.load()
tell()

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', () => void client.chat.send({ text: 'Tell me a story about a small robot.' }))
for await (const event of events) if (event.type === 'reply-end') tell()

function tell(): void {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  process.send?.({ model: Number(children.at(-1)) } satisfies CompanionAnswer)
}
