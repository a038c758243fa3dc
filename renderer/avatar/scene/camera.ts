import { type Box3, MathUtils, type Matrix4, PerspectiveCamera, Vector3 } from 'three'

/** Long enough a lens that she does not bulge, in degrees. */
const FIELD_OF_VIEW = 18
const HALF_HEIGHT_AT_1 = Math.tan(MathUtils.degToRad(FIELD_OF_VIEW / 2))
/** Air around her, as a part of her size: she sways. */
const MARGIN = 0.03
/** How far above her middle the camera stands, as a part of its distance. */
const RAISED = 0.06

/** A camera that looks at her from the front. */
export const createCamera = (): PerspectiveCamera => new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 100)

const size = new Vector3()
const center = new Vector3()

/** Moves the camera to where a box just fits into a picture of that shape. */
export function frame(camera: PerspectiveCamera, box: Box3, width: number, height: number): void {
  box.getSize(size).multiplyScalar(1 + 2 * MARGIN)
  box.getCenter(center)
  camera.aspect = width / height
  const visibleHeight = Math.max(size.y, size.x / camera.aspect)
  const distance = visibleHeight / 2 / HALF_HEIGHT_AT_1 + size.z / 2
  camera.position.set(center.x, center.y + RAISED * distance, center.z + distance)
  camera.lookAt(center)
  // Giants and thumbelinas alike are in front of it and not too far behind.
  camera.near = distance / 50
  camera.far = distance * 20
  camera.updateProjectionMatrix()
  camera.updateMatrixWorld()
}

const projected = new Vector3()

/** Where a point of the scene is in a picture of that size, in CSS pixels from its top left corner. */
export function project(camera: PerspectiveCamera, point: Vector3, width: number, height: number): [number, number] {
  projected.copy(point).project(camera)
  return [((projected.x + 1) / 2) * width, ((1 - projected.y) / 2) * height]
}

/** Tells where the eight corners of a box are in the picture; `matrix` brings the box into the scene. */
export function projectCorners(
  camera: PerspectiveCamera,
  { min, max }: Box3,
  matrix: Matrix4,
  width: number,
  height: number,
  tell: (x: number, y: number) => void,
): void {
  for (let corner = 0; corner < 8; corner++) {
    projected.set(corner & 1 ? max.x : min.x, corner & 2 ? max.y : min.y, corner & 4 ? max.z : min.z)
    projected.applyMatrix4(matrix).project(camera)
    tell(((projected.x + 1) / 2) * width, ((1 - projected.y) / 2) * height)
  }
}
