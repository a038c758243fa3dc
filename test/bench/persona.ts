import { fileURLToPath } from 'node:url'
import { readPersona } from '../../electron/chat/persona.ts'

/** Kira's own. */
export const PERSONA = readPersona(fileURLToPath(new URL('../../data/personas/kira.json', import.meta.url)))
