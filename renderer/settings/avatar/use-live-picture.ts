import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import {
  type Emotion,
  type Gesture,
  type KiraError,
  type MotionInfo,
  type Settings,
  type ShownAvatar,
  toKiraError,
} from '../../../electron/contract/index.ts'
import { clothes } from '../../avatar/night.ts'
import type { AvatarView } from '../../avatar/view.ts'
import { useCompanionState } from '../../client/index.ts'

/** How long an emotion is shown, in milliseconds. */
const EMOTION_STAYS = 3000
/** As long as her longest gesture, in milliseconds. */
const GESTURE_STAYS = 4200

type Framing = Settings['avatar']['framing']

/** The chosen avatar, alive in a page, and what can be tried on it. */
export interface LivePicture {
  /** Why it can't be shown. */
  readonly failure: KiraError | null
  show(emotion: Emotion): void
  /** Throws where the movement can't be read. */
  perform(gesture: Gesture, motion: MotionInfo | null): Promise<void>
}

/**
 * Shows the chosen avatar in `container` as the settings say, closer or from farther away while something is tried.
 * `onRest` is called when that is over.
 */
export function useLivePicture(
  container: RefObject<HTMLElement | null>,
  { info, profile }: ShownAvatar,
  onRest: () => void,
): LivePicture {
  const settings = useCompanionState((state) => state.settings)
  const systemIsDark = useSystemIsDark()
  const look = settings.avatar
  const view = useView(container)
  const [framing, setFraming] = useState<Framing | null>(null)
  const [failure, setFailure] = useState<KiraError | null>(null)
  const latest = useRef({ profile, onRest })
  useEffect(() => {
    latest.current = { profile, onRest }
  })
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Counts what is tried: the last one wins. */
  const tries = useRef(0)

  useEffect(() => {
    if (!view) return
    let gone = false
    view.change({ url: info.url, profile: latest.current.profile }).then(
      () => {
        if (gone) return
        view.setProfile(latest.current.profile)
        setFailure(null)
      },
      (error: unknown) => !gone && setFailure(toKiraError(error)),
    )
    return () => {
      gone = true
    }
  }, [view, info.url])
  useEffect(() => view?.setProfile(profile), [view, profile])
  useEffect(() => view?.configure({ ...look, numbers: false, framing: framing ?? look.framing }), [view, look, framing])
  useEffect(() => view?.wear(clothes(info.id, settings, systemIsDark)), [view, info.id, settings, systemIsDark])
  useEffect(() => () => clearTimeout(resting.current), [])

  function restAfter(milliseconds: number): void {
    clearTimeout(resting.current)
    resting.current = setTimeout(() => {
      view?.release()
      view?.attend()
      setFraming(null)
      latest.current.onRest()
    }, milliseconds)
  }

  return {
    failure,
    show(emotion) {
      tries.current++
      setFraming('face')
      view?.show(emotion)
      restAfter(EMOTION_STAYS)
    },
    async perform(gesture, motion) {
      const mine = ++tries.current
      const clip = motion && (await import('../../avatar/motion/load-clip.ts').then(({ loadClip }) => loadClip(motion)))
      if (mine !== tries.current) return
      setFraming('full')
      view?.release()
      view?.setClips(clip ? { [gesture]: clip } : {})
      view?.gesture(gesture)
      restAfter(clip ? clip.seconds * 1000 : GESTURE_STAYS)
    },
  }
}

/** A view in a container, once three dimensions are loaded. */
function useView(container: RefObject<HTMLElement | null>): AvatarView | null {
  const [view, setView] = useState<AvatarView | null>(null)
  useEffect(() => {
    let made: AvatarView | null = null
    let gone = false
    void import('../../avatar/view.ts').then(({ createAvatarView }) => {
      if (gone || !container.current) return
      made = createAvatarView({ container: container.current })
      setView(made)
    })
    return () => {
      gone = true
      made?.dispose()
    }
  }, [container])
  return view
}

const systemTheme = window.matchMedia('(prefers-color-scheme: dark)')

const useSystemIsDark = (): boolean =>
  useSyncExternalStore(
    (onChange) => {
      systemTheme.addEventListener('change', onChange)
      return () => systemTheme.removeEventListener('change', onChange)
    },
    () => systemTheme.matches,
  )
