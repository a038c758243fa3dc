import type { Settings } from '../../../electron/contract/index.ts'

export type Quality = Exclude<Settings['avatar']['quality'], 'auto'>

/** From what costs least to what looks best. */
export const QUALITIES = ['low', 'medium', 'high'] as const satisfies readonly Quality[]

/** What a quality means for the picture. */
export interface QualityTraits {
  /** Smooth edges. A canvas has them from its beginning or never. */
  readonly antialias: boolean
  /** The dark lines around a toon avatar; each part is drawn twice for them. */
  readonly outlines: boolean
  /** At most so many pixels of the canvas for one CSS pixel, each way. */
  readonly maxPixelRatio: number
}

export const TRAITS: Readonly<Record<Quality, QualityTraits>> = {
  low: { antialias: false, outlines: false, maxPixelRatio: 1 },
  medium: { antialias: true, outlines: true, maxPixelRatio: 1.5 },
  high: { antialias: true, outlines: true, maxPixelRatio: 2 },
}

/** Over so many seconds of drawing, frames are judged. */
const JUDGED_SECONDS = 3
/** Frames that take so much longer than they may, and that anybody would see, are slow. */
const SLOW = { times: 1.5, seconds: 1 / 24 }
/** Frames that take at most so much longer than they may are quick. */
const QUICK_TIMES = 1.2
/** So long all must be quick before a better quality is tried; twice as long each time that it was too much. */
const FIRST_PATIENCE = 20
const MOST_PATIENCE = 1280

/** Where `auto` stands. A value: each frame makes the next one of it. */
export interface AutoQuality {
  readonly quality: Quality
  /** Seconds and frames looked at since the last judgement. */
  readonly seconds: number
  readonly frames: number
  /** Seconds for which all was quick. */
  readonly quickFor: number
  /** Seconds for which it must be before a better quality is tried. */
  readonly patience: number
  /** Whether this quality is one that was tried, and may turn out too much. */
  readonly tried: boolean
}

export const AUTO_QUALITY: AutoQuality = {
  quality: 'high',
  seconds: 0,
  frames: 0,
  quickFor: 0,
  patience: FIRST_PATIENCE,
  tried: false,
}

/**
 * The quality after one more frame: lower where frames took too long for some seconds, and higher again after a while
 * in which they did not. It becomes ever more patient, so that it does not go up and down for ever.
 *
 * @param taken seconds from the frame before to this one
 * @param wanted seconds that they should be apart
 */
export function nextQuality(auto: AutoQuality, taken: number, wanted: number): AutoQuality {
  // Frames that come seldom by choice say nothing about the machine; one that comes after a pause neither.
  if (!(wanted <= 1 / 24 && taken > 0 && taken < 1)) return auto
  const seconds = auto.seconds + taken
  const frames = auto.frames + 1
  if (seconds < JUDGED_SECONDS) return { ...auto, seconds, frames }

  const mean = seconds / frames
  const index = QUALITIES.indexOf(auto.quality)
  const judged = { ...auto, seconds: 0, frames: 0 }
  const lower = QUALITIES[index - 1]
  const higher = QUALITIES[index + 1]
  if (mean > wanted * SLOW.times && mean > SLOW.seconds) {
    if (!lower) return { ...judged, quickFor: 0 }
    const patience = auto.tried ? Math.min(MOST_PATIENCE, auto.patience * 2) : auto.patience
    return { ...judged, quality: lower, quickFor: 0, patience, tried: false }
  }
  const quickFor = mean <= wanted * QUICK_TIMES ? auto.quickFor + seconds : 0
  if (!higher || quickFor < auto.patience) return { ...judged, quickFor }
  return { ...judged, quality: higher, quickFor: 0, tried: true }
}
