// Runs as a process of its own, to be killed: talks to Kira without end, and prints each event a page would show.
import { createRouterClient } from '@orpc/server'
import { createOnNode } from '../../electron/app/create-on-node.ts'

const LINES = [
  'hello',
  'I feel sad today',
  'tell me a story',
  'my cat is called Chaussette',
  'bonjour',
  'raconte-moi une histoire',
]

const dataDir = process.argv[2]
const { companion } = await createOnNode({ dataDir })
const client = createRouterClient(companion.router)
const print = (event: unknown) => process.stdout.write(`${JSON.stringify(event)}\n`)

let turn = 0
for await (const event of await client.events()) {
  if (event.type === 'snapshot' || event.type === 'reply-end') {
    await client.chat.send({ text: `${LINES[turn % LINES.length]} (${turn++})` })
  }
  print(event)
}
