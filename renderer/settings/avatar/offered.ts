import { type AvatarProfile, KIRA_AVATAR } from '../../../electron/contract/index.ts'
import { GROUPS } from '../../avatar/face/overrides.ts'
import { NIGHT_COLOURS } from '../../avatar/night.ts'

/** Lids and eyes have work of their own. */
const BUSY: readonly string[] = [...GROUPS.blink, ...GROUPS.lookAt]

/** The expressions of an avatar that may stand for an emotion, the most visible first. */
export const offeredExpressions = (avatarId: string, effective: AvatarProfile['effective']): readonly string[] =>
  Object.keys(effective)
    .filter((name) => !BUSY.includes(name) && !(avatarId === KIRA_AVATAR && name === NIGHT_COLOURS))
    .sort((a, b) => (effective[b] ?? 0) - (effective[a] ?? 0))
