import { encodeGlb } from '../../scripts/avatar/glb.ts'

/** A glTF document that a test may change before it becomes a file. */
export type GltfJson = Record<string, unknown> & { extensions: Record<string, unknown> }

export interface MadeVrm {
  readonly spec?: '0.x' | '1.0'
  readonly name?: string
  /** Morph targets. Each pushes a patch of its own, hidden in the head, out of the face. */
  readonly morphs?: readonly string[]
  /**
   * Expressions by their name in that version (`happy`, or `joy` in 0.x), with the morph target each moves, `colour`
   * where it tints the face, or null where it does nothing. Names that are no preset become custom ones.
   */
  readonly expressions?: Readonly<Record<string, string | null>>
  /** Pictures to put into the file. */
  readonly images?: readonly Buffer[]
  /** The last word about the document. */
  change?(document: GltfJson): void
}

type Point = readonly [x: number, y: number, z: number]

/** Each bone with the one above it, and where it is in T-pose, in metres; she looks along +Z. */
const BONES: readonly (readonly [name: string, parent: string | null, Point])[] = [
  ['hips', null, [0, 0.9, 0]],
  ['spine', 'hips', [0, 1, 0]],
  ['head', 'spine', [0, 1.4, 0]],
  ...(['left', 'right'] as const).flatMap((side): [string, string, Point][] => {
    const x = side === 'left' ? 1 : -1
    return [
      [`${side}UpperArm`, 'spine', [0.15 * x, 1.3, 0]],
      [`${side}LowerArm`, `${side}UpperArm`, [0.4 * x, 1.3, 0]],
      [`${side}Hand`, `${side}LowerArm`, [0.65 * x, 1.3, 0]],
      [`${side}UpperLeg`, 'hips', [0.09 * x, 0.85, 0]],
      [`${side}LowerLeg`, `${side}UpperLeg`, [0.09 * x, 0.45, 0]],
      [`${side}Foot`, `${side}LowerLeg`, [0.09 * x, 0.05, 0]],
    ]
  }),
]
const HEAD = BONES.findIndex(([name]) => name === 'head')
const BODY_NODE = BONES.length
const FACE_NODE = BONES.length + 1

/** How far a morph target moves its patch, in metres: out of the head even at a third of its weight. */
const MOVE = 0.16

const PRESETS_1 =
  'happy angry sad relaxed surprised neutral aa ih ou ee oh blink blinkLeft blinkRight lookUp lookDown lookLeft lookRight'
const PRESETS_0 = 'joy angry sorrow fun neutral a i u e o blink blink_l blink_r lookup lookdown lookleft lookright'

