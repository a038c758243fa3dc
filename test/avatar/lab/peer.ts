import { type VRM, VRMLoaderPlugin } from '@pixiv/three-vrm'
import { DirectionalLight, PerspectiveCamera, Scene, WebGLRenderer } from 'three'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'

/** A page as three-vrm's examples are: it loads an avatar, turns a bone, moves the lips, and draws. The least there is. */
export async function createPeer(container: HTMLElement, url: string) {
  const renderer = new WebGLRenderer({ alpha: true, antialias: true })
  renderer.setSize(container.clientWidth, container.clientHeight)
  container.append(renderer.domElement)
  const camera = new PerspectiveCamera(30, container.clientWidth / container.clientHeight, 0.1, 20)
  camera.position.set(0, 0.8, 3.2)
  const scene = new Scene()
  const light = new DirectionalLight(0xffffff, Math.PI)
  light.position.set(1, 1, 1).normalize()
  scene.add(light)
  const loader = new GLTFLoader()
  loader.register((parser) => new VRMLoaderPlugin(parser))
  const vrm: VRM = (await loader.loadAsync(url)).userData.vrm
  vrm.scene.traverse((object) => {
    object.frustumCulled = false
  })
  scene.add(vrm.scene)
  const gl = renderer.getContext()
  const pixel = new Uint8Array(4)
  let time = 0
  let frame = 0

  const peer = {
    frames: 0,
    update(delta: number): void {
      time += delta
      const wave = Math.sin(Math.PI * time)
      vrm.humanoid.getNormalizedBoneNode('neck')?.rotation.set(0, 0.25 * Math.PI * wave, 0)
      vrm.expressionManager?.setValue('aa', 0.5 + 0.5 * wave)
      vrm.update(delta)
    },
    finish: (): void => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel),
    paint: (): void => renderer.render(scene, camera),
    /** Draws as often as the screen does. */
    run(): void {
      const tick = () => {
        frame = requestAnimationFrame(tick)
        peer.update(1 / 60)
        peer.paint()
        peer.frames++
      }
      tick()
    },
    dispose(): void {
      cancelAnimationFrame(frame)
      renderer.dispose()
      renderer.forceContextLoss()
      renderer.domElement.remove()
    },
  }
  return peer
}
