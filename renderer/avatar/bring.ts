import { type AvatarInfo, KiraError } from '../../electron/contract/index.ts'
import { type Companion, sendFile } from '../client/index.ts'
import { tryAvatar } from './try-avatar.ts'

type Calls = Pick<Companion['call'], 'avatars' | 'files' | 'motions' | 'settings'>

/** What became of a file. */
export interface Brought {
  readonly kind: 'avatar' | 'motion'
  /** What it calls itself. */
  readonly name: string
}

/**
 * Takes a file that a user dropped or chose: an avatar is kept and shown everywhere, once this page has drawn it; a
 * movement is kept. What can't be drawn is not kept, and the avatar before stays.
 * @param attempt draws an avatar where nobody sees it
 * @throws KiraError what the companion refuses, or `AVATAR_UNREADABLE`
 */
export async function bring(file: File, call: Calls, attempt = tryAvatar): Promise<Brought> {
  const { name } = file
  if (/\.(vrma|fbx)$/i.test(name)) {
    const motion = await call.motions.add(await sendFile(call, file))
    return { kind: 'motion', name: motion.name }
  }
  if (!/\.vrm$/i.test(name)) throw new KiraError('FILE_NOT_BRINGABLE', { name })
  const known = await call.avatars.list()
  const avatar = await call.avatars.add(await sendFile(call, file))
  const isNew = !known.some(({ id }) => id === avatar.id)
  await keepIfDrawn(avatar, isNew, call, attempt)
  await call.settings.change({ avatar: { id: avatar.id } })
  return { kind: 'avatar', name: avatar.name }
}

async function keepIfDrawn(avatar: AvatarInfo, isNew: boolean, call: Calls, attempt: typeof tryAvatar): Promise<void> {
  try {
    const found = await attempt(avatar)
    const kept = await call.avatars.profile({ id: avatar.id })
    await call.avatars.keepProfile({ ...found, choices: kept?.choices ?? {} })
  } catch (error) {
    if (isNew) await call.avatars.remove({ id: avatar.id }).catch(() => {})
    throw error
  }
}
