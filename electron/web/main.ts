import { runWebHost } from './run.ts'

await runWebHost(process.argv.slice(2))
