import { isDeepStrictEqual } from 'node:util'
import type { Avatars, Motions } from '../avatars/port.ts'
import type { Config } from '../config/port.ts'
import {
  type AvatarProfile,
  type CompanionEvent,
  GESTURES,
  KIRA_AVATAR,
  KiraError,
  type ShownAvatar,
} from '../contract/index.ts'
import type { Notices } from './notices.ts'

/** Which body she wears, and with what movements: the avatars and motions, as far as the settings choose among them. */
export interface Wardrobe {
  /** What the pages show. */
  shown(): ShownAvatar
  /** Tells the pages where something else is shown now; to be called when settings have changed. */
  refresh(): void
  keepProfile(profile: AvatarProfile): Promise<void>
  removeAvatar(id: string): Promise<void>
  removeMotion(id: string): Promise<void>
}

export interface WardrobeParts {
  readonly avatars: Avatars
  readonly motions: Motions
  readonly config: Config
  readonly notices: Notices
  publish(event: CompanionEvent): void
  logError(error: unknown, what: string): void
}

export function createWardrobe({ avatars, motions, config, notices, publish, logError }: WardrobeParts): Wardrobe {
  let told: ShownAvatar | undefined

  function shown(): ShownAvatar {
    const { id, motions: chosen } = config.settings.avatar
    const info = avatars.find(id) ?? avatars.kira
    const ids = new Set(Object.values(chosen))
    return { info, profile: avatars.profile(info.id), motions: motions.list().filter((motion) => ids.has(motion.id)) }
  }

  function refresh(): void {
    if (!avatars.find(config.settings.avatar.id)) {
      wearOwnBody()
      return
    }
    const now = shown()
    if (isDeepStrictEqual(now, told)) return
    told = now
    publish({ type: 'avatar-changed', avatar: now })
  }

  /** The chosen avatar is not there. The change of settings brings us back to `refresh`. */
  function wearOwnBody(): void {
    notices.add('warning', new KiraError('AVATAR_MISSING'))
    try {
      config.change({ avatar: { id: KIRA_AVATAR } })
    } catch (error) {
      // It holds for now, and will be told again at the next start.
      logError(error, 'going back to her own body')
    }
  }

  return {
    shown,
    refresh,
    async keepProfile(profile) {
      await avatars.keepProfile(profile)
      refresh()
    },
    async removeAvatar(id) {
      if (id !== KIRA_AVATAR && id === config.settings.avatar.id) config.change({ avatar: { id: KIRA_AVATAR } })
      await avatars.remove(id)
    },
    async removeMotion(id) {
      const { motions: chosen } = config.settings.avatar
      const having = GESTURES.filter((gesture) => chosen[gesture] === id)
      if (having.length > 0) {
        config.change({ avatar: { motions: Object.fromEntries(having.map((gesture) => [gesture, null])) } })
      }
      await motions.remove(id)
    },
  }
}
