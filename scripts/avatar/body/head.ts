import { grid, type Surface, sample } from '../grid.ts'
import { ballRings, lathe } from '../lathe.ts'
import type { Part, Uv } from '../part.ts'
import { rigid } from '../skin.ts'
import { lerp, normalize, signedPower, type Vec3 } from '../vector.ts'

const CENTER: Vec3 = [0, 0.935, 0]
const RADII: Vec3 = [0.265, 0.215, 0.215]
const EXPONENT = 2.7

/** How far below the middle of the head the middle of the visor is. */
const VISOR_Y = -0.012

/** Half the visor's width and height, in metres, and how boxy it is. */
const VISOR = [0.214, 0.15, 3.2] as const

/** The point on the front of her visor at x, y from its middle, lifted by `lift`; all in metres. */
export function onVisor(x: number, y: number, lift: number): Vec3 {
  const height = y + VISOR_Y
  const [rx, ry, rz] = [RADII[0] + lift, RADII[1] + lift, RADII[2] + lift]
  const rest = 1 - Math.abs(x / rx) ** EXPONENT - Math.abs(height / ry) ** EXPONENT
  return [x, CENTER[1] + height, rz * Math.max(rest, 1e-4) ** (1 / EXPONENT)]
}

/** Where the visor's glass faces at a point on it. */
export function visorNormal(point: Vec3): Vec3 {
  const slope = (axis: 0 | 1 | 2): number =>
    signedPower((point[axis] - CENTER[axis]) / RADII[axis], EXPONENT - 1) / RADII[axis]
  return normalize([slope(0), slope(1), slope(2)])
}

/** The point at a turn (0…1, clockwise) of the visor's rim, or of a smaller one within it. */
function rim(turn: number, size = 1): [x: number, y: number] {
  const [width, height, exponent] = VISOR
  return superellipse(turn, width * size, height * size, exponent)
}

function superellipse(turn: number, rx: number, ry: number, exponent: number): [x: number, y: number] {
  const angle = -turn * 2 * Math.PI
  return [rx * signedPower(Math.cos(angle), 2 / exponent), ry * signedPower(Math.sin(angle), 2 / exponent)]
}

/** The dark glass: rings from the rim inwards. The rim is inside the bead around it, so that no gap shows. */
const glass: Surface = (u, v) => onVisor(...rim(u, 1 - v), 0.002 + 0.002 * Math.min(1, v * 5))

/** The bead around the glass. */
const frame: Surface = (u, v) => {
  const [px, py, pz] = onVisor(...rim(u), 0.001)
  const [outX, outY] = superellipse(u, 1, 1, 2.2)
  const angle = v * 2 * Math.PI
  const radius = 0.0105
  const out = radius * Math.cos(angle)
  return [px + outX * out, py + outY * out, pz + radius * Math.sin(angle)]
}

/** What the glass reflects: a window, bent along the upper rim on one side. */
const reflection: Surface = (u, v) => {
  const turn = 1 - lerp(0.265, 0.49, u)
  const width = 0.24 * Math.sin(Math.PI * u) ** 0.7
  return onVisor(...rim(turn, 0.91 - v * width), 0.0048)
}

/** Shell, glass, the frame between them, and a reflection. */
export function head(): Part[] {
  const skin = rigid('Head')
  const pane = grid([44, 5], glass, { insideOut: true })
  const gleam = [16, 3] as const
  return [
    // Rings from the back of her head forwards, to where the visor begins.
    ...lathe({
      axis: 'z',
      exponent: EXPONENT,
      around: 44,
      skin,
      rings: ballRings(CENTER[2], [RADII[2], RADII[0], RADII[1]], { exponent: EXPONENT, steps: 18, to: 62 }).map(
        ([along, first, second]) => [along, first, second, CENTER[0], CENTER[1]],
      ),
      bands: [
        ['shell', 13.6],
        ['shell', 18],
      ],
    }),
    { paint: 'visor', skin, shape: { ...pane, normals: pane.points.map(visorNormal) } },
    { paint: 'accent', skin, shape: grid([48, 5], frame, { insideOut: true }) },
    {
      paint: 'gleam',
      skin,
      shape: grid(gleam, reflection, { insideOut: true }),
      uvs: sample<Uv>(gleam, (u, v) => [u, v]),
    },
  ]
}
