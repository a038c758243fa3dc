/** Does what the Electron binary does: `node test/host/run.ts` runs the app in the folder `DOUBLE_APP` names. */
import './register.ts'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const { entryModule } = await import('./app.ts')
const { takeOrders } = await import('./control.ts')

const root = resolve(process.env.DOUBLE_APP ?? '.')
const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string }
takeOrders()
await import(pathToFileURL(join(root, main)).href)
entryModule.resolve()
