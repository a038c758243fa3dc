import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { checkVrm } from '../../electron/avatars/check/check-vrm.ts'
import { KiraError } from '../../electron/contract/index.ts'
import { makeVrm, vrm0WithoutSurprised, vrmWithEmptyPresets, vrmWithoutMorphs } from '../avatar/make-vrm.ts'
import { takeApart, withJson, withText } from './glb-parts.ts'

const KIRA = readFileSync(join(import.meta.dirname, '../../data/avatars/kira.vrm'))
const BOXY = makeVrm({ morphs: ['smile'], expressions: { happy: 'smile' } })

/** What a file is refused for: the code, and the facts beside its name. */
function refusal(file: Uint8Array): { code: string; [fact: string]: unknown } {
  try {
    checkVrm(file, 'boxy.vrm')
  } catch (error) {
    if (!(error instanceof KiraError)) throw error
    const { file: name, ...facts } = error.data
    expect(name).toBe('boxy.vrm')
    return { code: error.code, ...facts }
  }
  throw new Error('it was accepted')
}

describe('what is an avatar', () => {
  test('Kira’s own body passes, and says whose it is', () => {
    const { triangles, ...facts } = checkVrm(KIRA, 'kira.vrm')
    expect(triangles).toBeGreaterThan(5_000)
    expect(facts).toEqual({
      spec: '1.0',
      name: 'Kira',
      licence: {
        authors: ['Kira contributors'],
        copyright: 'CC0 1.0: the Kira contributors waive all rights',
        licence: 'https://creativecommons.org/publicdomain/zero/1.0/',
        mayBeUsedBy: 'everyone',
        commercialUse: 'corporation',
        violence: true,
        sexual: true,
        modification: 'redistribution',
        creditNecessary: false,
      },
    })
  })

  test('an avatar needs no morph targets, not every preset, and nothing in those it has', () => {
    expect(checkVrm(vrmWithoutMorphs(), 'a.vrm')).toMatchObject({ spec: '1.0', name: 'No morphs' })
    expect(checkVrm(vrmWithEmptyPresets(), 'a.vrm')).toMatchObject({ spec: '1.0', name: 'Poker face' })
    expect(checkVrm(vrm0WithoutSurprised(), 'a.vrm')).toMatchObject({ spec: '0.x', name: 'Never surprised' })
  })

  test('what VRM 1.0 doesn’t say is forbidden, what VRM 0.x doesn’t say is unknown', () => {
    expect(checkVrm(BOXY, 'a.vrm').licence).toEqual({
      authors: ['Somebody'],
      copyright: null,
      licence: 'https://vrm.dev/licenses/1.0/',
      mayBeUsedBy: 'onlyAuthor',
      commercialUse: 'none',
      violence: false,
      sexual: false,
      modification: 'none',
      creditNecessary: true,
    })
    expect(checkVrm(vrm0WithoutSurprised(), 'a.vrm').licence).toEqual({
      authors: ['Somebody'],
      copyright: null,
      licence: 'CC_BY',
      mayBeUsedBy: 'everyone',
      commercialUse: null,
      violence: null,
      sexual: null,
      modification: null,
      creditNecessary: true,
    })
  })

  test('its texts can’t break what stands around them, and odd ones are no reason to refuse it', () => {
    const meta = {
      name: 'Evil\n\u202eName\0'.padEnd(5000, '!'),
      authors: ['A', 7, ''],
      allowExcessivelyViolentUsage: 'yes',
    }
    const { name, licence } = checkVrm(withJson(BOXY, 'extensions.VRMC_vrm.meta', meta), 'a.vrm')
    expect(name).toMatch(/^Evil {2}Name !+$/)
    expect(name).toHaveLength(200)
    expect(licence).toMatchObject({ authors: ['A'], violence: false })
    expect(checkVrm(withJson(BOXY, 'extensions.VRMC_vrm.meta', 'none'), 'a.vrm').name).toBeNull()
  })

  test('triangles count as often as they are drawn', () => {
    const { nodes } = takeApart(BOXY).document as { nodes: object[] }
    const once = checkVrm(BOXY, 'a.vrm').triangles
    expect(checkVrm(withJson(BOXY, 'nodes', [...nodes, { mesh: 1 }, { mesh: 1 }]), 'a.vrm').triangles).toBe(once + 4)
  })
})

