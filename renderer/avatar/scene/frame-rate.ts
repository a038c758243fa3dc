/** How much there is to see: a gesture, a changing face or a speaking mouth; breath and sway; hardly anything. */
export type Liveliness = 'lively' | 'idle' | 'calm'

const FRAMES_PER_SECOND: Readonly<Record<Liveliness, number>> = { lively: 60, idle: 30, calm: 10 }

/** How often she is drawn: as often as it shows, and never while nobody can see her. */
export const frameRate = (liveliness: Liveliness, seen: boolean): number => (seen ? FRAMES_PER_SECOND[liveliness] : 0)
