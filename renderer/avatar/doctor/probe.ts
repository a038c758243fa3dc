import type { VRM } from '@pixiv/three-vrm'
import type { WebGLRenderer } from 'three'
import { changedPixels } from './difference.ts'
import { createPortrait, type Portrait, type Section } from './portrait.ts'

/** The probe's pictures are so many pixels wide and high. */
export const PROBE_PIXELS = 256
/** What changes a channel by no more, or fewer pixels than that, nobody sees. */
const TOLERANCE = 3
const FEWEST_PIXELS = 12

/**
 * Which expressions of an avatar can be seen, and how many pixels of her portrait each changes; those that nobody sees are
 * left out. Draws her once at rest and once with each expression that changes anything at all, some milliseconds each, and
 * leaves everything as it was. The avatar’s tint, if any, must not show.
 */
export function probe(vrm: VRM, renderer: WebGLRenderer): Record<string, number> {
  const expressions = vrm.expressionManager?.expressions ?? []
  const before = expressions.map(({ weight }) => weight)
  const portrait = createPortrait(vrm, renderer)
  try {
    return Object.fromEntries(measure(vrm, portrait))
  } finally {
    for (const [index, expression] of expressions.entries()) expression.weight = before[index] ?? 0
    vrm.expressionManager?.update()
    portrait.dispose()
  }
}

function* measure(vrm: VRM, portrait: Portrait): Generator<[name: string, pixels: number]> {
  const manager = vrm.expressionManager
  if (!manager) return
  const draw = (section: Section, name?: string) => {
    manager.resetValues()
    if (name !== undefined) manager.setValue(name, 1)
    manager.update()
    return portrait.draw(section, PROBE_PIXELS)
  }
  const atRest: Record<Section, Uint8Array> = { head: draw('head'), whole: draw('whole') }
  const seen = (section: Section, name: string) => changedPixels(atRest[section], draw(section, name), TOLERANCE)
  for (const { expressionName: name, binds } of manager.expressions) {
    if (binds.length === 0) continue
    // What is not on her face may be elsewhere: a sign that she holds, a tail.
    const pixels = seen('head', name) || seen('whole', name)
    if (pixels >= FEWEST_PIXELS) yield [name, pixels]
  }
}
