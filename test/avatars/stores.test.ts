import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAvatars } from '../../electron/avatars/avatar-store.ts'
import { openMotions } from '../../electron/avatars/motion-store.ts'
import type { AvatarProfile } from '../../electron/contract/index.ts'
import { makeFbx, makeVrma } from '../avatar/make-motions.ts'
import { makeVrm } from '../avatar/make-vrm.ts'

const MOVES = { arm: [0, 1, 0], hips: [1, 1.1, 1], seconds: 1 } as const
const BOXY = makeVrm({ name: 'Boxy' })
const ID = createHash('sha256').update(BOXY).digest('hex')
const KIRA_PATH = join(import.meta.dirname, '../../data/avatars/kira.vrm')

let dataDir: string
let now: number

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kira-avatars-'))
  now = Date.UTC(2025, 10, 3, 14, 2)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const folder = () => join(dataDir, 'avatars')
const open = () => openAvatars({ folder: folder(), kiraPath: KIRA_PATH, clock: () => now++ })
const openMoves = () => openMotions({ folder: join(dataDir, 'motions'), clock: () => now++ })
const profileOf = (avatar: string): AvatarProfile => ({
  avatar,
  effective: { happy: 812 },
  choices: { sad: { expression: 'sorrow', strength: 0.5 } },
})

describe('avatars', () => {
  test('there is always Kira', async () => {
    const avatars = await open()
    expect(avatars.problems).toEqual([])
    expect(avatars.list()).toEqual([avatars.kira])
    expect(avatars.find('kira')).toMatchObject({ id: 'kira', name: 'Kira', spec: '1.0', url: '/avatars/kira.vrm' })
    await expect(avatars.remove('kira')).rejects.toMatchObject({ code: 'AVATAR_IS_KIRA' })
    expect(existsSync(KIRA_PATH)).toBe(true)
  })

  test('she can be talked to even where her body is missing', async () => {
    const { kira } = await openAvatars({ folder: folder(), kiraPath: join(dataDir, 'no.vrm'), clock: () => now })
    expect(kira).toMatchObject({ id: 'kira', name: 'Kira', triangles: 0 })
  })

  test('one that is added is kept for its owner alone, and known at the next start', async () => {
    const avatars = await open()
    const info = await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    expect(info).toMatchObject({ id: ID, name: 'Boxy', spec: '1.0', bytes: BOXY.length, url: `/avatars/${ID}.vrm` })
    expect(readdirSync(folder()).toSorted()).toEqual([`${ID}.json`, `${ID}.vrm`])
    expect(readFileSync(join(folder(), `${ID}.vrm`)).equals(BOXY)).toBe(true)
    for (const name of readdirSync(folder())) expect(statSync(join(folder(), name)).mode & 0o777).toBe(0o600)
    const again = await open()
    expect(again.problems).toEqual([])
    expect(again.list()).toEqual([again.kira, info])
  })

  test('newer ones come first; the same file is the same avatar, whatever it is called', async () => {
    const avatars = await open()
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    await avatars.keepProfile(profileOf(ID))
    const other = await avatars.add({ name: 'other.vrm', bytes: makeVrm({ name: 'Other' }) })
    expect(await avatars.add({ name: 'renamed.vrm', bytes: BOXY })).toMatchObject({ id: ID, name: 'Boxy' })
    expect(avatars.list().map(({ name }) => name)).toEqual(['Kira', other.name, 'Boxy'])
    expect(avatars.profile(ID)).toEqual(profileOf(ID))
  })

  test('one without a name is called like its file', async () => {
    const bytes = makeVrm({ name: '' })
    expect(await (await open()).add({ name: 'C:\\Users\\me\\My.Avatar.vrm', bytes })).toMatchObject({
      name: 'My.Avatar',
    })
  })

  test('what is found out about it is kept with it, for Kira too, and goes with it', async () => {
    const avatars = await open()
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    expect([avatars.profile(ID), avatars.profile('kira')]).toEqual([null, null])
    await avatars.keepProfile(profileOf(ID))
    await avatars.keepProfile(profileOf('kira'))
    const again = await open()
    expect([again.profile(ID), again.profile('kira')]).toEqual([profileOf(ID), profileOf('kira')])
    await again.remove(ID)
    await again.remove(ID)
    expect(readdirSync(folder())).toEqual(['kira.json'])
    expect(again.list()).toHaveLength(1)
    await expect(again.keepProfile(profileOf(ID))).rejects.toMatchObject({ code: 'AVATAR_NOT_FOUND' })
  })

  test('many changes at once come out in their order', async () => {
    const avatars = await open()
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    const strengths = [0.1, 0.2, 0.3, 0.4, 0.5]
    const profiles = strengths.map((strength) => ({
      ...profileOf(ID),
      choices: { sad: { expression: 'sorrow', strength } },
    }))
    await Promise.all(profiles.map((profile) => avatars.keepProfile(profile)))
    expect((await open()).profile(ID)).toEqual(profiles.at(-1))
  })

  test('what is refused leaves nothing behind', async () => {
    const avatars = await open()
    await expect(avatars.add({ name: 'a.vrm', bytes: BOXY.subarray(0, 99) })).rejects.toMatchObject({
      code: 'AVATAR_TRUNCATED',
      data: { file: 'a.vrm' },
    })
    await expect(avatars.add({ name: 'a.vrm', bytes: Buffer.alloc(200_000_001) })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      data: { file: 'a.vrm', megabytes: 201, limit: 200 },
    })
    expect(existsSync(folder())).toBe(false)
  })

  test('a disk that takes nothing is told, and nothing is half there', async () => {
    writeFileSync(folder(), 'a file where the folder should be')
    const avatars = await open()
    expect(avatars.problems).toMatchObject([{ code: 'AVATAR_COPY_UNREADABLE' }, { code: 'AVATAR_COPY_UNREADABLE' }])
    const adding = avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    await expect(adding).rejects.toMatchObject({ code: 'FILE_NOT_KEPT', data: { file: 'Boxy' } })
    expect(avatars.list()).toHaveLength(1)
  })
})

