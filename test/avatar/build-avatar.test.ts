import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { validateBytes } from 'gltf-validator'
import { PNG } from 'pngjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inBooth } from '../../scripts/avatar/booth/booth.ts'
import { POSES } from '../../scripts/avatar/booth/poses.ts'
import { face } from '../../scripts/avatar/face/face.ts'
import { buildVrm } from '../../scripts/avatar/vrm.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const script = (name: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, `scripts/${name}.ts`), ...args])
const run = (...args: string[]) => script('build-avatar', ...args)

const PRESET_FEELINGS = ['happy', 'angry', 'sad', 'relaxed', 'surprised']
const CUSTOM_FEELINGS = [...['fear', 'disgust', 'love', 'shy', 'thinking', 'sleepy', 'excited', 'proud', 'confused']]
const FEELINGS = [...PRESET_FEELINGS, ...CUSTOM_FEELINGS]
const VOWELS = ['aa', 'ih', 'ou', 'ee', 'oh']
const EYES = ['blink', 'blinkLeft', 'blinkRight', 'lookUp', 'lookDown', 'lookLeft', 'lookRight']
const SIDES = ['left', 'right']

const expressionSchema = z.object({
  morphTargetBinds: z.array(z.object({ node: z.number(), index: z.number(), weight: z.number() })),
  materialColorBinds: z
    .array(z.object({ material: z.number(), type: z.string(), targetValue: z.array(z.number()).length(4) }))
    .default([]),
  overrideBlink: z.string(),
  overrideMouth: z.string(),
})
const documentSchema = z.object({
  nodes: z.array(z.object({ name: z.string(), children: z.array(z.number()).default([]) })),
  materials: z.array(z.object({ name: z.string() })),
  meshes: z.array(z.object({ name: z.string(), extras: z.object({ targetNames: z.array(z.string()) }).optional() })),
  images: z.array(z.object({ name: z.string() })),
  extensions: z.object({
    VRMC_vrm: z.object({
      specVersion: z.literal('1.0'),
      meta: z.record(z.string(), z.unknown()),
      humanoid: z.object({ humanBones: z.record(z.string(), z.object({ node: z.number() })) }),
      expressions: z.object({
        preset: z.record(z.string(), expressionSchema),
        custom: z.record(z.string(), expressionSchema),
      }),
    }),
    VRMC_springBone: z.object({
      springs: z.array(z.object({ name: z.string(), joints: z.array(z.object({ node: z.number() })) })),
    }),
  }),
})

/** The JSON chunk of a GLB file. */
function documentOf(file: Buffer) {
  return documentSchema.parse(JSON.parse(file.toString('utf8', 20, 20 + file.readUInt32LE(12))))
}

/** All pairs of different items. */
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, index) => items.slice(index + 1).map((b): [T, T] => [a, b]))

