import {
  type AvatarProfile,
  type CompanionEvent,
  type Emotion,
  KIRA_AVATAR,
  type KiraError,
  type ShownAvatar,
  toKiraError,
} from '../../electron/contract/index.ts'
import { type Companion, streamingReply } from '../client/index.ts'
import { createClipShelf } from './motion/clip-shelf.ts'
import { loadClip } from './motion/load-clip.ts'
import { clothes } from './night.ts'
import { type Bubble, createDirector } from './speech/director.ts'
import { type AvatarView, createAvatarView } from './view.ts'

/** Milliseconds between two steps of her speech, while she says something. */
const STEP = 50
/** Kira's own body, which comes where no other can be shown. */
const OWN_BODY = '/avatars/kira.vrm'

export interface KiraOptions {
  /** Gets a canvas that fills it. */
  readonly container: HTMLElement
  readonly companion: Pick<Companion, 'events' | 'state'>
  /** Called when her words change. */
  readonly onBubble: (bubble: Bubble) => void
  /** Called when she is there, and when her place changed. */
  readonly onLayout: () => void
  /** Called when another emotion comes to her face. */
  readonly onEmotion: (emotion: Emotion) => void
  /** Called where the chosen avatar or movement can't be shown, and with null once both can be. Her words still come. */
  readonly onFailure: (error: KiraError | null) => void
}

export interface Kira {
  readonly view: AvatarView
  dispose(): void
}

/** Puts Kira into a page, where she shows what the companion tells. */
export function startKira({ container, companion, onBubble, onLayout, onEmotion, onFailure }: KiraOptions): Kira {
  const view = createAvatarView({ container, onLayout, onEmotion })
  const director = createDirector(view, { random: Math.random, now: () => performance.now() / 1000 })
  /** Why the avatar, or a movement for one of her gestures, can't be shown. */
  const failures: Record<'avatar' | 'motion', KiraError | null> = { avatar: null, motion: null }
  const shelf = createClipShelf({
    load: loadClip,
    onChange(clips, failure) {
      view.setClips(clips)
      tellFailure('motion', failure)
    },
  })
  let timer: ReturnType<typeof setInterval> | undefined
  let last = 0
  /** The avatar that is shown, or on its way; null where that failed, so that it is tried again. */
  let chosen: string | null = null
  let arrived = false
  let profileNow: AvatarProfile | null = null

  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')

  function dress(): void {
    const { settings, avatar } = companion.state.get()
    view.wear(clothes(avatar?.info.id ?? KIRA_AVATAR, settings, systemIsDark.matches))
  }

  function tellFailure(of: keyof typeof failures, failure: KiraError | null): void {
    if (failures[of] === failure) return
    failures[of] = failure
    onFailure(failures.avatar ?? failures.motion)
  }

  function refresh(): void {
    onBubble(director.bubble)
    if (director.busy && timer === undefined) {
      last = performance.now()
      timer = setInterval(step, STEP)
    }
  }

  function step(): void {
    const now = performance.now()
    director.update((now - last) / 1000)
    last = now
    if (!director.busy) {
      clearInterval(timer)
      timer = undefined
    }
    refresh()
  }

  async function embody({ info, profile }: ShownAvatar): Promise<void> {
    profileNow = profile
    if (info.id === chosen) {
      if (arrived) view.setProfile(profile)
      return
    }
    chosen = info.id
    arrived = false
    try {
      await view.change({ url: info.url, profile })
      if (chosen !== info.id) return
      arrived = true
      if (profileNow !== profile) view.setProfile(profileNow)
      tellFailure('avatar', null)
    } catch (error) {
      tellFailure('avatar', toKiraError(error))
      if (chosen === info.id) chosen = null
      // Nobody is there yet: better her own body than none. Why not even that, is told already.
      if (view.state === 'failed' && info.id !== KIRA_AVATAR) {
        await view.change({ url: OWN_BODY, profile: null }).catch(() => {})
      }
    }
  }

  function follow(event: CompanionEvent): void {
    switch (event.type) {
      case 'snapshot':
        view.setMood(event.snapshot.mood)
        view.configure(event.snapshot.settings.avatar)
        void embody(event.snapshot.avatar)
        dress()
        fillShelf()
        // What hid her may have ended while the connection was lost.
        view.setSeen(true)
        break
      case 'mood-changed':
        view.setMood(event.mood)
        break
      case 'settings-changed':
        view.configure(event.settings.avatar)
        dress()
        fillShelf()
        break
      case 'avatar-changed':
        void embody(event.avatar)
        dress()
        fillShelf()
        break
      case 'overlay-seen':
        view.setSeen(event.seen)
        break
    }
    director.handle(event)
    refresh()
  }

  /** The movements that are chosen now, for gestures. */
  function fillShelf(): void {
    const { settings, avatar } = companion.state.get()
    shelf.set(settings.avatar.motions, avatar?.motions ?? [])
  }

  const unsubscribe = companion.events.subscribe(follow)
  const state = companion.state.get()
  view.configure(state.settings.avatar)
  if (state.mood) view.setMood(state.mood)
  if (state.avatar) void embody(state.avatar)
  dress()
  systemIsDark.addEventListener('change', dress)
  fillShelf()
  if (state.session) director.join(state.session.id, streamingReply(state) ?? null)
  refresh()

  const followPointer = (event: PointerEvent) => view.lookAt(event.clientX, event.clientY)
  window.addEventListener('pointermove', followPointer)

  return {
    view,
    dispose() {
      window.removeEventListener('pointermove', followPointer)
      systemIsDark.removeEventListener('change', dress)
      unsubscribe()
      clearInterval(timer)
      view.dispose()
    },
  }
}
