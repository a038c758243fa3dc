import {
  type AvatarProfile,
  type Emotion,
  type Gesture,
  KiraError,
  type Rect,
  type Settings,
} from '../../electron/contract/index.ts'
import { NO_WEIGHTS, type Weights } from './face/weights.ts'
import { lookAngles } from './look-angles.ts'
import type { Move } from './motion/gestures.ts'
import type { GestureClips } from './motion/motion.ts'
import { type Avatar, type BodyMood, createAvatar } from './scene/avatar.ts'
import { project } from './scene/camera.ts'
import { startFrameLoop } from './scene/frame-loop.ts'
import { frameRate } from './scene/frame-rate.ts'
import { loadVrm } from './scene/load-vrm.ts'
import { createNumbersLine, type Numbers } from './scene/numbers.ts'
import { createPicture } from './scene/picture.ts'
import { withinPicture } from './scene/rects.ts'
import { createShot } from './scene/shot.ts'
import { createStage } from './scene/stage.ts'

const REPORTS_PER_SECOND = 10

export type AvatarState = 'loading' | 'ready' | 'failed'

/** Which avatar to show, and what was found out and chosen for it. */
export interface AvatarSource {
  /** Of a VRM file. */
  readonly url: string
  readonly profile: AvatarProfile | null
}

/** How an avatar is to be shown. */
export type ViewSettings = Pick<
  Settings['avatar'],
  'framing' | 'light' | 'turn' | 'quality' | 'numbers' | 'bodyLanguage'
>

/**
 * An avatar in a page. Its canvas says how it stands, for tests and for the curious: `data-avatar-state`,
 * `data-avatar-url`, `data-emotion`, `data-weights`, the expression weights above 0 as JSON, and `data-restlessness`.
 */
export interface AvatarView {
  /** What the canvas is in. */
  readonly container: HTMLElement
  /** Another one after some changes of quality. */
  readonly canvas: HTMLCanvasElement
  readonly state: AvatarState
  /** What the picture costs. */
  readonly numbers: Numbers
  /**
   * Shows this avatar in place of the one before, between two frames and once it is ready to be drawn. Of several changes
   * at a time, the last one counts; the others resolve without having been seen.
   * @throws KiraError `AVATAR_UNREADABLE`; the avatar before stays
   */
  change(source: AvatarSource): Promise<void>
  /** What is known of the avatar that is shown has changed. */
  setProfile(profile: AvatarProfile | null): void
  configure(settings: ViewSettings): void
  /** Whether anybody can see her: else nothing is drawn or worked out. */
  setSeen(seen: boolean): void
  /** Shows an emotion until it is released or another one comes. `intensity`: 0…1, all of it where not given. */
  show(emotion: Emotion, intensity?: number): void
  /** Lets her face go back to the mood. */
  release(): void
  /** What lies under all faces, and how she moves while idle. */
  setMood(mood: BodyMood): void
  /** Moves her lips to words that were just shown. */
  speak(text: string): void
  /** Lets her make a gesture; where less motion is wanted, only a nod. */
  gesture(move: Gesture | Move): void
  /** Something happened: she stays awake, or wakes. */
  attend(): void
  /** Movements from files, in place of her own gestures. */
  setClips(clips: GestureClips): void
  /** What stays on her under all faces, by expression, 0…1. */
  wear(weights: Weights): void
  /** Turns her eyes to a place of the page, in CSS pixels from its top left corner; it may lie outside. On her, it wakes her. */
  lookAt(x: number, y: number): void
  /** Where she is on the page, part by part, in CSS pixels; empty until she is ready. */
  hitRects(): Rect[]
  dispose(): void
}

export interface AvatarViewOptions {
  /** Gets a canvas that fills it. */
  readonly container: HTMLElement
  /** Gives 0…1. */
  readonly random?: () => number
  /** Called when she is there, and when her place changed. */
  readonly onLayout?: () => void
  /** Called when another emotion comes to her face. */
  readonly onEmotion?: (emotion: Emotion) => void
}

