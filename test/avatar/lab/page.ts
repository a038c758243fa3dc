import { EMOTIONS } from '../../../electron/contract/index.ts'
import { createAvatar } from '../../../renderer/avatar/scene/avatar.ts'
import { loadVrm } from '../../../renderer/avatar/scene/load-vrm.ts'
import type { Numbers } from '../../../renderer/avatar/scene/numbers.ts'
import { createPainter } from '../../../renderer/avatar/scene/painter.ts'
import { createShot } from '../../../renderer/avatar/scene/shot.ts'
import { createStage } from '../../../renderer/avatar/scene/stage.ts'
import { type AvatarView, createAvatarView, type ViewSettings } from '../../../renderer/avatar/view.ts'
import { createPeer } from './peer.ts'

const FRAMES = 60

const container = document.getElementById('stage') as HTMLElement
let view: AvatarView | null = null
let peer: Awaited<ReturnType<typeof createPeer>> | null = null
let talking: ReturnType<typeof setInterval> | undefined

/** Milliseconds that a frame takes, on average over some. `finish` waits for the graphics card. */
function perFrame(frame: () => void, count: number, finish = () => {}): number {
  const startedAt = performance.now()
  for (let i = 0; i < count; i++) frame()
  finish()
  return (performance.now() - startedAt) / count
}

/** An avatar as the view shows it, drawn by hand. */
async function byHand(url: string) {
  const stage = createStage()
  const canvas = document.createElement('canvas')
  container.append(canvas)
  const painter = createPainter(canvas, { antialias: true })
  const { clientWidth: width, clientHeight: height } = container
  painter.resize(width, height, 1)
  const avatar = createAvatar(await loadVrm(url), { random: Math.random, calm: () => false })
  const shot = createShot(stage, () => false)
  stage.show(avatar.scene)
  shot.resize(width, height)
  shot.focus(avatar.measures)
  const pixel = new Uint8Array(4)
  const gl = painter.renderer.getContext()
  return {
    avatar,
    paint: () => painter.paint(stage),
    finish: () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel),
    dispose() {
      avatar.dispose()
      painter.dispose()
      canvas.remove()
    },
  }
}

/** What a test or a measurement does with avatars, in a page of their own. */
const lab = {
  async open(url: string, settings: Partial<ViewSettings> = {}): Promise<void> {
    view = createAvatarView({ container })
    view.configure({ ...SETTINGS, ...settings })
    await view.change({ url, profile: null })
  },
  change: (url: string): Promise<string> =>
    opened()
      .change({ url, profile: null })
      .then(() => 'shown')
      .catch((error) => error.code),
  configure: (settings: Partial<ViewSettings>): void => opened().configure({ ...SETTINGS, ...settings }),
  setSeen: (seen: boolean): void => opened().setSeen(seen),
  numbers: (): Numbers => opened().numbers,
  /** Has her say things, with feeling. */
  talk(on: boolean): void {
    clearInterval(talking)
    let said = 0
    if (on) {
      talking = setInterval(() => {
        opened().speak('and so we talked about it ')
        if (said++ % 6 === 0) opened().show(EMOTIONS[said % EMOTIONS.length] ?? 'happy')
      }, 300)
    }
  },
  close(): void {
    lab.talk(false)
    view?.dispose()
    view = null
  },
  /** Milliseconds on the main thread to bring one frame's avatar up to date: by us, and by three-vrm alone. */
  async updates(url: string, rounds: number): Promise<{ ours: number[]; theirs: number[] }> {
    return compared(url, rounds, FRAMES, (one) => one.update(1 / 60))
  },
  /** The same with the drawing, as far as the main thread has to do with it: few frames at a time, and small ones. */
  async frames(url: string, rounds: number): Promise<{ ours: number[]; theirs: number[] }> {
    Object.assign(container.style, { width: '40px', height: '60px' })
    const times = await compared(url, rounds, 4, (one) => {
      one.update(1 / 60)
      one.paint()
    })
    container.removeAttribute('style')
    return times
  },
  /** Milliseconds to draw one frame of each avatar in turn, until the graphics card is done with it. */
  async paintings(urls: readonly string[], rounds: number): Promise<number[][]> {
    const all = await Promise.all(urls.map(byHand))
    const times: number[][] = all.map(() => [])
    for (let round = 0; round < rounds; round++) {
      for (const [index, { paint, finish }] of all.entries()) times[index]?.push(perFrame(paint, 10, finish))
    }
    for (const one of all) one.dispose()
    return times
  },
  async openPeer(url: string): Promise<void> {
    peer = await createPeer(container, url)
    peer.run()
  },
  peerFrames: (): number => peer?.frames ?? 0,
  closePeer(): void {
    peer?.dispose()
    peer = null
  },
}

interface Drawn {
  update(delta: number): void
  paint(): void
  finish(): void
}

/** Milliseconds that a frame takes us, and three-vrm alone, measured in turns. */
async function compared(url: string, rounds: number, count: number, frame: (one: Drawn) => void) {
  const mine = await byHand(url)
  const other = await createPeer(container, url)
  const both = { ours: { ...mine, update: mine.avatar.update }, theirs: other }
  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    mine.avatar.speak('and so we talked about it ')
    for (const who of ['ours', 'theirs'] as const) {
      both[who].finish()
      times[who].push(perFrame(() => frame(both[who]), count))
    }
    await new Promise((resolve) => setTimeout(resolve))
  }
  mine.dispose()
  other.dispose()
  return times
}

const SETTINGS: ViewSettings = {
  framing: 'full',
  light: 1,
  turn: 0,
  quality: 'high',
  numbers: false,
  bodyLanguage: 1,
}

function opened(): AvatarView {
  if (!view) throw new Error('Open the lab first.')
  return view
}

export type Lab = typeof lab
Object.assign(window, { lab })
