import { app } from './app.ts'
import { schemeHandlers } from './chromium.ts'
import { strict } from './strict.ts'

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (!privileged.has(scheme)) throw new Error(`Electron double: the scheme ${scheme} was not registered`)
    if (schemeHandlers.has(scheme)) throw new Error(`Electron double: the scheme ${scheme} is handled already`)
    schemeHandlers.set(scheme, handler)
  },
})
const privileged = new Set<string>()

/** Chromium grants nothing by itself here; the handlers are tested with objects of their own. */
const defaultSession = strict('session', {
  protocol,
  setPermissionRequestHandler(): void {},
  setPermissionCheckHandler(): void {},
  setDevicePermissionHandler(): void {},
})

export const session = strict('session', { defaultSession })