/** A figure of boxes with every bone that is required: a small, whole VRM file. The same bytes for the same wishes. */
export function makeVrm(wishes: MadeVrm = {}): Buffer {
  const { spec = '1.0', name = 'Boxy', morphs = [], expressions = {}, images = [] } = wishes
  // VRM 0.x looks along -Z: the whole figure is turned by half.
  const turned = ([x, y, z]: Point): Point => (spec === '0.x' ? [-x, y, -z] : [x, y, z])
  const bones = BONES.map(([bone, parent, point]) => ({ bone, parent, point: turned(point) }))
  const pointOf = (bone: string | null): Point => bones.find((other) => other.bone === bone)?.point ?? [0, 0, 0]
  const store = createStore()

  const body = bones.map(({ bone, point }) => box(point, bone === 'head' ? 0.1 : 0.05))
  const corners = body.flatMap(({ positions }) => positions)
  const bodyPrimitive = {
    attributes: {
      POSITION: store.floats(corners.flat(), 'VEC3', bounds(corners)),
      JOINTS_0: store.bytes(body.flatMap(({ positions }, i) => positions.flatMap(() => [i, 0, 0, 0]))),
      WEIGHTS_0: store.floats(
        corners.flatMap(() => [1, 0, 0, 0]),
        'VEC4',
      ),
    },
    indices: store.shorts(body.flatMap(({ indices }, i) => indices.map((index) => index + 8 * i))),
    material: 0,
  }

  const patches = morphs.length > 0 ? morphs.map((_, i) => patch(i, morphs.length, 0.05)) : [patch(0, 1, 0.11)]
  const patchCorners = patches.flat().map(turned)
  const facePrimitive = {
    attributes: { POSITION: store.floats(patchCorners.flat(), 'VEC3', bounds(patchCorners)) },
    indices: store.shorts(patches.flatMap((_, i) => [0, 1, 2, 0, 2, 3].map((index) => index + 4 * i))),
    material: 1,
    ...(morphs.length > 0 && {
      targets: morphs.map((_, moved) => {
        const moves = patches.flatMap((corners, i) => corners.map(() => turned([0, 0, i === moved ? MOVE : 0])))
        return { POSITION: store.floats(moves.flat(), 'VEC3', bounds(moves)) }
      }),
    }),
  }
  const matrices = bones.flatMap(({ point: [x, y, z] }) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -x, -y, -z, 1])
  const inverseBindMatrices = store.floats(matrices, 'MAT4')
  const pictures = images.map((image) => ({ bufferView: store.view(image), mimeType: 'image/png' }))

  const data = store.data()
  const document: GltfJson = {
    asset: { version: '2.0' },
    extensionsUsed: [spec === '1.0' ? 'VRMC_vrm' : 'VRM'],
    scene: 0,
    scenes: [{ nodes: [0, BODY_NODE] }],
    nodes: [
      ...bones.map(({ bone, parent, point }, i) => {
        const below = bones.flatMap((other, index) => (other.parent === bone ? [index] : []))
        const children = i === HEAD ? [...below, FACE_NODE] : below
        const [from, to] = [pointOf(parent), point]
        const translation = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
        return { name: bone, translation, ...(children.length > 0 && { children }) }
      }),
      { name: 'Body', mesh: 0, skin: 0 },
      { name: 'Face', mesh: 1 },
    ],
    meshes: [
      { name: 'Body', primitives: [bodyPrimitive] },
      { name: 'Face', primitives: [facePrimitive], extras: { targetNames: morphs } },
    ],
    skins: [{ joints: bones.map((_, i) => i), inverseBindMatrices }],
    materials: [
      { name: 'skin', doubleSided: true, pbrMetallicRoughness: { baseColorFactor: [0.9, 0.8, 0.7, 1] } },
      { name: 'paint', doubleSided: true, pbrMetallicRoughness: { baseColorFactor: [0.6, 0, 0.1, 1] } },
    ],
    ...(pictures.length > 0 && { images: pictures, textures: pictures.map((_, source) => ({ source })) }),
    buffers: [{ byteLength: data.length }],
    bufferViews: store.views,
    accessors: store.accessors,
    extensions:
      spec === '1.0' ? { VRMC_vrm: vrm1(name, morphs, expressions) } : { VRM: vrm0(name, morphs, expressions) },
  }
  wishes.change?.(document)
  return encodeGlb(document, data)
}

/** VRM 1.0 without morph targets: `happy` tints the face, all at once. */
export const vrmWithoutMorphs = (): Buffer => makeVrm({ name: 'No morphs', expressions: { happy: 'colour' } })

/** VRM 0.x as most were made: everything but `surprised`. */
export const vrm0WithoutSurprised = (): Buffer => {
  const presets = ['joy', 'angry', 'sorrow', 'fun', 'blink', 'a', 'i', 'u', 'e', 'o']
  const expressions = Object.fromEntries(presets.map((preset) => [preset, preset]))
  return makeVrm({
    spec: '0.x',
    name: 'Never surprised',
    morphs: presets,
    expressions: { neutral: null, ...expressions },
  })
}

/** VRM 1.0 that has every preset, and nothing in any of them. */
export const vrmWithEmptyPresets = (): Buffer =>
  makeVrm({ name: 'Poker face', expressions: Object.fromEntries(PRESETS_1.split(' ').map((preset) => [preset, null])) })

