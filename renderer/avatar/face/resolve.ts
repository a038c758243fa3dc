import type { Emotion } from '../../../electron/contract/index.ts'
import { NO_WEIGHTS, type Weights } from './weights.ts'

/**
 * How each emotion can be shown, best way first: the VRM preset, or names that avatars use in its place, or a blend of
 * others. The weights of one way sum to at most 1.
 */
const WAYS: Readonly<Record<Emotion, readonly Weights[]>> = {
  neutral: [],
  happy: [{ happy: 1 }, { joy: 1 }, { fun: 1 }, { smile: 1 }, { relaxed: 1 }],
  relaxed: [{ relaxed: 1 }, { calm: 1 }, { fun: 1 }, { happy: 0.5 }],
  sad: [{ sad: 1 }, { sorrow: 1 }, { cry: 1 }],
  angry: [{ angry: 1 }, { anger: 1 }, { mad: 1 }],
  surprised: [{ surprised: 1 }, { surprise: 1 }, { shock: 1 }],
  fear: [{ fear: 1 }, { scared: 1 }, { surprised: 0.55, sad: 0.45 }, { sad: 0.7 }, { surprised: 0.7 }],
  disgust: [{ disgust: 1 }, { angry: 0.55, sad: 0.3 }, { angry: 0.6 }, { sad: 0.6 }],
}

/**
 * The expressions that show an emotion on an avatar. `effective`: names of its expressions that change something; a
 * preset that exists may be empty. No way at all gives no weights: then her head alone tells (behaviours/posture.ts).
 */
export function faceOf(emotion: Emotion, effective: Iterable<string>): Weights {
  const names = new Map([...effective].map((name) => [name.toLowerCase(), name]))
  for (const way of WAYS[emotion]) {
    const entries = Object.entries(way).map(([name, weight]) => [names.get(name), weight] as const)
    if (entries.every(([name]) => name !== undefined)) return Object.fromEntries(entries)
  }
  return NO_WEIGHTS
}