describe('a data folder that was damaged', () => {
  beforeEach(async () => {
    const avatars = await open()
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    await avatars.keepProfile(profileOf(ID))
  })

  test.each(['{"info":', '{}', '', 'null'])(
    'a label that holds %j is set aside, and the avatar stays',
    async (text) => {
      writeFileSync(join(folder(), `${ID}.json`), text)
      const avatars = await open()
      expect(avatars.find(ID)).toMatchObject({ name: 'Boxy' })
      expect(avatars.profile(ID)).toBeNull()
      const [problem] = avatars.problems
      expect(problem).toMatchObject({ code: 'AVATAR_PROFILE_DAMAGED', data: { name: 'Boxy' } })
      expect(readFileSync(String(problem?.data.kept), 'utf8')).toBe(text)
      expect((await open()).problems).toEqual([])
    },
  )

  test('so is Kira’s own', async () => {
    writeFileSync(join(folder(), 'kira.json'), 'no JSON')
    const avatars = await open()
    expect(avatars.problems).toMatchObject([{ code: 'AVATAR_PROFILE_DAMAGED', data: { name: 'Kira' } }])
    expect((await open()).problems).toEqual([])
  })

  test('a label that is missing is made anew', async () => {
    rmSync(join(folder(), `${ID}.json`))
    const avatars = await open()
    expect(avatars.problems).toEqual([])
    expect(avatars.find(ID)).toMatchObject({ name: 'Boxy', bytes: BOXY.length })
  })

  test('an avatar that is gone is not listed; once it is added again, it has its profile', async () => {
    const label = readFileSync(join(folder(), `${ID}.json`))
    rmSync(join(folder(), `${ID}.vrm`))
    const avatars = await open()
    expect(avatars.list()).toHaveLength(1)
    expect(readFileSync(join(folder(), `${ID}.json`)).equals(label)).toBe(true)
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    expect(avatars.profile(ID)).toEqual(profileOf(ID))
  })

  test('one that was cut or changed is told, and left as it is', async () => {
    const path = join(folder(), `${ID}.vrm`)
    writeFileSync(path, BOXY.subarray(0, 1000))
    expect((await open()).problems).toMatchObject([{ code: 'AVATAR_COPY_UNREADABLE', data: { path } }])
    rmSync(join(folder(), `${ID}.json`))
    const avatars = await open()
    expect(avatars.problems).toMatchObject([{ code: 'AVATAR_COPY_UNREADABLE', data: { path } }])
    expect(avatars.list()).toHaveLength(1)
    expect(statSync(path).size).toBe(1000)
    await avatars.add({ name: 'boxy.vrm', bytes: BOXY })
    expect(statSync(path).size).toBe(BOXY.length)
  })

  test('drafts of a death in the middle go, foreign files stay', async () => {
    const [old, fresh, foreign] = [`${ID}.vrm.1-1.tmp`, `${ID}.vrm.2-1.tmp`, 'holiday.vrm'].map((name) =>
      join(folder(), name),
    )
    for (const path of [old, fresh, foreign]) writeFileSync(String(path), 'x')
    utimesSync(String(old), 0, 0)
    utimesSync(String(fresh), now / 1000, now / 1000)
    expect((await open()).list()).toHaveLength(2)
    expect([old, fresh, foreign].map((path) => existsSync(String(path)))).toEqual([false, true, true])
  })

  test.skipIf(process.getuid?.() === 0)('what may not be read is told, and left as it is', async () => {
    chmodSync(join(folder(), `${ID}.json`), 0)
    expect((await open()).problems).toMatchObject([{ code: 'AVATAR_COPY_UNREADABLE' }])
  })
})

