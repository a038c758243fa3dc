import type { Gaze } from './face/gaze-weights.ts'

/** How far in front of the screen her eyes are thought to be, in CSS pixels: less makes her turn more. */
const DISTANCE = 700

/** The direction to a place that is `dx` CSS pixels right of and `dy` below her eyes; she faces us. */
export function lookAngles(dx: number, dy: number): Gaze {
  const degrees = (offset: number) => (Math.atan2(offset, DISTANCE) * 180) / Math.PI
  return { yaw: degrees(dx), pitch: degrees(dy) }
}
