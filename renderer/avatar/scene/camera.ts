import { type Box3, PerspectiveCamera, Vector3 } from 'three'
import type { Rect } from '../../../electron/contract/index.ts'

/** Long enough a lens that she does not bulge, in degrees. */
const FIELD_OF_VIEW = 18
/** Air around her, as a part of her size: she sways. */
const MARGIN = 0.03

/** A camera that looks at her from the front. */
export const createCamera = (): PerspectiveCamera => new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 100)

/** Moves the camera to where a box just fits into a picture of that shape. */
export function frame(camera: PerspectiveCamera, box: Box3, width: number, height: number): void {
  const size = box.getSize(new Vector3()).multiplyScalar(1 + 2 * MARGIN)
  const center = box.getCenter(new Vector3())
  camera.aspect = width / height
  const visibleHeight = Math.max(size.y, size.x / camera.aspect)
  const distance = visibleHeight / 2 / Math.tan((FIELD_OF_VIEW / 2) * (Math.PI / 180)) + size.z / 2
  camera.position.set(center.x, center.y + 0.06 * distance, center.z + distance)
  camera.lookAt(center)
  camera.updateProjectionMatrix()
  camera.updateMatrixWorld()
}

/** Where a point of the scene is in a picture of that size, in CSS pixels from its top left corner. */
export function project(camera: PerspectiveCamera, point: Vector3, width: number, height: number): [number, number] {
  const { x, y } = point.clone().project(camera)
  return [((x + 1) / 2) * width, ((1 - y) / 2) * height]
}

/** The rectangle that a box of the scene fills in the picture. */
export function projectBox(camera: PerspectiveCamera, box: Box3, width: number, height: number): Rect {
  const corners = [box.min.x, box.max.x].flatMap((x) =>
    [box.min.y, box.max.y].flatMap((y) =>
      [box.min.z, box.max.z].map((z) => project(camera, new Vector3(x, y, z), width, height)),
    ),
  )
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
