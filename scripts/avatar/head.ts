import { grid, type Surface } from './grid.ts'
import type { Part } from './part.ts'
import { superellipsoid } from './shapes.ts'
import { rigid } from './skin.ts'
import { signedPower, type Vec3 } from './vector.ts'

const CENTER: Vec3 = [0, 0.935, 0]
const RADII: Vec3 = [0.265, 0.215, 0.215]
const EXPONENT = 2.9

/** How far below the middle of the head the middle of the visor is. */
const VISOR_Y = -0.015

/** The point on the front of her visor at x, y from its middle, lifted by `lift`; all in metres. */
export function onVisor(x: number, y: number, lift: number): Vec3 {
  const height = y + VISOR_Y
  const [rx, ry, rz] = [RADII[0] + lift, RADII[1] + lift, RADII[2] + lift]
  const rest = 1 - Math.abs(x / rx) ** EXPONENT - Math.abs(height / ry) ** EXPONENT
  return [x, CENTER[1] + height, rz * Math.max(rest, 1e-4) ** (1 / EXPONENT)]
}

/** The point at a turn (0…1, clockwise) of a superellipse. */
function superellipse(turn: number, rx: number, ry: number, exponent: number): [x: number, y: number] {
  const angle = -turn * 2 * Math.PI
  return [rx * signedPower(Math.cos(angle), 2 / exponent), ry * signedPower(Math.sin(angle), 2 / exponent)]
}

/** The dark glass: rings from the rim inwards. The rim is inside the bead around it, so that no gap shows. */
const glass: Surface = (u, v) => {
  const [x, y] = superellipse(u, 0.213 * (1 - v), 0.147 * (1 - v), 3.4)
  return onVisor(x, y, 0.004 + 0.003 * Math.min(1, v * 5))
}

/** The bead around the glass. */
const frame: Surface = (u, v) => {
  const [x, y] = superellipse(u, 0.212, 0.146, 3.4)
  const [px, py, pz] = onVisor(x, y, 0.001)
  const [outX, outY] = superellipse(u, 1, 1, 2.2)
  const angle = v * 2 * Math.PI
  const radius = 0.0095
  const out = radius * Math.cos(angle)
  return [px + outX * out, py + outY * out, pz + radius * Math.sin(angle)]
}

/** Shell, glass, and the frame between them. */
export function head(): Part[] {
  const skin = rigid('Head')
  return [
    {
      paint: 'shell',
      skin,
      shape: superellipsoid({ center: CENTER, radii: RADII, exponent: EXPONENT, detail: [38, 22] }),
    },
    { paint: 'visor', skin, shape: grid([48, 5], glass, { insideOut: true }) },
    { paint: 'accent', skin, shape: grid([48, 6], frame, { insideOut: true }) },
  ]
}
