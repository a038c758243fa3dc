import { DirectionalLight, type Object3D, Scene, WebGLRenderer } from 'three'
import { createCamera } from './camera.ts'

const MAX_PIXEL_RATIO = 2

/** A transparent picture: renderer, light and camera. Throws where there is no WebGL. */
export function createStage(canvas: HTMLCanvasElement) {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true })
  renderer.setClearColor(0, 0)
  const camera = createCamera()
  const scene = new Scene()
  // MToon takes light / π, so this is full daylight, from above and her left.
  const light = new DirectionalLight(0xffffff, Math.PI)
  light.position.set(0.6, 1, 1.4)
  scene.add(light)

  return {
    camera,
    add: (object: Object3D): void => void scene.add(object),
    /** In CSS pixels. */
    resize(width: number, height: number, pixelRatio: number): void {
      renderer.setPixelRatio(Math.min(pixelRatio, MAX_PIXEL_RATIO))
      renderer.setSize(width, height, false)
    },
    render: (): void => renderer.render(scene, camera),
    /** Gives the graphics memory back; the canvas can't be drawn on any more. */
    dispose(): void {
      renderer.dispose()
      renderer.forceContextLoss()
    },
  }
}

export type Stage = ReturnType<typeof createStage>
