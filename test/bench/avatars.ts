import { setTimeout as wait } from 'node:timers/promises'
import { type AvatarLab, KIRA_FILE, openAvatarLab } from '../avatar/avatar-lab.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'

const ROUNDS = 15
const SWITCHES = 50
/** How long she is watched in each state, unless told otherwise. */
const SECONDS = 60

/**
 * What her picture costs, in a browser that draws on the processor: bringing her up to date and drawing her, beside a page
 * with three-vrm and nothing else; what is drawn and what the browser takes while she is idle, hidden and speaking, beside a
 * page that draws all the time; and what changing bodies leaves behind.
 * @param peerAvatar another VRM file, whose drawing time is put beside hers
 */
export async function avatarCosts(peerAvatar?: string): Promise<string> {
  const avatars = { '/kira.vrm': KIRA_FILE, '/other.vrm': peerAvatar ?? KIRA_FILE }
  await using lab = await openAvatarLab(avatars)
  const rows = [
    ...(await updates(lab)),
    ...(await paintings(lab, peerAvatar !== undefined)),
    ...(await states(lab)),
    ...(await switches(lab)),
  ]
  return section('Avatar', table(['', 'figure', 'beside'], rows))
}

const ms = (value: number) => `${value.toFixed(2)} ms`

async function updates({ page }: AvatarLab): Promise<string[][]> {
  const beside = ({ ours, theirs }: { ours: number[]; theirs: number[] }) => {
    const ratio = median(ours.map((time, round) => time / (theirs[round] ?? Number.NaN)))
    return [ms(median(ours)), `three-vrm alone ${ms(median(theirs))}, ratio ${ratio.toFixed(2)}`]
  }
  const update = await page.evaluate((rounds) => window.lab.updates('/kira.vrm', rounds), ROUNDS)
  const frame = await page.evaluate((rounds) => window.lab.frames('/kira.vrm', rounds), ROUNDS)
  return [
    ['main thread: bringing her up to date', ...beside(update)],
    ['main thread: a whole frame', ...beside(frame)],
  ]
}

async function paintings({ page }: AvatarLab, hasPeer: boolean): Promise<string[][]> {
  const urls = ['/kira.vrm', ...(hasPeer ? ['/other.vrm'] : [])]
  const [kira = [], other] = await page.evaluate((all) => window.lab.paintings(all, 5), urls)
  const beside = other ? `the other avatar ${ms(median(other))}` : ''
  return [['drawn at 400 × 600, a frame', ms(median(kira)), beside]]
}

async function states(lab: AvatarLab): Promise<string[][]> {
  const { page } = lab
  /** Watches for some seconds; says how many frames were drawn, and how much of one processor the browser took. */
  const watch = async (frames: () => Promise<number>) => {
    await wait(1000)
    const [framesBefore, cpuBefore] = [await frames(), await lab.cpuSeconds()]
    await wait(1000 * SECONDS)
    const drawn = (await frames()) - framesBefore
    return `${drawn} frames, ${((await lab.cpuSeconds()) - cpuBefore).toFixed(2)} s of processor`
  }
  const drawn = () => page.evaluate(() => window.lab.numbers().frames)

  await page.evaluate(() => window.lab.openPeer('/kira.vrm'))
  const full = await watch(() => page.evaluate(() => window.lab.peerFrames()))
  await page.evaluate(() => window.lab.closePeer())

  await page.evaluate(() => window.lab.open('/kira.vrm'))
  const idle = await watch(drawn)
  await page.evaluate(() => window.lab.talk(true))
  const speaking = await watch(drawn)
  await page.evaluate(() => window.lab.talk(false))
  await page.evaluate(() => window.lab.setSeen(false))
  const hidden = await watch(drawn)
  await page.evaluate(() => window.lab.close())
  const beside = `drawing all the time: ${full}`
  return [
    [`idle for ${SECONDS} s`, idle, beside],
    [`speaking for ${SECONDS} s`, speaking, ''],
    [`hidden for ${SECONDS} s`, hidden, ''],
  ]
}

async function switches(lab: AvatarLab): Promise<string[][]> {
  const { page } = lab
  const change = (url: string) => page.evaluate((to) => window.lab.change(to), url)
  const held = () => page.evaluate(() => window.lab.numbers())
  await page.evaluate(() => window.lab.open('/kira.vrm', { quality: 'low' }))
  // The first ones make what stays: shaders, and the browser's own tables.
  for (let i = 0; i < 5; i++) for (const url of ['/other.vrm', '/kira.vrm']) await change(url)
  const [before, heapBefore] = [await held(), await lab.heap()]
  for (let i = 0; i < SWITCHES / 2; i++) for (const url of ['/other.vrm', '/kira.vrm']) await change(url)
  const [after, heapAfter] = [await held(), await lab.heap()]
  await page.evaluate(() => window.lab.close())
  const counts = ({ textures, geometries, programs }: typeof before) => `${textures} / ${geometries} / ${programs}`
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`
  return [
    [`textures / geometries / programs after ${SWITCHES} changes`, counts(after), `before: ${counts(before)}`],
    [`JavaScript heap after ${SWITCHES} changes`, megabytes(heapAfter), `before: ${megabytes(heapBefore)}`],
  ]
}
