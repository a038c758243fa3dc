import { useEffect, useState } from 'react'
import {
  type AvatarProfile,
  KIRA_AVATAR,
  type KiraError,
  type ShownAvatar,
  toKiraError,
} from '../../../electron/contract/index.ts'

type Effective = AvatarProfile['effective']

/** What this page has found out, by avatar. */
const foundBefore = new Map<string, Effective>()

/**
 * Which expressions of an avatar can be seen. Those of an added file are kept with it; Kira's own body may be another one
 * in each version, so that it is asked in each page. Both null while it is being found out.
 */
export function useEffective({ info, profile }: ShownAvatar): {
  effective: Effective | null
  failure: KiraError | null
} {
  const [found, setFound] = useState(() => foundBefore.get(info.id) ?? null)
  const [failure, setFailure] = useState<KiraError | null>(null)
  const kept =
    info.id !== KIRA_AVATAR && profile && Object.keys(profile.effective).length > 0 ? profile.effective : null
  const isKnown = kept !== null || found !== null
  const { id, url } = info
  useEffect(() => {
    if (isKnown) return
    let gone = false
    import('../../avatar/try-avatar.ts')
      .then(({ tryAvatar }) => tryAvatar({ id, url }))
      .then(
        ({ effective }) => {
          foundBefore.set(id, effective)
          if (!gone) setFound(effective)
        },
        (error: unknown) => !gone && setFailure(toKiraError(error)),
      )
    return () => {
      gone = true
    }
  }, [id, url, isKnown])
  return { effective: kept ?? found, failure }
}
