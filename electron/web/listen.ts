import type { FastifyInstance } from 'fastify'
import { KiraError } from '../contract/index.ts'

export const DEFAULT_PORT = 4760

/** How many ports after the default one are tried. */
const NEIGHBOURS = 20

/** `exact` where the user asked for this port: then no other one will do. 0 lets the system choose. */
export interface PortChoice {
  readonly port: number
  readonly exact: boolean
}

/**
 * Listens on the chosen port or, where it was not asked for, on the next free one.
 * @throws KiraError `PORT_IN_USE`
 */
export async function listen(http: FastifyInstance, host: string, choice: PortChoice): Promise<void> {
  const last = choice.exact ? choice.port : choice.port + NEIGHBOURS
  for (let port = choice.port; port <= last; port++) {
    try {
      await http.listen({ host, port })
      return
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new KiraError('PORT_IN_USE', { port: choice.port })
}

function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EADDRINUSE' || code === 'EACCES'
}
