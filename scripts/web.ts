import { join } from 'node:path'
import { systemLocale } from '../electron/app/create-on-node.ts'
import { chooseLanguage } from '../electron/contract/index.ts'
import { runWebHost } from '../electron/web/run.ts'
import { buildIfStale } from './lib/build.ts'
import { startTexts } from './lib/start-texts.ts'

const args = process.argv.slice(2)
const wantsHelp = args.includes('--help') || args.includes('-h')
if (!wantsHelp) {
  const { building } = startTexts[chooseLanguage('auto', systemLocale())]
  buildIfStale(join(import.meta.dirname, '..'), () => console.log(building))
}
await runWebHost(args)
