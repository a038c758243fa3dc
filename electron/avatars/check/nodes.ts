import { at, damaged, type Gltf, mustBeAtMost } from './gltf.ts'
import { MAX_NODE_DEPTH } from './limits.ts'

/**
 * Nodes have to be trees: no node has two parents, none is below itself, and all that they refer to is there.
 * @throws KiraError `AVATAR_DAMAGED`, `AVATAR_TOO_COMPLEX`
 */
export function checkNodes(gltf: Gltf): void {
  const { nodes, meshes, skins, scenes, scene } = gltf.document
  const parents = new Map<number, number>()
  for (const [i, { children, mesh, skin }] of nodes.entries()) {
    const place = `nodes[${i}]`
    for (const child of children) {
      at(gltf, nodes, child, `${place}.children`)
      if (child === i || parents.has(child)) throw damaged(gltf, `${place}.children`)
      parents.set(child, i)
    }
    if (mesh !== undefined) at(gltf, meshes, mesh, `${place}.mesh`)
    if (skin !== undefined) at(gltf, skins, skin, `${place}.skin`)
  }
  checkDepth(gltf, parents)
  for (const [i, { nodes: roots }] of scenes.entries()) {
    for (const root of roots) at(gltf, nodes, root, `scenes[${i}].nodes`)
  }
  if (scene !== undefined) at(gltf, scenes, scene, 'scene')
  for (const [i, { joints, skeleton }] of skins.entries()) {
    for (const joint of joints) at(gltf, nodes, joint, `skins[${i}].joints`)
    if (skeleton !== undefined) at(gltf, nodes, skeleton, `skins[${i}].skeleton`)
  }
}

/** From each node up: who does not come to an end within the limit is in a ring, or too deep. */
function checkDepth(gltf: Gltf, parents: ReadonlyMap<number, number>): void {
  const depths = new Map<number, number>()
  for (const start of gltf.document.nodes.keys()) {
    const way: number[] = []
    let node: number | undefined = start
    while (node !== undefined && !depths.has(node)) {
      if (way.length > gltf.document.nodes.length) throw damaged(gltf, `nodes[${start}].children`)
      way.push(node)
      node = parents.get(node)
    }
    let depth = node === undefined ? 0 : (depths.get(node) ?? 0)
    for (const below of way.reverse()) depths.set(below, ++depth)
    mustBeAtMost(MAX_NODE_DEPTH, gltf, 'nodes depth', depth)
  }
}
