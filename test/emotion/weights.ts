import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const WEIGHTS = fileURLToPath(new URL('../../models/kira-emotions.safetensors', import.meta.url))

/** The weights of the classifier that ships with Kira, as Node reads them. */
export const readWeights = () => readFileSync(WEIGHTS)
