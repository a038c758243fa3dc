/** Small motion files for tests: they turn the left upper arm and move the hips. */

/** A quaternion about the z axis. */
const aboutZ = (angle: number) => [0, 0, Math.sin(angle / 2), Math.cos(angle / 2)]

export interface MadeMotion {
  /** The arm's turn at 0, ½ and 1 of the time, in radians about z. */
  readonly arm: readonly [number, number, number]
  /** The hips' heights then, in the file's unit; they rest at 1 m. */
  readonly hips: readonly [number, number, number]
  readonly seconds: number
  /** The weight of `happy` then, and of one that no avatar has. */
  readonly happy?: readonly [number, number, number]
}

/** A GLB with VRMC_vrm_animation 1.0, after the specification (vrm-c). */
export function makeVrma({ arm, hips, seconds, happy = [0, 0, 0] }: MadeMotion): ArrayBuffer {
  const lists = [
    [0, seconds / 2, seconds],
    arm.flatMap(aboutZ),
    hips.flatMap((y) => [0, y, 0]),
    happy.flatMap((weight) => [weight, 0, 0]),
  ]
  const data = Buffer.concat(lists.map((list) => Buffer.from(new Float32Array(list).buffer)))
  let byteOffset = 0
  const bufferViews = lists.map((list) => {
    const view = { buffer: 0, byteOffset, byteLength: list.length * 4 }
    byteOffset += view.byteLength
    return view
  })
  const nodes = [
    { name: 'hips', translation: [0, 1, 0], children: [1, 4] },
    { name: 'spine', translation: [0, 0.2, 0], children: [2] },
    { name: 'shoulder', translation: [0.1, 0.2, 0], children: [3] },
    { name: 'arm', translation: [0.1, 0, 0] },
    { name: 'unused' },
    { name: 'happy' },
    { name: 'smirk' },
  ]
  const bones = { hips: { node: 0 }, spine: { node: 1 }, leftShoulder: { node: 2 }, leftUpperArm: { node: 3 } }
  const json = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0, 5, 6] }],
    nodes,
    buffers: [{ byteLength: data.length }],
    bufferViews,
    accessors: (['SCALAR', 'VEC4', 'VEC3', 'VEC3'] as const).map((type, bufferView) => ({
      bufferView,
      componentType: 5126,
      count: 3,
      type,
      ...(bufferView === 0 ? { min: [0], max: [seconds] } : {}),
    })),
    animations: [
      {
        samplers: [1, 2, 3].map((output) => ({ input: 0, output })),
        channels: [
          { sampler: 0, target: { node: 3, path: 'rotation' } },
          { sampler: 1, target: { node: 0, path: 'translation' } },
          { sampler: 2, target: { node: 5, path: 'translation' } },
          { sampler: 2, target: { node: 6, path: 'translation' } },
        ],
      },
    ],
    extensionsUsed: ['VRMC_vrm_animation'],
    extensions: {
      VRMC_vrm_animation: {
        specVersion: '1.0',
        humanoid: { humanBones: bones },
        expressions: { preset: { happy: { node: 5 } }, custom: { smirk: { node: 6 } } },
      },
    },
  }
  return makeGlb(json, data)
}

/** A binary glTF 2.0 file. */
export function makeGlb(json: object, data: Buffer = Buffer.alloc(0)): ArrayBuffer {
  const chunk = (type: number, bytes: Buffer, fill: number) => {
    const length = Math.ceil(bytes.length / 4) * 4
    const head = Buffer.alloc(8)
    head.writeUInt32LE(length, 0)
    head.writeUInt32LE(type, 4)
    return Buffer.concat([head, bytes, Buffer.alloc(length - bytes.length, fill)])
  }
  const chunks = [chunk(0x4e4f534a, Buffer.from(JSON.stringify(json)), 0x20)]
  if (data.length > 0) chunks.push(chunk(0x004e4942, data, 0))
  const header = Buffer.alloc(12)
  header.writeUInt32LE(0x46546c67, 0)
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(12 + chunks.reduce((sum, { length }) => sum + length, 0), 8)
  const glb = Buffer.concat([header, ...chunks])
  return glb.buffer.slice(glb.byteOffset, glb.byteOffset + glb.length) as ArrayBuffer
}