describe("Kira's body", () => {
  let committed: Buffer
  let document: z.infer<typeof documentSchema>
  beforeAll(async () => {
    committed = await readFile(join(ROOT, 'data/avatars/kira.vrm'))
    document = documentOf(committed)
  })

  const vrm = () => document.extensions.VRMC_vrm
  const expressions = () => ({ ...vrm().expressions.preset, ...vrm().expressions.custom })

  test('the committed file is what the sources build, byte for byte, every time', async () => {
    expect(buildVrm().file.equals(committed)).toBe(true)
    expect(buildVrm().file.equals(committed)).toBe(true)
    const folder = await mkdtemp(join(tmpdir(), 'kira-avatar-'))
    const out = join(folder, 'new/kira.vrm')
    await run('--out', out)
    expect((await readFile(out)).equals(committed)).toBe(true)
    await rm(folder, { recursive: true })
  })

  test('the command explains itself and refuses what it does not know', async () => {
    expect((await run('--help')).stdout).toContain('--out FILE')
    await expect(run('--colour', 'red')).rejects.toThrow('--colour')
    expect((await script('avatar-sheet', '--help')).stdout).toContain('--avatar FILE')
  })

  test('is valid glTF, and light enough', async () => {
    const { issues, info } = await validateBytes(new Uint8Array(committed))
    expect(issues).toMatchObject({ numErrors: 0, numWarnings: 0 })
    expect(info.totalTriangleCount).toBeLessThanOrEqual(14_000)
    expect(info.totalTriangleCount).toBe(buildVrm().triangles)
    expect(committed.length).toBeLessThanOrEqual(1_000_000)
  })

  test('has a complete licence, and a picture of herself', () => {
    const { meta } = vrm()
    expect(meta).toMatchObject({
      name: 'Kira',
      version: expect.any(String),
      authors: ['Kira contributors'],
      copyrightInformation: expect.stringContaining('CC0'),
      licenseUrl: 'https://vrm.dev/licenses/1.0/',
      otherLicenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      avatarPermission: 'everyone',
      commercialUsage: 'corporation',
      creditNotation: 'unnecessary',
      allowRedistribution: true,
      modification: 'allowModificationRedistribution',
    })
    expect(document.images[Number(meta.thumbnailImage)]?.name).toBe('thumbnail')
  })

  test('has the bones that clips for people move, down to the fingers, each below its parent', () => {
    const { humanBones } = vrm().humanoid
    const limbs = ['UpperLeg', 'LowerLeg', 'Foot', 'Shoulder', 'UpperArm', 'LowerArm', 'Hand']
    const fingers = [
      ...['Metacarpal', 'Proximal', 'Distal'].map((part) => `Thumb${part}`),
      ...['Index', 'Middle', 'Ring', 'Little'].flatMap((finger) =>
        ['Proximal', 'Intermediate', 'Distal'].map((part) => `${finger}${part}`),
      ),
    ]
    const sided = [...limbs, ...fingers, 'Eye'].flatMap((part) => SIDES.map((side) => `${side}${part}`))
    expect(Object.keys(humanBones).toSorted()).toEqual(['hips', 'spine', 'chest', 'neck', 'head', ...sided].toSorted())
    const parentOf = (bone: string) => {
      const node = humanBones[bone]?.node ?? -1
      return document.nodes.find(({ children }) => children.includes(node))?.name
    }
    expect(parentOf('leftIndexDistal')).toBe('LeftIndexIntermediate')
    expect(parentOf('rightLittleProximal')).toBe('RightHand')
    expect(parentOf('leftThumbMetacarpal')).toBe('LeftHand')
  })

  test('antenna and ears swing, each a chain of bones', () => {
    const { springs } = document.extensions.VRMC_springBone
    expect(springs.map(({ name }) => name)).toEqual(['Antenna', 'LeftEar', 'RightEar'])
    for (const { joints } of springs) {
      for (const [index, { node }] of joints.entries()) {
        if (index > 0) expect(document.nodes[joints[index - 1]?.node ?? -1]?.children).toContain(node)
      }
    }
  })

  test('has all 18 presets and a face of its own for each finer feeling', () => {
    const { preset, custom } = vrm().expressions
    expect(Object.keys(preset).toSorted()).toEqual([...PRESET_FEELINGS, ...VOWELS, ...EYES, 'neutral'].toSorted())
    expect(Object.keys(custom).toSorted()).toEqual([...CUSTOM_FEELINGS, 'night'].toSorted())
    const { targetNames = [] } = document.meshes.find(({ name }) => name === 'Face')?.extras ?? {}
    for (const name of [...FEELINGS, ...VOWELS, ...EYES]) {
      const targets = expressions()[name]?.morphTargetBinds.map(({ index }) => targetNames[index])
      expect(targets, name).toEqual(name === 'blink' ? ['blinkLeft', 'blinkRight'] : [name])
    }
    // She speaks under every face; only eyes that are shut, or wide with surprise, do not blink.
    for (const name of FEELINGS) expect(expressions()[name]?.overrideMouth, name).toBe('none')
    expect(FEELINGS.filter((name) => expressions()[name]?.overrideBlink !== 'none')).toEqual([
      ...['happy', 'relaxed', 'surprised', 'proud'],
    ])
  })

  test('no two faces move the same points to the same places, nor glow in the same colour', () => {
    const moves = (name: string): number[] =>
      face().flatMap(({ morphs = {}, shape }) => (morphs[name] ?? shape.points.map(() => [0, 0, 0])).flat())
    const still = moves('neutral')
    const distance = (a: readonly number[], b: readonly number[]): number =>
      Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0))
    const faces = [...FEELINGS, ...VOWELS, 'blinkLeft', 'blinkRight'].map((name) => ({ name, at: moves(name) }))
    for (const [a, b] of pairs([...faces, { name: 'neutral', at: still }])) {
      // Metres, all points together; the least lies between two vowels.
      expect(distance(a.at, b.at), `${a.name} and ${b.name}`).toBeGreaterThan(0.03)
    }
    const glows = FEELINGS.map((name) => JSON.stringify(expressions()[name]?.materialColorBinds[0]?.targetValue))
    expect(new Set(glows).size).toBe(FEELINGS.length)
  })

  test('at night her shell darkens and her face brightens, and nothing moves', () => {
    const { morphTargetBinds, materialColorBinds } = vrm().expressions.custom.night ?? expressionSchema.parse({})
    expect(morphTargetBinds).toEqual([])
    const sum = (paint: string, type: string, of = materialColorBinds): number => {
      const material = document.materials.findIndex(({ name }) => name === paint)
      const bind = of.find((one) => one.material === material && one.type === type)
      return (bind?.targetValue ?? []).slice(0, 3).reduce((total, value) => total + value, 0)
    }
    for (const paint of ['shell', 'accent', 'trim', 'glove', 'joint', 'seam', 'visor']) {
      expect(sum(paint, 'color'), paint).toBeGreaterThan(0)
      expect(sum(paint, 'color'), paint).toBeLessThan(1.2)
      expect(sum(paint, 'shadeColor'), paint).toBeLessThan(sum(paint, 'color'))
    }
    expect(sum('eye', 'emissionColor')).toBeGreaterThan(1.8)
  })
})

