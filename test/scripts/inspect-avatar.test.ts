import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import { drawAvatar } from '../../scripts/avatar-inspection/draw.ts'
import { ensureChromium } from '../../scripts/lib/chromium.ts'

const root = join(import.meta.dirname, '../..')
const KIRA = join(root, 'data/avatars/kira.vrm')
const FELT = EMOTIONS.filter((emotion) => emotion !== 'neutral')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kira-inspect-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** `npm run inspect:avatar`, with these arguments. */
async function run(...args: string[]) {
  const chromium = await ensureChromium()
  const child = spawn(process.execPath, ['scripts/inspect-avatar.ts', ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', KIRA_CHROMIUM: chromium },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}

interface Expression {
  morphTargetBinds?: { node: number; index: number; weight: number }[]
}
interface VrmJson {
  extensions: {
    VRMC_vrm: { expressions?: { preset: Record<string, Expression>; custom?: Record<string, Expression> } }
  }
}

/** Kira's body with another JSON chunk. */
async function kiraWith(change: (vrm: VrmJson['extensions']['VRMC_vrm']) => void): Promise<Uint8Array> {
  const file = await readFile(KIRA)
  const end = 20 + file.readUInt32LE(12)
  const json: VrmJson = JSON.parse(file.subarray(20, end).toString())
  change(json.extensions.VRMC_vrm)
  const bytes = Buffer.from(JSON.stringify(json))
  const chunk = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, ' ')])
  const changed = Buffer.concat([file.subarray(0, 20), chunk, file.subarray(end)])
  changed.writeUInt32LE(changed.length, 8)
  changed.writeUInt32LE(chunk.length, 12)
  return changed
}

describe('npm run inspect:avatar', () => {
  test('says of Kira’s body that all emotions are seen, and leave no trace; a sheet shows them', async () => {
    const sheet = join(folder, 'sheet.png')
    const { stdout, stderr, code } = await run(KIRA, '--json', '--sheet', sheet)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const found = JSON.parse(stdout)
    expect(found).toMatchObject({ file: KIRA, spec: '1.0', meta: { name: 'Kira' }, ok: true })
    expect(found.triangles).toBeGreaterThan(1000)
    expect(found.springBones).toBeGreaterThan(0)
    expect(Object.keys(found.emotions)).toEqual([...EMOTIONS])
    expect(found.emotions.neutral).toMatchObject({ changedPixels: 0, residualPixels: 0 })
    for (const emotion of FELT) {
      const { via, changedPixels, residualPixels } = found.emotions[emotion]
      expect(via).toBe(emotion === 'fear' || emotion === 'disgust' ? 'custom' : 'preset')
      expect(changedPixels).toBeGreaterThan(500)
      expect(residualPixels).toBe(0)
    }
    const aa = found.expressions.find(({ name }: { name: string }) => name === 'aa')
    expect(aa).toMatchObject({ effective: true })
    const { width, height } = PNG.sync.read(await readFile(sheet))
    expect([width, height]).toEqual([1280, 712])
  })

  test('refuses what is no avatar, what is not there and what it does not know, each in one line', async () => {
    const other = join(folder, 'other.vrm')
    await writeFile(other, 'not an avatar')
    const answers = await Promise.all([
      run(other),
      run(join(folder, 'none.vrm')),
      run(KIRA, '--what'),
      run(),
      run(KIRA, other),
    ])
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 2, 2, 2])
    for (const { stdout, stderr } of answers) {
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^[^\n]+\n$/)
    }
    expect(answers[0]?.stderr).toContain('other.vrm')
    expect(answers[4]?.stderr).toContain('--help')
  })

  test('has a help', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--sheet FILE') })
  })
})

describe('an avatar shows every emotion', () => {
  const draw = async (change: Parameters<typeof kiraWith>[0]) => {
    const { report } = await drawAvatar(await kiraWith(change), await ensureChromium())
    for (const emotion of FELT) {
      expect(report.emotions[emotion].changedPixels, emotion).toBeGreaterThan(0)
      expect(report.emotions[emotion].residualPixels, emotion).toBe(0)
    }
    return report
  }

  test('without any expression, in a colour', async () => {
    const { emotions, expressions } = await draw((vrm) => {
      delete vrm.expressions
    })
    expect(expressions).toEqual([])
    for (const emotion of FELT) expect(emotions[emotion]).toMatchObject({ via: 'cue', expression: null })
  })

  test('where presets are empty, or move nothing that is seen, by other names and blends', async () => {
    const { emotions, expressions } = await draw((vrm) => {
      const { preset = {}, custom } = vrm.expressions ?? { preset: {} }
      const { happy = {}, sad = {}, angry = {}, surprised = {} } = preset
      const nothing = { morphTargetBinds: sad.morphTargetBinds?.map((bind) => ({ ...bind, weight: 0 })) ?? [] }
      vrm.expressions = {
        preset: { happy: {}, sad: nothing, angry, surprised },
        custom: { Joy: happy, 悲しみ: sad, fear: custom?.fear ?? {} },
      }
    })
    expect(expressions.filter(({ effective }) => !effective).map(({ name, binds }) => [name, binds > 0])).toEqual(
      expect.arrayContaining([
        ['happy', false],
        ['sad', true],
      ]),
    )
    expect(FELT.map((emotion) => [emotion, emotions[emotion].via, emotions[emotion].expression])).toEqual([
      ['happy', 'alias', 'Joy'],
      ['relaxed', 'blend', expect.anything()],
      ['sad', 'alias', '悲しみ'],
      ['angry', 'preset', 'angry'],
      ['surprised', 'preset', 'surprised'],
      ['fear', 'custom', 'fear'],
      ['disgust', 'blend', 'angry'],
    ])
  })
})
