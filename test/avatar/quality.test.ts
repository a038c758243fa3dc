import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AUTO_QUALITY, nextQuality, QUALITIES, TRAITS } from '../../renderer/avatar/scene/quality.ts'

/** Draws for so many seconds and tells the qualities it went through, with the second at which each began. */
function draw(seconds: number, takes: (quality: string) => number, wanted = 1 / 60) {
  let auto = AUTO_QUALITY
  const way: [quality: string, since: number][] = [[auto.quality, 0]]
  for (let time = 0; time < seconds; ) {
    const taken = takes(auto.quality)
    time += taken
    auto = nextQuality(auto, taken, wanted)
    if (auto.quality !== way.at(-1)?.[0]) way.push([auto.quality, Math.round(time)])
  }
  return way
}

describe('the automatic quality', () => {
  test('stays high where frames come in time', () => {
    expect(draw(3600, () => 1 / 60)).toEqual([['high', 0]])
  })

  test('goes down, step by step, after some seconds of slow frames', () => {
    const way = draw(60, () => 1 / 12)
    expect(way.map(([quality]) => quality)).toEqual(['high', 'medium', 'low'])
    expect(way[1]?.[1]).toBeLessThanOrEqual(4)
  })

  test('one slow frame, and a pause, change nothing', () => {
    let frames = 0
    expect(draw(600, () => (++frames % 200 === 0 ? 0.3 : 1 / 60))).toEqual([['high', 0]])
    expect(draw(600, () => (++frames % 50 === 0 ? 1 : 1 / 60))).toEqual([['high', 0]])
  })

  test('a screen of 30 Hz is not taken for a slow machine', () => {
    expect(draw(600, () => 1 / 30)).toEqual([['high', 0]])
  })

  test('frames that come seldom by choice say nothing', () => {
    expect(draw(600, () => 0.3, 1 / 10)).toEqual([['high', 0]])
  })

  test('comes up again when the machine has time again', () => {
    let frames = 0
    const way = draw(300, () => (++frames < 100 ? 1 / 10 : 1 / 60))
    expect(way.map(([quality]) => quality)).toEqual(['high', 'medium', 'low', 'medium', 'high'])
  })

  test('does not go up and down for ever where the better quality is always too much', () => {
    const way = draw(3600, (quality) => (quality === 'high' ? 1 / 12 : 1 / 60))
    expect(way.length).toBeLessThan(18)
    const downs = way.filter(([quality]) => quality === 'medium').map(([, since]) => since)
    const pauses = downs.slice(1).map((since, index) => since - (downs[index] ?? 0))
    expect(pauses.at(-1)).toBeGreaterThan(10 * (pauses[0] ?? 0))
  })

  test('whatever the times are, it is one of the qualities, and changes at most every third second', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 400 }), (times) => {
        let auto = AUTO_QUALITY
        let since = 0
        for (const [taken, wanted] of times) {
          const next = nextQuality(auto, taken, wanted)
          since += taken > 0 && taken < 1 ? taken : 0
          if (next.quality !== auto.quality) {
            expect(since).toBeGreaterThanOrEqual(2.99)
            since = 0
          }
          auto = next
        }
        expect(QUALITIES).toContain(auto.quality)
      }),
    )
  })

  test('what costs less looks no better', () => {
    expect(QUALITIES.map((quality) => TRAITS[quality].maxPixelRatio)).toEqual([1, 1.5, 2])
    expect(TRAITS.low).toMatchObject({ antialias: false, outlines: false })
  })
})
