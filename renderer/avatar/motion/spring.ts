/** A value that follows another one, with its speed per second. */
export interface Spring {
  value: number
  speed: number
}

export const restingAt = (value: number): Spring => ({ value, speed: 0 })

/** Nearer than this to where it should be, and no faster than this per second, a spring is there. */
const THERE = 1e-9

/**
 * Lets a spring follow `target`, critically damped: neither its value nor its speed ever jumps, it does not swing past,
 * and the path is the same at any frame rate. `rate`: per second; after 4.7 / rate seconds 95 % of the way is done.
 * `delta`: seconds.
 */
export function follow(spring: Spring, target: number, rate: number, delta: number): void {
  const offset = spring.value - target
  if (offset === 0 && spring.speed === 0) return
  const drive = spring.speed + rate * offset
  const decay = Math.exp(-rate * delta)
  spring.value = target + (offset + drive * delta) * decay
  spring.speed = (spring.speed - rate * drive * delta) * decay
  if (Math.abs(spring.value - target) > THERE || Math.abs(spring.speed) > THERE) return
  spring.value = target
  spring.speed = 0
}
