/// <reference lib="dom" />
import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm'
import { DirectionalLight, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three'
import { loadVrm } from '../../../renderer/avatar/scene/load-vrm.ts'
import type { Pose } from './poses.ts'

/** One picture of the avatar. */
export interface Shot {
  /** Expression weights, 0…1. */
  readonly expressions?: Readonly<Record<string, number>>
  readonly pose?: Pose
  /** From where, in degrees round her: 0 is the front, 90 her left. */
  readonly from?: number
  /** What fills the picture. */
  readonly view?: 'face' | 'body' | 'hand'
  readonly background?: string
}

/** A picture on a sheet, with its name below. */
export interface Tile extends Shot {
  readonly name: string
}

/** What the page can do; the booth calls it. */
export interface BoothPage {
  /** The names of the avatar's expressions. */
  load(url: string): Promise<string[]>
  /** Square pictures beside each other, row by row, as a PNG in a data URL. */
  sheet(rows: readonly (readonly Tile[])[], size: number): string
}

declare global {
  interface Window {
    booth: BoothPage
  }
}

const LABEL_HEIGHT = 22
const BACKGROUND = '#f4ece6'
const RADIANS = Math.PI / 180

const canvas = document.createElement('canvas')
const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true })
const camera = new PerspectiveCamera(18, 1, 0.1, 100)
const scene = new Scene()
// As in the app: full daylight, from above and her left.
const light = new DirectionalLight(0xffffff, Math.PI)
light.position.set(0.6, 1, 1.4)
scene.add(light)
let loaded: VRM | undefined

function avatar(): VRM {
  if (!loaded) throw new Error('No avatar is loaded.')
  return loaded
}

/** What a view shows: its middle, and how many metres high it is. */
function framing(view: NonNullable<Shot['view']>): [middle: Vector3, height: number] {
  const at = (bone: VRMHumanBoneName) =>
    avatar().humanoid.getNormalizedBoneNode(bone)?.getWorldPosition(new Vector3()) ?? new Vector3(0, 1, 0)
  if (view === 'hand') return [at('leftHand').add(new Vector3(0.06, 0, 0)), 0.34]
  // Kira's head is half of her; those of others are less, and then lower in the picture.
  const { y } = at('head')
  return view === 'face' ? [new Vector3(0, y * 1.44, 0), y * 1.1] : [new Vector3(0, y * 0.98, 0), y * 2.08]
}

function draw({ expressions = {}, pose = {}, from = 0, view = 'face' }: Shot, size: number): void {
  const vrm = avatar()
  vrm.humanoid.resetNormalizedPose()
  vrm.scene.updateMatrixWorld(true)
  const [middle, height] = framing(view)
  for (const [name, [x, y, z]] of Object.entries(pose)) {
    vrm.humanoid.getNormalizedBoneNode(name as VRMHumanBoneName)?.rotation.set(x, y, z)
  }
  vrm.expressionManager?.resetValues()
  for (const [name, weight] of Object.entries(expressions)) vrm.expressionManager?.setValue(name, weight)
  vrm.update(0)
  vrm.springBoneManager?.reset()

  const distance = height / 2 / Math.tan((camera.fov / 2) * RADIANS)
  const aside = new Vector3(Math.sin(from * RADIANS), 0.05, Math.cos(from * RADIANS)).multiplyScalar(distance)
  camera.position.copy(middle).add(aside)
  camera.lookAt(middle)
  renderer.setSize(size, size, false)
  renderer.render(scene, camera)
}

window.booth = {
  async load(url) {
    loaded = await loadVrm(url)
    scene.add(loaded.scene)
    return loaded.expressionManager?.expressions.map(({ expressionName }) => expressionName) ?? []
  },

  sheet(rows, size) {
    const paper = document.createElement('canvas')
    paper.width = Math.max(...rows.map((row) => row.length)) * size
    paper.height = rows.reduce((sum, row) => sum + size + labelHeight(row), 0)
    const pen = paper.getContext('2d')
    if (!pen) throw new Error('This browser draws no pictures.')
    pen.fillStyle = BACKGROUND
    pen.fillRect(0, 0, paper.width, paper.height)
    pen.font = '14px sans-serif'
    pen.textAlign = 'center'
    let top = 0
    for (const row of rows) {
      row.forEach((tile, column) => {
        draw(tile, size)
        pen.fillStyle = tile.background ?? BACKGROUND
        pen.fillRect(column * size, top, size, size)
        pen.drawImage(canvas, column * size, top)
        pen.fillStyle = '#3a2a2a'
        pen.fillText(tile.name, (column + 0.5) * size, top + size + 15)
      })
      top += size + labelHeight(row)
    }
    return paper.toDataURL('image/png')
  },
}

/** A row without names needs no room for them. */
function labelHeight(row: readonly Tile[]): number {
  return row.some(({ name }) => name !== '') ? LABEL_HEIGHT : 0
}
