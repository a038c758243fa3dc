/** The page that `scripts/inspect-avatar.ts` opens: it has a function and nothing to see. */
import { WebGLRenderer } from 'three'
import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import { loadVrm } from '../scene/load-vrm.ts'
import { examine } from './examine.ts'
import type { FaceReport } from './report.ts'

const COLUMNS = 4
const PORTRAIT = 320
const CAPTION = 36

/** Examines a VRM file, and draws a sheet with a portrait of each emotion, as the `data:` address of a PNG. */
async function inspectAvatar(url: string): Promise<{ report: FaceReport; sheet: string }> {
  const vrm = await loadVrm(url)
  const renderer = new WebGLRenderer({ antialias: true })
  renderer.setSize(PORTRAIT, PORTRAIT, false)

  const sheet = document.createElement('canvas')
  sheet.width = COLUMNS * PORTRAIT
  sheet.height = Math.ceil(EMOTIONS.length / COLUMNS) * (PORTRAIT + CAPTION)
  const context = sheet.getContext('2d')
  if (!context) throw new Error('this browser has no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, sheet.width, sheet.height)
  context.fillStyle = '#222'
  context.font = '22px sans-serif'
  context.textAlign = 'center'
  const place = (emotion: Emotion) => {
    const index = EMOTIONS.indexOf(emotion)
    return [(index % COLUMNS) * PORTRAIT, Math.floor(index / COLUMNS) * (PORTRAIT + CAPTION)] as const
  }

  const report = examine(vrm, renderer, (emotion, portrait) => {
    const [x, y] = place(emotion)
    portrait.paint('head')
    context.drawImage(renderer.domElement, x, y)
    context.fillText(emotion, x + PORTRAIT / 2, y + PORTRAIT + CAPTION - 11)
  })
  return { report, sheet: sheet.toDataURL('image/png') }
}

Object.assign(window, { inspectAvatar })
