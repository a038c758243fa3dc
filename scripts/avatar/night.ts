import { GLOW, linear, type Rgb } from './colour.ts'
import { type ColourBind, colourBind } from './colour-bind.ts'
import type { PaintName } from './materials.ts'

const INK_AT_NIGHT = linear(0x1c1014)
const RIM_AT_NIGHT = linear(0xb0602e)

/** Her lacquers by lamplight: paint and shade. */
const LACQUERS: readonly (readonly [paint: PaintName, colour: number, shade: number])[] = [
  ['shell', 0xa9826c, 0x604344],
  ['accent', 0xa84a3e, 0x6b2c30],
  ['trim', 0xb9813f, 0x74492b],
  ['glove', 0xa84f42, 0x6b2f32],
]

/** How much of the light at rest night adds to it: little in the eyes, lest they pale, and much around them. */
const MORE_LIGHT: readonly (readonly [paint: PaintName, share: number])[] = [
  ['eye', 0.06],
  ['mouth', 0.06],
  ['indicator', 0.1],
  ['glow', 0.3],
]

const more = (colour: Rgb, share: number): Rgb => {
  const lift = (value: number): number => Number(Math.min(1, value * (1 + share)).toFixed(4))
  return [lift(colour[0]), lift(colour[1]), lift(colour[2])]
}

/**
 * Night: a darker, warmer shell with the light of a lamp on its edge, and a brighter face. It moves nothing and only adds
 * to the light of the face, so it goes with every other expression.
 */
export const night: readonly ColourBind[] = [
  ...LACQUERS.flatMap(([paint, colour, shade]) => [
    colourBind(paint, 'color', linear(colour)),
    colourBind(paint, 'shadeColor', linear(shade)),
    colourBind(paint, 'rimColor', RIM_AT_NIGHT),
    colourBind(paint, 'outlineColor', INK_AT_NIGHT),
  ]),
  colourBind('joint', 'color', linear(0x3f3038)),
  colourBind('joint', 'shadeColor', linear(0x281d24)),
  colourBind('joint', 'outlineColor', INK_AT_NIGHT),
  colourBind('seam', 'color', linear(0x3d2526)),
  colourBind('seam', 'shadeColor', linear(0x2a1a1c)),
  colourBind('visor', 'color', linear(0x130d15)),
  colourBind('visor', 'shadeColor', linear(0x0b070d)),
  colourBind('visor', 'rimColor', RIM_AT_NIGHT),
  ...MORE_LIGHT.map(([paint, share]) => colourBind(paint, 'emissionColor', more(GLOW.neutral, share))),
]
