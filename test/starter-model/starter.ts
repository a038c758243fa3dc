import { fileURLToPath } from 'node:url'

export const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