/** Seconds in FBX's unit of time. */
const KTIME_PER_SECOND = 46186158000
const degrees = (radians: number) => (radians * 180) / Math.PI

/** An ASCII FBX 7.4 with Mixamo's names of bones, in centimetres; the arm rests with axes of its own. */
export function makeFbx({ arm, hips, seconds }: MadeMotion, prefix = 'mixamorig:'): ArrayBuffer {
  const model = (id: number, name: string, place: readonly number[], turn: readonly number[] = [0, 0, 0]) => `
  Model: ${id}, "Model::${prefix}${name}", "LimbNode" {
    Version: 232
    Properties70:  {
      P: "PreRotation", "Vector3D", "Vector", "",${turn.join(',')}
      P: "RotationActive", "bool", "", "",1
      P: "InheritType", "enum", "", "",1
      P: "Lcl Translation", "Lcl Translation", "", "A",${place.join(',')}
      P: "Lcl Rotation", "Lcl Rotation", "", "A",0,0,0
      P: "Lcl Scaling", "Lcl Scaling", "", "A",1,1,1
    }
  }`
  const times = [0, seconds / 2, seconds].map((time) => Math.round(time * KTIME_PER_SECOND))
  const curve = (id: number, values: readonly number[]) => `
  AnimationCurve: ${id}, "AnimCurve::", "" {
    Default: 0
    KeyVer: 4008
    KeyTime: *3 {
      a: ${times.join(',')}
    }
    KeyValueFloat: *3 {
      a: ${values.join(',')}
    }
    KeyAttrFlags: *1 {
      a: 24840
    }
    KeyAttrDataFloat: *4 {
      a: 0,0,255790911,0
    }
    KeyAttrRefCount: *1 {
      a: 3
    }
  }`
  const node = (id: number, kind: 'R' | 'T', [x, y, z]: readonly number[]) => `
  AnimationCurveNode: ${id}, "AnimCurveNode::${kind}", "" {
    Properties70:  {
      P: "d|X", "Number", "", "A",${x}
      P: "d|Y", "Number", "", "A",${y}
      P: "d|Z", "Number", "", "A",${z}
    }
  }`
  const links = (id: number) =>
    ['X', 'Y', 'Z'].map((axis, index) => `  C: "OP",${id + 1 + index},${id}, "d|${axis}"`).join('\n')
  const zero = [0, 0, 0]
  const text = `; FBX 7.4.0 project file
; Copyright (C) 1997-2010 Autodesk Inc. and/or its licensors.
; All rights reserved.
; ----------------------------------------------------
FBXHeaderExtension:  {
  FBXHeaderVersion: 1003
  FBXVersion: 7400
}
GlobalSettings:  {
  Version: 1000
  Properties70:  {
    P: "UpAxis", "int", "Integer", "",1
    P: "UnitScaleFactor", "double", "Number", "",1
  }
}
Objects:  {${model(100, 'Hips', [0, 100, 0])}${model(101, 'Spine', [0, 20, 0])}${model(102, 'LeftArm', [20, 20, 0], [0, 0, -90])}
  AnimationStack: 200, "AnimStack::mixamo.com", "" {
    Properties70:  {
      P: "LocalStop", "KTime", "Time", "",${times[2]}
    }
  }
  AnimationLayer: 201, "AnimLayer::Layer0", "" {
  }${node(210, 'R', zero)}${node(220, 'T', [0, 100, 0])}
${curve(211, zero)}${curve(212, zero)}${curve(213, arm.map(degrees))}
${curve(221, zero)}${curve(
  222,
  hips.map((y) => y * 100),
)}${curve(223, zero)}
}
Connections:  {
  C: "OO",100,0
  C: "OO",101,100
  C: "OO",102,101
  C: "OO",201,200
  C: "OO",210,201
  C: "OO",220,201
  C: "OP",210,102, "Lcl Rotation"
  C: "OP",220,100, "Lcl Translation"
${links(210)}
${links(220)}
}
`
  // Three's reader knows depth by tabs.
  const bytes = new TextEncoder().encode(text.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2)))
  return bytes.buffer.slice(0, bytes.length) as ArrayBuffer
}
