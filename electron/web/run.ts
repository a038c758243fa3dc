import { join, resolve } from 'node:path'
import { createOnNode, ROOT, systemLocale } from '../app/create-on-node.ts'
import { dataFolder, prepareDataFolder } from '../app/data-folder.ts'
import { endOnSignals } from '../app/end-on-signals.ts'
import { chooseLanguage, errorText, toKiraError } from '../contract/index.ts'
import { fillIn } from '../contract/texts/fill-in.ts'
import { createPages } from '../pages/create-pages.ts'
import { parseWebFlags, type WebFlags, webHelp } from './flags.ts'
import { lockInstance } from './instance-lock.ts'
import { hasScreen, openBrowser } from './open-browser.ts'
import { startWebServer } from './server.ts'
import { webTexts } from './texts.ts'
import { loadOrCreateToken } from './token.ts'

/** Runs the web host until it is told to end. Exits the process. */
export async function runWebHost(args: readonly string[]): Promise<void> {
  const language = chooseLanguage('auto', systemLocale())
  try {
    const flags = parseWebFlags(args)
    if (flags.help) console.log(webHelp[language])
    else await start(flags)
  } catch (error) {
    console.error(error instanceof TypeError ? error.message : describe(error))
    process.exit(1)
  }

  function describe(error: unknown): string {
    const { code, data } = toKiraError(error)
    return errorText(language, code, data)
  }
}

async function start(flags: WebFlags): Promise<void> {
  const dataDir = dataFolder({ option: flags.dataDir ?? undefined, env: process.env, platform: process.platform })
  prepareDataFolder(dataDir)
  const token = loadOrCreateToken(dataDir)
  const mayOpen = flags.open && hasScreen(process.env, process.platform)

  const { lock, running } = await lockInstance(dataDir, token)
  if (!lock) {
    const texts = webTexts[chooseLanguage('auto', systemLocale())]
    const url = address(running, '/', token)
    console.log(fillIn(texts.alreadyRunning, { url }))
    if (mayOpen) await openBrowser(url)
    return
  }

  try {
    const { companion } = await createOnNode({
      dataDir,
      modelPath: flags.modelPath === null ? undefined : resolve(flags.modelPath),
    })
    const pages = createPages({
      pagesDir: join(ROOT, 'out/renderer'),
      avatarsDir: join(ROOT, 'data/avatars'),
      dataDir,
    })
    const server = await startWebServer({ pages, router: companion.router, token, port: flags.port })
    lock.publish(server.origin)
    endOnSignals(async () => {
      await server.close()
      await companion.dispose()
      lock.release()
    })

    const texts = webTexts[companion.language()]
    const url = address(server.origin, '/', token)
    const isOther = flags.port.port !== 0 && server.port !== flags.port.port
    if (isOther) console.log(fillIn(texts.otherPort, { wanted: flags.port.port, port: server.port }))
    console.log(fillIn(texts.address, { url }))
    console.log(fillIn(texts.overlay, { url: address(server.origin, '/overlay', token) }))
    console.log(texts.ending)
    if (mayOpen) await openBrowser(url)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The token travels in the fragment: browsers send it to nobody, so no log ever holds it. */
function address(origin: string, path: string, token: string): string {
  return `${origin}${path}#token=${token}`
}
