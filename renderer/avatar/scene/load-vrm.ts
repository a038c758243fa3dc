import { type VRM, VRMLoaderPlugin, VRMUtils } from '@pixiv/three-vrm'
import { Texture } from 'three'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import { allTextures, release, releaseTexture } from './release.ts'

/** Loads an avatar and makes it ready to be shown, facing us. Throws where the file is missing or no VRM. */
export async function loadVrm(url: string): Promise<VRM> {
  const loader = new GLTFLoader()
  loader.register((parser) => new VRMLoaderPlugin(parser))
  const gltf = await loader.loadAsync(url)
  const vrm = gltf.userData.vrm as VRM | undefined
  if (!vrm) {
    for (const scene of gltf.scenes) release(scene)
    throw new Error(`${url} has no VRM avatar in it`)
  }
  VRMUtils.removeUnnecessaryVertices(vrm.scene)
  VRMUtils.combineSkeletons(vrm.scene)
  VRMUtils.rotateVRM0(vrm)
  vrm.scene.traverse((object) => {
    // Bounds are those of the T-pose; a bent avatar would be culled by them while still in view.
    object.frustumCulled = false
  })
  // Pictures that no part of her uses, such as a thumbnail.
  const used = new Set([...allTextures(vrm.scene)].map(({ source }) => source))
  for (const loaded of gltf.parser.associations.keys()) {
    if (loaded instanceof Texture && !used.has(loaded.source)) releaseTexture(loaded)
  }
  // Eyes that expressions move are written once at the first update; after this one, only by the mixer.
  vrm.lookAt?.update(0)
  return vrm
}
