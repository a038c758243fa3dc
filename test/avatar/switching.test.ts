import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AvatarLab, KIRA_FILE, openAvatarLab } from './avatar-lab.ts'

const LOW = { quality: 'low' } as const

let lab: AvatarLab
beforeAll(async () => {
  const avatars = { '/kira.vrm': KIRA_FILE, '/twin.vrm': KIRA_FILE, '/broken.vrm': Buffer.from('not an avatar') }
  lab = await openAvatarLab(avatars)
  await lab.page.setViewportSize({ width: 200, height: 300 })
})
afterAll(() => lab[Symbol.asyncDispose]())

const change = (url: string) => lab.page.evaluate((to) => window.lab.change(to), url)
const shown = () => lab.page.evaluate(() => document.querySelector('canvas')?.dataset.avatarUrl)
const held = async () => {
  const { textures, geometries, programs } = await lab.page.evaluate(() => window.lab.numbers())
  return { textures, geometries, programs }
}

describe('changing her body', () => {
  test('eight times leaves nothing behind on the graphics card, and next to nothing in memory', async () => {
    await lab.page.evaluate((settings) => window.lab.open('/kira.vrm', settings), LOW)
    for (const url of ['/twin.vrm', '/kira.vrm']) await change(url)
    const [before, heapBefore] = [await held(), await lab.heap()]
    for (let i = 0; i < 4; i++) {
      expect(await change('/twin.vrm')).toBe('shown')
      expect(await change('/kira.vrm')).toBe('shown')
    }
    expect(await held()).toEqual(before)
    // An avatar is larger than that.
    expect((await lab.heap()) - heapBefore).toBeLessThan(1.5e6)
  })

  test('of several at a time, the last one is seen', async () => {
    await lab.page.evaluate(() =>
      Promise.all(['/twin.vrm', '/kira.vrm', '/broken.vrm', '/twin.vrm'].map((url) => window.lab.change(url))),
    )
    expect(await shown()).toBe('/twin.vrm')
  })

  test('where it fails, the one before stays', async () => {
    const before = await held()
    expect(await change('/broken.vrm')).toBe('AVATAR_UNREADABLE')
    expect(await change('/missing.vrm')).toBe('AVATAR_UNREADABLE')
    expect(await shown()).toBe('/twin.vrm')
    expect(await held()).toEqual(before)
  })

  test('there is a picture at every moment, also while the quality changes', async () => {
    // What the page shows, frame by frame, in pixels that are not empty.
    const emptiest = await lab.page.evaluate(async () => {
      let least = Number.POSITIVE_INFINITY
      let watching = true
      const small = new OffscreenCanvas(50, 75)
      const context = small.getContext('2d', { willReadFrequently: true })
      const look = () => {
        const canvases = document.querySelectorAll('canvas')
        context?.clearRect(0, 0, 50, 75)
        // Read in the frame that draws it; between frames, a canvas may be empty to those who read it.
        for (const canvas of canvases) context?.drawImage(canvas, 0, 0, 50, 75)
        const { data = [] } = context?.getImageData(0, 0, 50, 75) ?? {}
        let seen = 0
        for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) seen++
        if (canvases.length !== 1) seen = 0
        least = Math.min(least, seen)
        if (watching) requestAnimationFrame(look)
      }
      window.lab.talk(true)
      await new Promise((resolve) => setTimeout(resolve, 500))
      requestAnimationFrame(look)
      for (const quality of ['high', 'low', 'medium', 'low'] as const) {
        window.lab.configure({ quality })
        await window.lab.change(quality === 'high' ? '/kira.vrm' : '/twin.vrm')
      }
      watching = false
      window.lab.talk(false)
      return least
    })
    expect(emptiest).toBeGreaterThan(100)
    expect(lab.complaints.filter((line) => !/404|missing/.test(line))).toEqual([])
  })
})