function vrm1(name: string, morphs: readonly string[], expressions: Readonly<Record<string, string | null>>): object {
  const binds = (wish: string | null) => ({
    isBinary: wish === 'colour',
    ...(wish === 'colour' && { materialColorBinds: [{ material: 0, type: 'color', targetValue: [1, 0, 0, 1] }] }),
    ...(wish !== null &&
      wish !== 'colour' && { morphTargetBinds: [{ node: FACE_NODE, index: morphs.indexOf(wish), weight: 1 }] }),
  })
  const entries = Object.entries(expressions).map(([key, wish]) => [key, binds(wish)] as const)
  const isPreset = ([key]: readonly [string, object]) => PRESETS_1.split(' ').includes(key)
  return {
    specVersion: '1.0',
    meta: { name, authors: ['Somebody'], licenseUrl: 'https://vrm.dev/licenses/1.0/' },
    humanoid: { humanBones: Object.fromEntries(BONES.map(([bone], node) => [bone, { node }])) },
    expressions: {
      preset: Object.fromEntries(entries.filter(isPreset)),
      custom: Object.fromEntries(entries.filter((entry) => !isPreset(entry))),
    },
  }
}

function vrm0(name: string, morphs: readonly string[], expressions: Readonly<Record<string, string | null>>): object {
  return {
    specVersion: '0.0',
    meta: { title: name, author: 'Somebody', licenseName: 'CC_BY', allowedUserName: 'Everyone' },
    humanoid: { humanBones: BONES.map(([bone], node) => ({ bone, node })) },
    firstPerson: { firstPersonBone: HEAD, lookAtTypeName: 'Bone' },
    blendShapeMaster: {
      blendShapeGroups: Object.entries(expressions).map(([key, wish]) => ({
        name: key,
        presetName: PRESETS_0.split(' ').includes(key) ? key : 'unknown',
        isBinary: false,
        binds: wish === null ? [] : [{ mesh: 1, index: morphs.indexOf(wish), weight: 100 }],
        materialValues: [],
      })),
    },
    secondaryAnimation: { boneGroups: [], colliderGroups: [] },
    materialProperties: [],
  }
}

/** A cube's corners around a point, and its triangles. */
function box([x, y, z]: Point, half: number): { positions: Point[]; indices: number[] } {
  const signs = [-1, 1]
  const positions = signs.flatMap((i) =>
    signs.flatMap((j) => signs.map((k): Point => [x + i * half, y + j * half, z + k * half])),
  )
  const faces = [
    [0, 1, 3, 2],
    [4, 6, 7, 5],
    [0, 4, 5, 1],
    [2, 3, 7, 6],
    [0, 2, 6, 4],
    [1, 5, 7, 3],
  ]
  return { positions, indices: faces.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, a, c, d]) }
}

/** The i-th of some patches side by side, as seen from the head's bone. */
function patch(i: number, count: number, z: number): Point[] {
  const width = 0.18 / count
  const [left, right] = [-0.09 + i * width, -0.09 + (i + 1) * width]
  return [
    [left, -0.05, z],
    [right, -0.05, z],
    [right, 0.05, z],
    [left, 0.05, z],
  ]
}

function bounds(points: readonly Point[]): { min: number[]; max: number[] } {
  const of = (pick: (...values: number[]) => number) =>
    [0, 1, 2].map((axis) => Math.fround(pick(...points.map((point) => point[axis] ?? 0))))
  return { min: of(Math.min), max: of(Math.max) }
}

/** Gathers numbers, and describes where they lie. */
function createStore() {
  const parts: Buffer[] = []
  const views: { buffer: number; byteOffset: number; byteLength: number }[] = []
  const accessors: object[] = []
  let size = 0

  function view(bytes: Buffer): number {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    const count = views.push({ buffer: 0, byteOffset: size, byteLength: bytes.length })
    parts.push(padded)
    size += padded.length
    return count - 1
  }
  const accessor = (bytes: Buffer, componentType: number, type: string, count: number, rest: object = {}) =>
    accessors.push({ bufferView: view(bytes), componentType, type, count, ...rest }) - 1

  return {
    views,
    accessors,
    view,
    floats: (values: readonly number[], type: 'VEC3' | 'VEC4' | 'MAT4', rest?: object) =>
      accessor(
        Buffer.from(new Float32Array(values).buffer),
        5126,
        type,
        values.length / { VEC3: 3, VEC4: 4, MAT4: 16 }[type],
        rest,
      ),
    shorts: (values: readonly number[]) =>
      accessor(Buffer.from(new Uint16Array(values).buffer), 5123, 'SCALAR', values.length),
    /** Four to an item. */
    bytes: (values: readonly number[]) => accessor(Buffer.from(values), 5121, 'VEC4', values.length / 4),
    data: () => Buffer.concat(parts),
  }
}