describe('her face in a browser', () => {
  const SIZE = 300
  const NAMES = ['neutral', ...FEELINGS]

  /** Pixels, row by row, with so many channels each. */
  interface Picture {
    readonly channels: number
    readonly values: Uint8Array
  }
  /** Of each of `NAMES` one. */
  let plain: Picture[] = []
  let speaking: Picture[] = []
  let blinking: Picture[] = []
  let byNight: Picture[] = []

  beforeAll(async () => {
    const rows = [{}, { aa: 0.6 }, { blink: 1 }, { night: 1 }].map((more) =>
      NAMES.map((name) => ({ name: '', expressions: { [name]: 1, ...more }, pose: POSES.hanging })),
    )
    const avatar = await readFile(join(ROOT, 'data/avatars/kira.vrm'))
    const executablePath = process.env.KIRA_CHROMIUM ?? '/usr/bin/chromium'
    const sheet = await inBooth({ avatar, executablePath }, (booth) => booth.sheet(rows, SIZE))
    const [first = [], second = [], third = [], fourth = []] = cut(PNG.sync.read(sheet))
    plain = first
    speaking = second
    blinking = third
    byNight = fourth
  })

  /** The rows of pictures on a sheet, in colour. */
  function cut({ data, width, height }: PNG): Picture[][] {
    const picture = (row: number, column: number): Picture => {
      const starts = Array.from({ length: SIZE }, (_, y) => ((row * SIZE + y) * width + column * SIZE) * 4)
      return { channels: 4, values: Buffer.concat(starts.map((start) => data.subarray(start, start + SIZE * 4))) }
    }
    return Array.from({ length: height / SIZE }, (_, row) => NAMES.map((_name, column) => picture(row, column)))
  }

  /** As those see it who see no colours. */
  const grey = ({ values }: Picture): Picture => ({
    channels: 1,
    values: Uint8Array.from({ length: values.length / 4 }, (_, pixel) => {
      const [red = 0, green = 0, blue = 0] = values.subarray(pixel * 4)
      return 0.299 * red + 0.587 * green + 0.114 * blue
    }),
  })

  /** How many pixels differ clearly. */
  function difference(a: Picture, b: Picture): number {
    const pixels = new Set<number>()
    a.values.forEach((value, at) => {
      if (Math.abs(value - (b.values[at] ?? 0)) > 40) pixels.add(Math.floor(at / a.channels))
    })
    return pixels.size
  }

  function expectAllToDiffer(pictures: readonly Picture[]): void {
    for (const [a, b] of pairs(pictures.map((picture, index) => ({ picture, name: NAMES[index] })))) {
      expect(difference(a.picture, b.picture), `${a.name} and ${b.name}`).toBeGreaterThan(500)
    }
  }

  /** Which of her plain faces each picture is most like. */
  const nearest = (mixed: readonly Picture[], faces: readonly Picture[]): (string | undefined)[] =>
    mixed.map((picture) => {
      const differences = faces.map((other) => difference(picture, other))
      return NAMES[differences.indexOf(Math.min(...differences))]
    })

  test('every two faces differ by hundreds of pixels, even without colour', () => expectAllToDiffer(plain.map(grey)))

  test('each face is still nearest to itself while she speaks, even without colour', () => {
    expect(nearest(speaking.map(grey), plain.map(grey))).toEqual(NAMES)
  })

  test('and while her eyes are shut, but for the one without a feeling, which is all eyes', () => {
    expect(nearest(blinking, plain).slice(1)).toEqual(FEELINGS)
  })

  test('every two faces differ by night, too', () => expectAllToDiffer(byNight.map(grey)))
})
