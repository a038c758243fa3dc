import type { Part } from './part.ts'
import { leaf, superellipsoid, type Tube, tube } from './shapes.ts'
import type { Side } from './skeleton.ts'
import { passing, rigid, type Skin } from './skin.ts'
import { smoothstep, type Vec3 } from './vector.ts'

/** Headphones and a rabbit's ear, on one side. */
export function ear({ name, sign }: Side): Part[] {
  const swaying = passing(1, `${name}Ear`, `${name}EarTip`, 1.14, 1.26)
  const path: Vec3[] = [
    [0.135 * sign, 1.09, -0.02],
    [0.165 * sign, 1.16, -0.03],
    [0.195 * sign, 1.23, -0.035],
    [0.235 * sign, 1.3, -0.03],
  ]
  const outer: Tube = {
    path,
    radius: (along) => 0.047 * Math.sin(Math.PI * Math.min(1, 0.16 + along * 0.8)) ** 0.55,
    detail: [14, 3],
  }
  return [
    disc('accent', 0.268 * sign, [0.035, 0.085, 0.085], [20, 10]),
    disc('shell', 0.292 * sign, [0.022, 0.06, 0.06], [16, 8]),
    disc('indicator', 0.31 * sign, [0.012, 0.026, 0.026], [12, 6]),
    { paint: 'shell', skin: swaying, shape: tube(outer) },
    {
      paint: 'accent',
      skin: swaying,
      shape: leaf({ ...outer, detail: [8, 9], from: 0.3, to: 0.94, spread: 0.95, lift: 0.0025 }),
    },
  ]
}

function disc(paint: Part['paint'], x: number, radii: Vec3, detail: readonly [number, number]): Part {
  return {
    paint,
    skin: rigid('Head'),
    shape: superellipsoid({ center: [x, 0.93, -0.01], radii, exponent: 2.5, detail }),
  }
}

const antennaSkin: Skin = ([, y]) => {
  const second = smoothstep(1.17, 1.22, y)
  const third = smoothstep(1.23, 1.28, y)
  return [
    ['Antenna1', 1 - second],
    ['Antenna2', second * (1 - third)],
    ['Antenna3', second * third],
  ]
}

/** A knob, a stalk, and a lamp on its end. */
export function antenna(): Part[] {
  return [
    {
      paint: 'accent',
      skin: rigid('Head'),
      shape: superellipsoid({
        center: [0, 1.143, -0.02],
        radii: [0.045, 0.022, 0.045],
        exponent: 2.2,
        detail: [16, 6],
      }),
    },
    {
      paint: 'joint',
      skin: antennaSkin,
      shape: tube({
        path: [
          [0, 1.14, -0.02],
          [0, 1.205, -0.025],
          [0, 1.265, -0.02],
          [0, 1.31, -0.012],
        ],
        radius: () => 0.009,
        detail: [8, 3],
      }),
    },
    {
      paint: 'indicator',
      skin: rigid('Antenna3'),
      shape: superellipsoid({ center: [0, 1.335, -0.01], radii: [0.03, 0.03, 0.03], exponent: 2, detail: [16, 10] }),
    },
  ]
}
