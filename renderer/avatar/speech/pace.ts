/** How fast words appear: a little faster than most people read aloud, so that the face has time to follow. */
export const LETTERS_PER_SECOND = 26
const PAUSES: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/[.!?…。！？]/u, 0.35],
  [/[,;:，、]/u, 0.12],
]

/** How long a letter takes to appear, with the pause after it, in seconds. */
export function secondsFor(letter: string): number {
  const pause = PAUSES.find(([pattern]) => pattern.test(letter))?.[1] ?? 0
  return 1 / LETTERS_PER_SECOND + pause
}
