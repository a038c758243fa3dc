import { type VRM, VRMLoaderPlugin, VRMUtils } from '@pixiv/three-vrm'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'

/** Loads an avatar and makes it ready to be shown, facing us. Throws where the file is missing or no VRM. */
export async function loadVrm(url: string): Promise<VRM> {
  const loader = new GLTFLoader()
  loader.register((parser) => new VRMLoaderPlugin(parser))
  const gltf = await loader.loadAsync(url)
  const vrm = gltf.userData.vrm as VRM | undefined
  if (!vrm) {
    VRMUtils.deepDispose(gltf.scene)
    throw new Error(`${url} has no VRM avatar in it`)
  }
  VRMUtils.removeUnnecessaryVertices(vrm.scene)
  VRMUtils.rotateVRM0(vrm)
  vrm.scene.traverse((object) => {
    // Bounds are those of the T-pose; a bent avatar would be culled by them while still in view.
    object.frustumCulled = false
  })
  // Eyes that expressions move are written once at the first update; after this one, only by the mixer.
  vrm.lookAt?.update(0)
  return vrm
}
