import { MToonMaterial } from '@pixiv/three-vrm'
import type { Object3D } from 'three'
import type { Settings } from '../../../electron/contract/index.ts'
import { createMeter } from './meter.ts'
import type { Numbers } from './numbers.ts'
import { createPainter, type Painter } from './painter.ts'
import { AUTO_QUALITY, nextQuality, type Quality, TRAITS } from './quality.ts'
import { freeFromCard, materialsOf } from './release.ts'
import type { Stage } from './stage.ts'

/** A stage as it is seen: a canvas that fills its container, at the quality that was chosen or that the machine can do. */
export interface Picture {
  /** Another one after some changes of quality. */
  readonly canvas: HTMLCanvasElement
  readonly numbers: Numbers
  /** Throws where there is no WebGL. */
  open(): void
  /** Makes an object ready to be put on the stage (see painter.ts). */
  warmUp(object: Object3D): Promise<void>
  setQuality(quality: Settings['avatar']['quality']): void
  /** Brings the picture in line with the size of its container, the quality and what is on the stage; paints it. */
  layOut(): void
  /**
   * Paints a frame.
   * @param delta seconds since the frame before
   * @param wanted seconds that they should be apart
   * @param work what was done for it already took so many milliseconds
   * @returns whether there are new numbers
   */
  paint(delta: number, wanted: number, work: number): boolean
  dispose(): void
}

/** @param onSize gets the picture's size in CSS pixels, before it is painted */
export function createPicture(
  container: HTMLElement,
  stage: Stage,
  onSize: (width: number, height: number) => void,
): Picture {
  const meter = createMeter()
  let canvas = newCanvas()
  let painter: Painter | null = null
  let chosen: Settings['avatar']['quality'] = 'auto'
  let auto = AUTO_QUALITY
  container.prepend(canvas)

  const quality = (): Quality => (chosen === 'auto' ? auto.quality : chosen)

  function layOut(): void {
    const { clientWidth: width, clientHeight: height } = container
    if (!painter || width === 0 || height === 0) return
    const { antialias, outlines, maxPixelRatio } = TRAITS[quality()]
    const next = painter.antialias === antialias ? painter : newPainter(antialias)
    for (const material of materialsOf(stage.scene)) {
      if (material instanceof MToonMaterial && material.isOutline) material.visible = outlines
    }
    next.resize(width, height, Math.min(window.devicePixelRatio, maxPixelRatio))
    onSize(width, height)
    next.paint(stage)
    if (next !== painter) replacePainter(painter, next)
  }

  /** A canvas has smooth edges from its beginning or never, so others need another one. */
  function newPainter(antialias: boolean): Painter {
    try {
      const next = createPainter(newCanvas(), { antialias })
      // The old one shows its last picture until the new one has its first.
      freeFromCard(stage.scene)
      return next
    } catch {
      // There is no room for a second one: the edges stay as they are.
      return painter as Painter
    }
  }

  function replacePainter(before: Painter, after: Painter): void {
    Object.assign(after.canvas.dataset, canvas.dataset)
    canvas.replaceWith(after.canvas)
    canvas = after.canvas
    painter = after
    before.dispose()
  }

  return {
    get canvas() {
      return canvas
    },
    get numbers() {
      const { frames, framesPerSecond, millisecondsPerFrame } = meter
      return { frames, framesPerSecond, millisecondsPerFrame, quality: quality(), ...painter?.costs }
    },
    open() {
      painter ??= createPainter(canvas, TRAITS[quality()])
    },
    async warmUp(object) {
      await painter?.warmUp(object, stage)
    },
    setQuality(next) {
      const before = quality()
      if (next !== 'auto') auto = AUTO_QUALITY
      chosen = next
      if (quality() !== before) layOut()
    },
    layOut,
    paint(delta, wanted, work) {
      const startedAt = performance.now()
      painter?.paint(stage)
      const now = performance.now()
      if (chosen === 'auto') {
        const before = auto.quality
        auto = nextQuality(auto, delta, wanted)
        if (auto.quality !== before) layOut()
      }
      return meter.count(now, work + now - startedAt)
    },
    dispose() {
      painter?.dispose()
      canvas.remove()
    },
  }
}

function newCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'avatar'
  return canvas
}