describe('what is none', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Dear diary, today I was exported.')],
    ['a glTF without VRM', withJson(BOXY, 'extensions', {})],
  ])('%s', (_, file) => expect(refusal(file)).toEqual({ code: 'AVATAR_NOT_VRM' }))

  test('a file that was cut short, anywhere', () => {
    for (const length of [4, 11, 12, 19, 20, 400, BOXY.length - 1]) {
      expect(refusal(BOXY.subarray(0, length))).toEqual({ code: 'AVATAR_TRUNCATED' })
    }
  })

  test('a file with something behind its end, or chunks that do not fit', () => {
    expect(refusal(Buffer.concat([BOXY, Buffer.alloc(4)]))).toEqual({ code: 'AVATAR_DAMAGED', place: 'GLB.length' })
    const long = Buffer.from(BOXY)
    long.writeUInt32LE(0xffff_fff0, 12)
    expect(refusal(long)).toEqual({ code: 'AVATAR_DAMAGED', place: 'GLB.chunks[0].length' })
    const old = Buffer.from(BOXY)
    old.writeUInt32LE(1, 4)
    expect(refusal(old)).toMatchObject({ code: 'AVATAR_UNSUPPORTED' })
  })

  test('JSON that is none, too deep, or too much', () => {
    expect(refusal(withText(BOXY, '{"asset":'))).toEqual({ code: 'AVATAR_DAMAGED', place: 'JSON' })
    expect(refusal(withText(BOXY, '[]'))).toEqual({ code: 'AVATAR_DAMAGED', place: 'JSON' })
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(refusal(withText(BOXY, `{"asset":${deep}}`))).toMatchObject({
      code: 'AVATAR_TOO_COMPLEX',
      what: 'JSON depth',
    })
    const many = `{"extras":[${'0,'.repeat(2_000_000)}0]}`
    expect(refusal(withText(BOXY, many))).toMatchObject({ code: 'AVATAR_TOO_COMPLEX', what: 'JSON values' })
  })

  test.each([
    ['buffers.0.uri', 'https://example.com/body.bin'],
    ['buffers.0.uri', 'data:application/octet-stream;base64,AAAA'],
    ['buffers.1', { byteLength: 4, uri: '../secret' }],
    ['images', [{ uri: 'file:///etc/passwd' }]],
    ['images', [{ uri: 'textures/skin.png', bufferView: 0 }]],
  ])('a file that refers to another one: %s %j', (path, value) => {
    expect(refusal(withJson(BOXY, path, value))).toMatchObject({ code: 'AVATAR_OUTSIDE_FILE' })
  })

  test.each([
    ['extensionsRequired', ['KHR_draco_mesh_compression'], 'KHR_draco_mesh_compression'],
    ['extensionsUsed', ['VRMC_vrm', 'KHR_draco_mesh_compression'], 'KHR_draco_mesh_compression'],
    ['extensionsRequired', ['KHR_texture_basisu'], 'KHR_texture_basisu'],
    ['nodes.0.extensions', { EXT_mesh_gpu_instancing: { attributes: {} } }, 'EXT_mesh_gpu_instancing'],
    ['extensions.VRMC_vrm.specVersion', '2.0', 'VRM 2.0'],
  ])('a file that needs what Kira does not know: %s', (path, value, detail) => {
    expect(refusal(withJson(BOXY, path, value))).toEqual({ code: 'AVATAR_UNSUPPORTED', detail })
  })

  test('a body without the bones that move it, in both versions', () => {
    const missing = { code: 'AVATAR_BONES_MISSING', bones: 'head' }
    expect(refusal(withJson(BOXY, 'extensions.VRMC_vrm.humanoid.humanBones.head', undefined))).toEqual(missing)
    const old = makeVrm({ spec: '0.x' })
    expect(refusal(withJson(old, 'extensions.VRM.humanoid.humanBones.2.node', -1))).toEqual(missing)
    expect(refusal(withJson(old, 'extensions.VRM.humanoid.humanBones', []))).toMatchObject({
      code: 'AVATAR_BONES_MISSING',
      bones: expect.stringMatching(/^hips, spine, head, leftUpperArm, .*rightFoot$/),
    })
  })

  test.each([
    ['asset.version', '1.0', 'asset.version'],
    ['nodes', 'none', 'nodes'],
    ['nodes.0.children', [99], 'nodes[0].children'],
    ['nodes.0.children', [0], 'nodes[0].children'],
    ['nodes.2.children', [0, 16], /^nodes\[\d+\]\.children$/],
    ['nodes.3.children', [1], /^nodes\[\d+\]\.children$/],
    ['nodes.0.translation', [0, 0], 'nodes[0].translation'],
    ['nodes.15.mesh', 2, 'nodes[15].mesh'],
    ['nodes.15.skin', 1, 'nodes[15].skin'],
    ['scene', 3, 'scene'],
    ['scenes', [], 'scene'],
    ['scenes.0.nodes', [77], 'scenes[0].nodes'],
    ['skins.0.joints', [], 'skins[0].joints'],
    ['skins.0.joints', [0, 99], 'skins[0].joints'],
    ['skins.0.joints', [0, 1], 'meshes[0].primitives[0].attributes.JOINTS_0'],
    ['skins.0.inverseBindMatrices', 0, 'skins[0].inverseBindMatrices'],
    ['buffers.0.byteLength', 99_999_999, 'buffers[0].byteLength'],
    ['bufferViews.0.byteOffset', 99_999, 'bufferViews[0].byteLength'],
    ['bufferViews.0.byteLength', -1, 'bufferViews[0].byteLength'],
    ['bufferViews.0.byteStride', 2, 'bufferViews[0].byteStride'],
    ['accessors.0.count', 121, 'accessors[0].count'],
    ['accessors.0.count', 1e300, 'accessors[0].count'],
    ['accessors.0.byteOffset', 1, 'accessors[0].byteOffset'],
    ['accessors.0.componentType', 5124, 'accessors[0].componentType'],
    ['accessors.0.max', [1e30, 0, 0], 'accessors[0]'],
    ['accessors.1.bufferView', 99, 'accessors[1].bufferView'],
    ['meshes.0.primitives', [], 'meshes[0].primitives'],
    ['meshes.0.weights', ['NaN'], 'meshes[0].weights[0]'],
    ['meshes.0.primitives.0.attributes.POSITION', undefined, 'meshes[0].primitives[0].attributes.POSITION'],
    ['meshes.0.primitives.0.attributes.JOINTS_0', undefined, 'meshes[0].primitives[0].attributes.JOINTS_0'],
    ['meshes.0.primitives.0.attributes.WEIGHTS_0', 6, 'meshes[0].primitives[0].attributes.WEIGHTS_0'],
    ['meshes.0.primitives.0.indices', 0, 'meshes[0].primitives[0].indices'],
    ['meshes.1.primitives.0.targets.0.POSITION', 0, 'meshes[1].primitives[0].targets[0].POSITION'],
    ['images', [{ bufferView: 99 }], 'images[0].bufferView'],
    ['extensions.VRMC_vrm.humanoid.humanBones.head.node', 99, 'extensions.VRMC_vrm.humanoid.humanBones.head'],
    ['extensions.VRMC_vrm.humanoid.humanBones.head.node', 0, 'extensions.VRMC_vrm.humanoid.humanBones.head'],
    ['extensions.VRMC_vrm.humanoid', {}, 'extensions.VRMC_vrm.humanoid.humanBones'],
  ])('a file that contradicts itself: %s = %j', (path, value, place) => {
    const told = refusal(withJson(BOXY, path, value))
    expect(told.code).toBe('AVATAR_DAMAGED')
    expect(told.place).toEqual(typeof place === 'string' ? place : expect.stringMatching(place))
  })

  test.each([
    ['a position', 'accessors.0', Number.NaN],
    ['a position', 'accessors.0', Number.NEGATIVE_INFINITY],
    ['a position that is nowhere', 'accessors.0', 1e30],
    ['a weight', 'accessors.2', Number.NaN],
    ['a morph target', 'accessors.6', Number.POSITIVE_INFINITY],
    ['an inverse bind matrix', 'accessors.7', Number.NaN],
  ])('numbers that are none: %s', (_, path, value) => {
    const { document, data } = takeApart(BOXY)
    const index = Number(path.split('.')[1])
    const { bufferView } = (document.accessors as { bufferView: number }[])[index] ?? { bufferView: -1 }
    const { byteOffset } = (document.bufferViews as { byteOffset: number }[])[bufferView] ?? { byteOffset: -1 }
    const broken = Buffer.from(BOXY)
    broken.writeFloatLE(value, BOXY.length - data.length + byteOffset + 4)
    expect(refusal(broken)).toMatchObject({ code: 'AVATAR_DAMAGED' })
  })

  test('bones that a vertex has no weight for may be any', () => {
    const { document, data } = takeApart(BOXY)
    const { byteOffset } = (document.bufferViews as { byteOffset: number }[])[1] ?? { byteOffset: -1 }
    const odd = Buffer.from(BOXY)
    odd.writeUInt8(200, BOXY.length - data.length + byteOffset + 1)
    expect(checkVrm(odd, 'a.vrm').name).toBe('Boxy')
  })

  test('sparse numbers are looked at like the others', () => {
    const sparse = (indices: number, values: number) => ({
      count: 2,
      indices: { bufferView: indices, componentType: 5123 },
      values: { bufferView: values },
    })
    // View 3 holds the body's indices: 0, 1. View 0 holds its positions.
    expect(checkVrm(withJson(BOXY, 'accessors.0.sparse', sparse(3, 0)), 'a.vrm').name).toBe('Boxy')
    expect(refusal(withJson(BOXY, 'accessors.0.sparse', sparse(3, 99))).place).toBe(
      'accessors[0].sparse.values.bufferView',
    )
    expect(refusal(withJson(BOXY, 'accessors.0.sparse', sparse(0, 0))).place).toBe('accessors[0].sparse.indices')
  })
})

