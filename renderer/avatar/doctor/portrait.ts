import type { VRM } from '@pixiv/three-vrm'
import {
  Box3,
  Color,
  DirectionalLight,
  OrthographicCamera,
  Scene,
  Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three'
import { measureBody } from '../scene/body-boxes.ts'

/** What is in the picture. */
export type Section = 'head' | 'whole'

/** An avatar that is drawn where nobody sees it, from the front and by the same light each time. */
export interface Portrait {
  /** `pixels` wide and high: RGBA, 8 bits a channel, line by line from below. */
  draw(section: Section, pixels: number): Uint8Array
  /** Draws on the renderer's own canvas. */
  paint(section: Section): void
  /** Puts avatar and renderer back to where they were. */
  dispose(): void
}

/** Takes the avatar off the stage that it stands on, until it is disposed; nothing else may draw in between. */
export function createPortrait(vrm: VRM, renderer: WebGLRenderer): Portrait {
  const { scene: avatar } = vrm
  const stage = avatar.parent
  const clear = { colour: renderer.getClearColor(new Color()), alpha: renderer.getClearAlpha() }
  const targetBefore = renderer.getRenderTarget()

  const studio = new Scene()
  const light = new DirectionalLight(0xffffff, Math.PI)
  light.position.set(0.6, 1, 1.4)
  studio.add(light, avatar)
  avatar.updateMatrixWorld(true)
  const { whole, head } = measureBody(vrm)
  const cameras: Record<Section, OrthographicCamera> = {
    head: cameraFor(head.isEmpty() ? whole : faceOf(vrm, head), whole),
    whole: cameraFor(whole, whole),
  }
  renderer.setClearColor(0x808080, 1)

  return {
    draw(section, pixels) {
      const target = new WebGLRenderTarget(pixels, pixels)
      renderer.setRenderTarget(target)
      renderer.render(studio, cameras[section])
      const picture = new Uint8Array(4 * pixels * pixels)
      renderer.readRenderTargetPixels(target, 0, 0, pixels, pixels, picture)
      renderer.setRenderTarget(targetBefore)
      target.dispose()
      return picture
    },
    paint: (section) => renderer.render(studio, cameras[section]),
    dispose() {
      if (stage) stage.add(avatar)
      else avatar.removeFromParent()
      renderer.setClearColor(clear.colour, clear.alpha)
    },
  }
}

/** From the chin to the top of the head, as wide as high: long hair hangs out of it. */
function faceOf(vrm: VRM, head: Box3): Box3 {
  const bone = vrm.humanoid.getRawBoneNode('head')?.getWorldPosition(new Vector3()) ?? head.getCenter(new Vector3())
  const size = 1.2 * (head.max.y - bone.y)
  const center = new Vector3(bone.x, head.max.y - size / 2, bone.z)
  return new Box3().setFromCenterAndSize(center, new Vector3(size, size, size))
}

/** Looks at a box from the front, square; no part of `all` is cut off by its depth. */
function cameraFor(box: Box3, all: Box3): OrthographicCamera {
  const center = box.getCenter(new Vector3())
  const { x, y } = box.getSize(new Vector3())
  const half = Math.max(x, y, 1e-3) / 2
  const depth = all.max.z - all.min.z
  const camera = new OrthographicCamera(-half, half, half, -half, 0, 3 * depth + 2)
  camera.position.set(center.x, center.y, all.max.z + depth + 1)
  camera.updateMatrixWorld()
  return camera
}
