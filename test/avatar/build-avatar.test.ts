import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { validateBytes } from 'gltf-validator'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildVrm } from '../../scripts/avatar/vrm.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-avatar.ts'), ...args])

const expressionSchema = z.object({
  morphTargetBinds: z.array(z.object({ node: z.number(), index: z.number(), weight: z.number() })),
  materialColorBinds: z.array(z.object({ material: z.number(), targetValue: z.array(z.number()) })).optional(),
  overrideBlink: z.string(),
})
const documentSchema = z.object({
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
  }),
})

/** The JSON chunk of a GLB file. */
function documentOf(file: Buffer) {
  return documentSchema.parse(JSON.parse(file.toString('utf8', 20, 20 + file.readUInt32LE(12))))
}

describe("Kira's body", () => {
  let committed: Buffer
  beforeAll(async () => {
    committed = await readFile(join(ROOT, 'data/avatars/kira.vrm'))
  })

  test('the committed file is what the sources build, byte for byte', async () => {
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
  })

  test('is valid glTF, and light enough', async () => {
    const { issues, info } = await validateBytes(new Uint8Array(committed))
    expect(issues).toMatchObject({ numErrors: 0, numWarnings: 0 })
    expect(info.totalTriangleCount).toBeLessThanOrEqual(14_000)
    expect(info.totalTriangleCount).toBe(buildVrm().triangles)
    expect(committed.length).toBeLessThanOrEqual(1_000_000)
  })

  test('has the bones that VRM 1.0 requires, and a complete licence', () => {
    const { humanoid, meta } = documentOf(committed).extensions.VRMC_vrm
    const limbs = ['UpperLeg', 'LowerLeg', 'Foot', 'UpperArm', 'LowerArm', 'Hand']
    const required = ['hips', 'spine', 'head', ...limbs.flatMap((limb) => [`left${limb}`, `right${limb}`])]
    expect(Object.keys(humanoid.humanBones)).toEqual(expect.arrayContaining(required))
    expect(meta).toMatchObject({
      name: 'Kira',
      authors: ['Kira contributors'],
      licenseUrl: 'https://vrm.dev/licenses/1.0/',
      otherLicenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      avatarPermission: 'everyone',
      allowRedistribution: true,
      modification: 'allowModificationRedistribution',
    })
  })

  test('has all 18 presets, fear and disgust, and each but neutral moves something', () => {
    const { preset, custom } = documentOf(committed).extensions.VRMC_vrm.expressions
    const feelings = ['happy', 'angry', 'sad', 'relaxed', 'surprised']
    const vowels = ['aa', 'ih', 'ou', 'ee', 'oh']
    const eyes = ['blink', 'blinkLeft', 'blinkRight', 'lookUp', 'lookDown', 'lookLeft', 'lookRight']
    expect(Object.keys(preset).toSorted()).toEqual([...feelings, ...vowels, ...eyes, 'neutral'].toSorted())
    expect(Object.keys(custom)).toEqual(['fear', 'disgust'])
    for (const [name, { morphTargetBinds }] of Object.entries({ ...preset, ...custom })) {
      if (name !== 'neutral') expect(morphTargetBinds, name).not.toEqual([])
      for (const { index } of morphTargetBinds) expect(index, name).toBeGreaterThanOrEqual(0)
    }
    const colours = [...feelings.map((name) => preset[name]), custom.fear, custom.disgust].map((expression) =>
      JSON.stringify(expression?.materialColorBinds?.[0]?.targetValue),
    )
    expect(new Set(colours).size).toBe(7)
  })
})
