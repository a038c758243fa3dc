import { Material, Mesh, type Object3D, SkinnedMesh, Texture } from 'three'

/** All textures of a material: in its own fields, and in the uniforms of a shader. */
function texturesOf(material: Material): Texture[] {
  const uniforms = 'uniforms' in material ? Object.values(material.uniforms as Record<string, { value: unknown }>) : []
  const values = [...Object.values(material), ...uniforms.map(({ value }) => value)]
  return values.filter((value) => value instanceof Texture)
}

/** The materials of everything below an object, each once. */
export function materialsOf(root: Object3D): Set<Material> {
  const materials = new Set<Material>()
  root.traverse((object) => {
    if (!(object instanceof Mesh)) return
    for (const material of [object.material].flat()) if (material instanceof Material) materials.add(material)
  })
  return materials
}

/** The textures of everything below an object, each once. */
export const allTextures = (root: Object3D): Set<Texture> => new Set([...materialsOf(root)].flatMap(texturesOf))

/**
 * Gives back what the graphics card holds of an object: geometries, materials, textures and the textures of its bones.
 * The object can be drawn again, which puts all of it there anew.
 */
export function freeFromCard(root: Object3D): void {
  root.traverse((object) => {
    if (object instanceof Mesh) object.geometry.dispose()
    if (object instanceof SkinnedMesh) object.skeleton.dispose()
  })
  for (const texture of allTextures(root)) texture.dispose()
  for (const material of materialsOf(root)) material.dispose()
}

/** Gives back a texture and its picture, which else stays in memory until somebody collects the garbage. */
export function releaseTexture(texture: Texture): void {
  texture.dispose()
  const picture: unknown = texture.source.data
  if (picture instanceof ImageBitmap) picture.close()
}

/** Gives back all of an object. It can't be drawn any more. */
export function release(root: Object3D): void {
  const textures = allTextures(root)
  freeFromCard(root)
  for (const texture of textures) releaseTexture(texture)
  root.removeFromParent()
}
