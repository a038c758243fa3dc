import { DirectionalLight, Group, MathUtils, type Object3D, Scene } from 'three'
import { createCamera } from './camera.ts'

/** What she stands on: scene, light, camera and a turntable. It knows nothing of a canvas. */
export function createStage() {
  const camera = createCamera()
  const scene = new Scene()
  // MToon takes light / π, so this is full daylight, from above and her left.
  const light = new DirectionalLight(0xffffff, Math.PI)
  light.position.set(0.6, 1, 1.4)
  const turntable = new Group()
  scene.add(light, turntable)

  return {
    camera,
    scene,
    /** Puts somebody there, in place of whoever was. */
    show(object: Object3D): void {
      turntable.clear()
      turntable.add(object)
    },
    /** 1 is full daylight. */
    setLight(brightness: number): void {
      light.intensity = Math.PI * brightness
    },
    /** Degrees, to her left. */
    setTurn(degrees: number): void {
      turntable.rotation.y = MathUtils.degToRad(degrees)
      turntable.updateMatrixWorld(true)
    },
  }
}

export type Stage = ReturnType<typeof createStage>
