// Run by a test: loads the model of the first argument, prints its process's id, and lets it talk on and on.
import { DEFAULT_SETTINGS } from '../../electron/contract/index.ts'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import { openModelProcesses } from './model-processes.ts'
import { silentLog } from './silent-log.ts'

const [path = ''] = process.argv.slice(2)
const processes = openModelProcesses()
const model = createLocalModel({ startProcess: processes.start, log: silentLog })
await model.choose({ path, starter: true, wish: DEFAULT_SETTINGS.model })
await model.load()
const turns = [{ role: 'user', text: 'Talk.' }] as const
const request = { system: '', turns, maxTokens: 1_000_000, sampling: { ...DEFAULT_SETTINGS.reply, temperature: 1 } }
let told = false
for (;;)
  for await (const _ of model.generate(request, new AbortController().signal)) {
    if (!told) console.log(processes.latest().pid)
    told = true
  }
