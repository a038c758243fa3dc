import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type AvatarInfo,
  type AvatarProfile,
  avatarInfoSchema,
  avatarProfileSchema,
  KIRA_AVATAR,
  KiraError,
} from '../contract/index.ts'
import { checkVrm, type VrmFacts } from './check/check-vrm.ts'
import { MAX_AVATAR_BYTES } from './check/limits.ts'
import { createQueue, detailOf, readJson, setAside, writeWhole } from './files.ts'
import { mustBeSmall } from './must-be-small.ts'
import { fileName, nameWithoutEnding } from './names.ts'
import type { Avatars } from './port.ts'
import { idOf, openShelf } from './shelf.ts'

const keptSchema = z.object({
  info: avatarInfoSchema,
  addedAt: z.number(),
  profile: avatarProfileSchema.nullable(),
})

/** Opens the avatars of a data folder, which need not have any. */
export async function openAvatars(options: {
  /** Where the added ones are. */
  readonly folder: string
  /** Kira's own body. */
  readonly kiraPath: string
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number
}): Promise<Avatars> {
  const { folder, clock } = options
  const shelf = await openShelf({
    folder,
    extensions: ['vrm'],
    schema: keptSchema,
    clock,
    label: ({ id, bytes, name, addedAt }) => ({
      info: infoOf(id, checkVrm(bytes, `${id}.vrm`), bytes.length, name),
      addedAt,
      profile: null,
    }),
  })
  const kira = await readKira(options.kiraPath)
  const own = await openOwnProfile(join(folder, `${KIRA_AVATAR}.json`), clock)

  return {
    problems: [...shelf.problems, ...own.problems],
    kira,
    list: () => [kira, ...shelf.labels().map(({ info }) => info)],
    find: (id) => (id === KIRA_AVATAR ? kira : shelf.find(id)?.info),
    async add({ name, bytes }) {
      mustBeSmall(bytes.length, MAX_AVATAR_BYTES, name)
      const id = idOf(bytes)
      const facts = checkVrm(bytes, fileName(name))
      const kept = shelf.find(id) ?? {
        info: infoOf(id, facts, bytes.length, nameWithoutEnding(name)),
        addedAt: clock(),
        profile: (await shelf.leftBehind(id))?.profile ?? null,
      }
      // Also where it is known: its copy may be gone, or not what it was.
      await shelf.put(kept, { bytes, extension: 'vrm' })
      return kept.info
    },
    async remove(id) {
      if (id === KIRA_AVATAR) throw new KiraError('AVATAR_IS_KIRA')
      await shelf.remove(id)
    },
    profile: (id) => (id === KIRA_AVATAR ? own.profile() : (shelf.find(id)?.profile ?? null)),
    async keepProfile(profile) {
      const id = profile.avatar
      if (id === KIRA_AVATAR) return own.keep(profile)
      const known = shelf.find(id)
      if (!known) throw new KiraError('AVATAR_NOT_FOUND', { id })
      await shelf.relabel({ ...known, profile })
    },
  }
}

function infoOf(id: string, { name, ...facts }: VrmFacts, bytes: number, otherName: string): AvatarInfo {
  return { id, name: name ?? otherName, ...facts, bytes, url: `/avatars/${id}.vrm` }
}

/** Where her own body is missing, the pages say so when they load it; she can be talked to all the same. */
async function readKira(path: string): Promise<AvatarInfo> {
  try {
    const bytes = await readFile(path)
    return infoOf(KIRA_AVATAR, checkVrm(bytes, 'kira.vrm'), bytes.length, 'Kira')
  } catch {
    const licence = {
      ...{ authors: [], copyright: null, licence: null, mayBeUsedBy: null, commercialUse: null },
      ...{ violence: null, sexual: null, modification: null, creditNecessary: null },
    }
    return { id: KIRA_AVATAR, name: 'Kira', spec: '1.0', bytes: 0, triangles: 0, url: '/avatars/kira.vrm', licence }
  }
}

/** What is kept for her own body, whose file ships with the app. */
async function openOwnProfile(path: string, clock: () => number) {
  const inOrder = createQueue()
  const problems: KiraError[] = []
  let profile: AvatarProfile | null = null
  try {
    const read = await readJson(path, avatarProfileSchema)
    if (read.state === 'ok') profile = read.value
    if (read.state === 'damaged') {
      problems.push(new KiraError('AVATAR_PROFILE_DAMAGED', { name: 'Kira', kept: await setAside(path, clock()) }))
    }
  } catch (error) {
    problems.push(new KiraError('AVATAR_COPY_UNREADABLE', { path, detail: detailOf(error) }, { cause: error }))
  }
  return {
    problems,
    profile: () => profile,
    keep: (next: AvatarProfile) =>
      inOrder(async () => {
        await writeWhole(path, JSON.stringify(next), 'Kira')
        profile = next
      }),
  }
}
