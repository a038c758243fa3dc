import { type Emotion, KiraError, type Rect } from '../../electron/contract/index.ts'
import { lookAngles } from './look-angles.ts'
import { type Avatar, type BodyMood, createAvatar } from './scene/avatar.ts'
import { frame, project, projectBox } from './scene/camera.ts'
import { startFrameLoop } from './scene/frame-loop.ts'
import { loadVrm } from './scene/load-vrm.ts'
import { createStage, type Stage } from './scene/stage.ts'

const IDLE_FRAMES_PER_SECOND = 30
const LIVELY_FRAMES_PER_SECOND = 60
const REPORTS_PER_SECOND = 10

export type AvatarState = 'loading' | 'ready' | 'failed'

/**
 * Kira's body in a page. Its canvas says how it stands, for tests and for the curious: `data-avatar-state`,
 * `data-emotion`, `data-weights`, the expression weights above 0 as JSON, and `data-restlessness`.
 */
export interface AvatarView {
  readonly canvas: HTMLCanvasElement
  readonly state: AvatarState
  /** Shows an emotion until it is released or another one comes. `intensity`: 0…1, all of it where not given. */
  show(emotion: Emotion, intensity?: number): void
  /** Lets her face go back to the mood. */
  release(): void
  /** What lies under all faces, and how she moves while idle. */
  setMood(mood: BodyMood): void
  /** Moves her lips to words that were just shown. */
  speak(text: string): void
  /** Turns her eyes to a place of the page, in CSS pixels from its top left corner; it may lie outside. */
  lookAt(x: number, y: number): void
  /** Where she is on the page, in CSS pixels; null until she is ready. */
  hitRect(): Rect | null
  dispose(): void
}

export interface AvatarViewOptions {
  /** Gets a canvas that fills it. */
  readonly container: HTMLElement
  /** Of a VRM file. */
  readonly url: string
  /** Gives 0…1. */
  readonly random?: () => number
  /** Called when she is there, and when her place changed. */
  readonly onLayout?: () => void
  /** Called once, where she can't be shown; all else of the view then does nothing. */
  readonly onFailure?: (error: KiraError) => void
}

/** Shows an avatar that breathes, blinks, looks about, and feels what it is told. */
export function createAvatarView(options: AvatarViewOptions): AvatarView {
  const { container, url, random = Math.random, onLayout = () => {}, onFailure = () => {} } = options
  const canvas = document.createElement('canvas')
  canvas.className = 'avatar'
  container.append(canvas)
  const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)')
  const cleanUp: (() => void)[] = [() => canvas.remove()]
  let state: AvatarState = 'loading'
  let shown: { stage: Stage; avatar: Avatar } | null = null
  let disposed = false
  /** What she was told to feel before she was there. */
  let early: [emotion: Emotion, intensity: number] = ['neutral', 1]
  let mood: BodyMood = { face: { emotion: 'neutral', weight: 0 }, restlessness: 0.5 }

  function report(): void {
    const face = shown?.avatar.face
    const weights = Object.entries(face?.weights ?? {}).map(([name, weight]) => [name, Number(weight.toFixed(3))])
    canvas.dataset.avatarState = state
    canvas.dataset.emotion = face?.emotion ?? 'neutral'
    canvas.dataset.restlessness = String(mood.restlessness)
    canvas.dataset.weights = JSON.stringify(Object.fromEntries(weights))
  }

  function layOut(): void {
    const { clientWidth: width, clientHeight: height } = container
    if (!shown || width === 0 || height === 0) return
    shown.stage.resize(width, height, window.devicePixelRatio)
    frame(shown.stage.camera, shown.avatar.bounds, width, height)
    shown.stage.render()
    onLayout()
  }

  async function start(): Promise<void> {
    const stage = createStage(canvas)
    cleanUp.push(stage.dispose)
    const avatar = createAvatar(await loadVrm(url), { random, calm: () => reducedMotion.matches })
    if (disposed) return avatar.dispose()
    cleanUp.push(avatar.dispose)
    stage.add(avatar.scene)
    shown = { stage, avatar }
    state = 'ready'
    avatar.setMood(mood)
    avatar.face.show(...early)
    keepDrawing(stage, avatar)
    report()
  }

  function keepDrawing(stage: Stage, avatar: Avatar): void {
    const resizes = new ResizeObserver(layOut)
    resizes.observe(container)
    let sinceReport = 0
    const stop = startFrameLoop({
      clock: window,
      framesPerSecond: () => (avatar.lively ? LIVELY_FRAMES_PER_SECOND : IDLE_FRAMES_PER_SECOND),
      onFrame(delta) {
        avatar.update(delta)
        stage.render()
        sinceReport += delta
        if (sinceReport < 1 / REPORTS_PER_SECOND) return
        sinceReport = 0
        report()
      },
    })
    cleanUp.push(stop, () => resizes.disconnect())
  }

  function fail(error: unknown): void {
    if (disposed) return
    state = 'failed'
    report()
    const detail = error instanceof Error ? error.message : String(error)
    onFailure(new KiraError('AVATAR_UNREADABLE', { detail }, { cause: error }))
  }

  function show(emotion: Emotion, intensity = 1): void {
    if (shown) shown.avatar.face.show(emotion, intensity)
    else early = [emotion, intensity]
  }

  report()
  start().catch(fail)

  return {
    canvas,
    get state() {
      return state
    },
    show,
    release: () => show('neutral'),
    setMood(next) {
      mood = next
      shown?.avatar.setMood(next)
      report()
    },
    speak: (text) => shown?.avatar.speak(text),
    lookAt(x, y) {
      if (!shown) return
      const { left, top, width, height } = canvas.getBoundingClientRect()
      const [eyeX, eyeY] = project(shown.stage.camera, shown.avatar.eyePosition(), width, height)
      shown.avatar.follow(lookAngles(x - left - eyeX, y - top - eyeY))
    },
    hitRect() {
      if (!shown) return null
      const { left, top, width, height } = canvas.getBoundingClientRect()
      const rect = projectBox(shown.stage.camera, shown.avatar.bounds, width, height)
      return { ...rect, x: rect.x + left, y: rect.y + top }
    },
    dispose() {
      disposed = true
      for (const step of cleanUp.reverse()) step()
    },
  }
}
