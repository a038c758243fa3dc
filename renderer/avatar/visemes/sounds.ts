import type { Weights } from '../face/weights.ts'

/**
 * What lips do for a sound, in the mouth shapes of VRM: aa as in father, ih as in see, ou as in moon, ee as in bed, oh as
 * in more (あ い う え お). Each sums to at most 1.
 */
export const SOUNDS = {
  aa: { aa: 1 },
  ih: { ih: 1 },
  ou: { ou: 1 },
  ee: { ee: 1 },
  oh: { oh: 1 },
  /** The French eu, and the English er: half open and round. */
  eu: { oh: 0.4, ou: 0.4 },
  /** A vowel that is hardly said. */
  schwa: { ee: 0.4 },
  /** m, b, p, and the pauses: the lips are closed. */
  shut: {},
  /** f, v: the lower lip is at the teeth. */
  teeth: { ih: 0.15 },
  /** th: the tongue is between the teeth. */
  tongue: { ee: 0.3 },
  /** sh, ch, j, and the English r: the lips come forward. */
  forward: { ou: 0.45 },
  /** t, d, n, l, s, k…: said behind lips that are a little open. */
  behind: { ih: 0.25 },
} as const satisfies Record<string, Weights>

export type Sound = keyof typeof SOUNDS

/** Letters, as a pattern (flags `yu`, lower case), and the sounds they make where they stand; none for silent ones. */
export type Rule = readonly [letters: string, ...sounds: Sound[]]

/** The longest that a rule looks at: so many letters have to be there before the next sound is sure. */
export const LOOK_AHEAD = 4