describe('movements', () => {
  const vrma = Buffer.from(makeVrma(MOVES))
  const fbx = Buffer.from(makeFbx(MOVES))

  test('both kinds are kept, told apart by what they hold', async () => {
    const motions = await openMoves()
    const first = await motions.add({ name: 'Wave.vrma', bytes: vrma })
    const second = await motions.add({ name: 'Dance.wrong', bytes: fbx })
    expect(first).toMatchObject({ name: 'Wave', kind: 'vrma', bytes: vrma.length, url: `/motions/${first.id}.vrma` })
    expect(second).toMatchObject({ name: 'Dance', kind: 'fbx', url: `/motions/${second.id}.fbx` })
    const again = await openMoves()
    expect(again.list()).toEqual([second, first])
    await again.remove(second.id)
    expect((await openMoves()).list()).toEqual([first])
    expect(readdirSync(join(dataDir, 'motions'))).toHaveLength(2)
  })

  test.each([
    ['an avatar', BOXY, 'MOTION_NOT_KNOWN'],
    ['a text', Buffer.from('Walk, then wave.'), 'MOTION_NOT_KNOWN'],
    ['an FBX of the nineties', Buffer.from('; FBX 3.0.0 project file\nFBXVersion: 3000\n'), 'MOTION_NOT_KNOWN'],
    ['half a movement', vrma.subarray(0, 600), 'AVATAR_TRUNCATED'],
    ['a movement without numbers', Buffer.from(makeVrma({ ...MOVES, arm: [0, Number.NaN, 0] })), 'AVATAR_DAMAGED'],
    ['a movement of 51 MB', Buffer.alloc(51_000_000), 'FILE_TOO_LARGE'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect((await openMoves()).add({ name: 'x.vrma', bytes })).rejects.toMatchObject({ code })
  })

  test('a folder that never was is empty', async () => {
    mkdirSync(join(dataDir, 'avatars'))
    expect((await openMoves()).list()).toEqual([])
  })
})