/** Shows an avatar that breathes, blinks, looks about, and feels what it is told. It is empty until `change`. */
export function createAvatarView(options: AvatarViewOptions): AvatarView {
  const { container, random = Math.random, onLayout = () => {}, onEmotion = () => {} } = options
  const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)')
  const calm = () => reducedMotion.matches
  const stage = createStage()
  const shot = createShot(stage, calm)
  const picture = createPicture(container, stage, shot.resize)
  const numbersLine = createNumbersLine(container)
  let avatar: Avatar | null = null
  let state: AvatarState = 'loading'
  let url = ''
  /** Counts changes: the last one wins. */
  let changes = 0
  let disposed = false
  let seen = true
  let showsNumbers = false
  let bodyLanguage = 1
  /** What she feels, also before she is there or when another body comes. */
  let feeling: [emotion: Emotion, intensity: number] = ['neutral', 1]
  let clips: GestureClips = {}
  let mood: BodyMood = { face: { emotion: 'neutral', weight: 0 }, restlessness: 0.5 }
  let worn = NO_WEIGHTS
  let toldEmotion: Emotion = 'neutral'
  let toldPlace = ''
  let sinceReport = 0

  const framesPerSecond = () => (avatar ? frameRate(shot.moving ? 'lively' : avatar.liveliness, seen) : 0)

  function report(): void {
    sinceReport = 0
    const emotion = avatar?.face.emotion ?? 'neutral'
    const weights = Object.entries(avatar?.face.weights ?? {}).map(([name, weight]) => [
      name,
      Number(weight.toFixed(3)),
    ])
    Object.assign(picture.canvas.dataset, {
      avatarState: state,
      avatarUrl: url,
      emotion,
      restlessness: String(mood.restlessness),
      weights: JSON.stringify(Object.fromEntries(weights)),
    })
    if (emotion !== toldEmotion) onEmotion(emotion)
    toldEmotion = emotion
    const place = JSON.stringify(hitRects())
    if (place !== toldPlace) onLayout()
    toldPlace = place
  }

  function hitRects(): Rect[] {
    if (!avatar) return []
    const { left, top, width, height } = picture.canvas.getBoundingClientRect()
    const rects = withinPicture(avatar.rects(stage.camera, width, height), width, height)
    return rects.map((rect) => ({ ...rect, x: rect.x + left, y: rect.y + top }))
  }

  /** Loads an avatar until nothing is left to do but to show it. */
  async function prepare({ url, profile }: AvatarSource): Promise<Avatar> {
    picture.open()
    const next = createAvatar(await loadVrm(url), { random, calm, profile })
    try {
      await picture.warmUp(next.scene)
      return next
    } catch (error) {
      next.dispose()
      throw error
    }
  }

  async function change(source: AvatarSource): Promise<void> {
    const mine = ++changes
    const outdated = () => disposed || mine !== changes
    try {
      const next = await prepare(source)
      if (outdated()) next.dispose()
      else replaceAvatar(next, source)
    } catch (error) {
      if (outdated()) return
      if (!avatar) state = 'failed'
      report()
      const detail = error instanceof Error ? error.message : String(error)
      throw new KiraError('AVATAR_UNREADABLE', { detail }, { cause: error })
    }
  }

  function replaceAvatar(next: Avatar, source: AvatarSource): void {
    const before = avatar
    avatar = next
    url = source.url
    state = 'ready'
    next.setMood(mood)
    next.setBodyLanguage(bodyLanguage)
    next.motion.setClips(clips)
    next.face.show(...feeling)
    next.face.wear(worn)
    next.update(0)
    stage.show(next.scene)
    shot.focus(next.measures)
    before?.dispose()
    picture.layOut()
    report()
    loop.wake()
  }

  function onFrame(delta: number): void {
    if (!avatar) return
    const startedAt = performance.now()
    shot.update(delta)
    avatar.update(delta)
    sinceReport += delta
    if (sinceReport >= 1 / REPORTS_PER_SECOND) report()
    const newNumbers = picture.paint(delta, 1 / framesPerSecond(), performance.now() - startedAt)
    if (newNumbers && showsNumbers) numbersLine.show(picture.numbers)
  }

  function show(emotion: Emotion, intensity = 1): void {
    feeling = [emotion, intensity]
    avatar?.face.show(emotion, intensity)
    loop.wake()
  }

  const loop = startFrameLoop({ clock: window, framesPerSecond, onFrame })
  const resizes = new ResizeObserver(() => {
    picture.layOut()
    report()
  })
  resizes.observe(container)
  report()

  return {
    container,
    get canvas() {
      return picture.canvas
    },
    get state() {
      return state
    },
    get numbers() {
      return picture.numbers
    },
    change,
    setProfile(profile) {
      avatar?.setProfile(profile)
      loop.wake()
    },
    configure(settings) {
      shot.set(settings)
      picture.setQuality(settings.quality)
      bodyLanguage = settings.bodyLanguage
      avatar?.setBodyLanguage(bodyLanguage)
      showsNumbers = settings.numbers
      if (!showsNumbers) numbersLine.hide()
      loop.wake()
    },
    setSeen(next) {
      seen = next
      loop.wake()
    },
    show,
    release: () => show('neutral'),
    setMood(next) {
      mood = next
      avatar?.setMood(next)
      report()
      loop.wake()
    },
    wear(next) {
      worn = next
      avatar?.face.wear(next)
      loop.wake()
    },
    speak(text) {
      avatar?.speak(text)
      loop.wake()
    },
    gesture(move) {
      avatar?.motion.play(move)
      loop.wake()
    },
    attend() {
      avatar?.motion.attend()
      loop.wake()
    },
    setClips(next) {
      clips = next
      avatar?.motion.setClips(next)
    },
    lookAt(x, y) {
      if (!avatar) return
      const isOnHer = (rect: Rect) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
      if (avatar.motion.asleep && hitRects().some(isOnHer)) avatar.motion.attend()
      const { left, top, width, height } = picture.canvas.getBoundingClientRect()
      const [eyeX, eyeY] = project(stage.camera, avatar.eyePosition(), width, height)
      const { yaw, pitch } = lookAngles(x - left - eyeX, y - top - eyeY)
      avatar.follow({ yaw: yaw - shot.turn, pitch })
    },
    hitRects,
    dispose() {
      disposed = true
      loop.stop()
      resizes.disconnect()
      avatar?.dispose()
      picture.dispose()
      numbersLine.hide()
    },
  }
}
