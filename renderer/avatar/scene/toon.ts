import { MToonMaterial, type VRM } from '@pixiv/three-vrm'

/**
 * Brings an avatar's toon materials up to date: those whose pictures move by themselves in every frame, all others only
 * after something changed them. `delta`: seconds.
 */
export function createToon({ materials = [] }: Pick<VRM, 'materials'>): (delta: number, changed: boolean) => void {
  const all = materials.filter((material) => material instanceof MToonMaterial)
  const moving = all.filter(scrolls)
  return (delta, changed) => {
    for (const material of changed ? all : moving) material.update(delta)
  }
}

const scrolls = (material: MToonMaterial): boolean =>
  material.uvAnimationScrollXSpeedFactor !== 0 ||
  material.uvAnimationScrollYSpeedFactor !== 0 ||
  material.uvAnimationRotationSpeedFactor !== 0
