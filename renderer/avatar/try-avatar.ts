import { type AvatarInfo, type AvatarProfile, KiraError } from '../../electron/contract/index.ts'
import { probe } from './doctor/probe.ts'
import { createAvatar } from './scene/avatar.ts'
import { loadVrm } from './scene/load-vrm.ts'
import { createPainter } from './scene/painter.ts'
import { createStage } from './scene/stage.ts'

/**
 * Loads and draws an avatar where nobody sees it, and finds out what its face can do.
 * @throws KiraError `AVATAR_UNREADABLE`: it can't be drawn on this machine
 */
export async function tryAvatar({ id, url }: Pick<AvatarInfo, 'id' | 'url'>): Promise<AvatarProfile> {
  const cleanUp: (() => void)[] = []
  try {
    const painter = createPainter(document.createElement('canvas'), { antialias: false })
    cleanUp.push(painter.dispose)
    const vrm = await loadVrm(url)
    const avatar = createAvatar(vrm, { random: () => 0.5, calm: () => true })
    cleanUp.push(avatar.dispose)
    await painter.warmUp(avatar.scene, createStage())
    return { avatar: id, effective: probe(vrm, painter.renderer), choices: {} }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new KiraError('AVATAR_UNREADABLE', { detail }, { cause: error })
  } finally {
    for (const step of cleanUp.reverse()) step()
  }
}