describe('what is too much for a page', () => {
  test.each([
    ['nodes', Array.from({ length: 10_001 }, () => ({})), 'nodes'],
    ['materials', Array.from({ length: 1_001 }, () => ({})), 'materials'],
    ['accessors', Array.from({ length: 50_001 }, () => ({})), 'accessors'],
  ])('too many %s', (path, value, what) => {
    expect(refusal(withJson(BOXY, path, value))).toMatchObject({ code: 'AVATAR_TOO_COMPLEX', what })
  })

  test('a few bytes that ask for gigabytes', () => {
    const zeros = { componentType: 5126, type: 'MAT4', count: 1e9 }
    expect(refusal(withJson(BOXY, 'accessors.8', zeros))).toMatchObject({
      code: 'AVATAR_TOO_COMPLEX',
      what: 'accessors bytes',
    })
    const { document, data } = takeApart(KIRA)
    const views = document.bufferViews as object[]
    const copies = Array.from({ length: 10_000 }, () => ({ buffer: 0, byteLength: data.length - 4 }))
    expect(refusal(withJson(KIRA, 'bufferViews', [...views, ...copies]))).toMatchObject({ what: 'bufferViews bytes' })
  })

  test('one mesh that is drawn a thousand times, or has a thousand faces', () => {
    const { document } = takeApart(BOXY)
    const nodes = document.nodes as object[]
    const crowd = Array.from({ length: 6_000 }, () => ({ mesh: 0 }))
    expect(refusal(withJson(BOXY, 'nodes', [...nodes, ...crowd]))).toMatchObject({
      what: 'triangles',
      limit: 1_000_000,
    })
    const targets = Array.from({ length: 1_001 }, () => ({ POSITION: 6 }))
    expect(refusal(withJson(BOXY, 'meshes.1.primitives.0.targets', targets))).toMatchObject({
      what: 'meshes[1].primitives[0].targets',
    })
  })

  test('nodes that lie too deep in each other', () => {
    const { nodes } = takeApart(BOXY).document as { nodes: object[] }
    const chain = Array.from({ length: 600 }, (_, i) => ({ children: i < 599 ? [nodes.length + i + 1] : [] }))
    expect(refusal(withJson(BOXY, 'nodes', [...nodes, ...chain]))).toMatchObject({ what: 'nodes depth' })
  })

  test('small pictures that unpack to billions of pixels', () => {
    const tiny = PNG.sync.write(new PNG({ width: 2, height: 2 }))
    expect(checkVrm(makeVrm({ images: [tiny, tiny] }), 'a.vrm').name).toBe('Boxy')
    const bomb = Buffer.from(tiny)
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    expect(refusal(makeVrm({ images: [tiny, bomb] }))).toEqual({
      code: 'AVATAR_TEXTURES_TOO_LARGE',
      megapixels: 901,
      limit: 269,
    })
    expect(refusal(makeVrm({ images: [Buffer.from('GIF89a')] }))).toMatchObject({ code: 'AVATAR_UNSUPPORTED' })
    expect(refusal(makeVrm({ images: [tiny.subarray(0, 18)] }))).toEqual({ code: 'AVATAR_DAMAGED', place: 'images[0]' })
  })
})
