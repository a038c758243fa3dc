import { describe, expect, it } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import { FEELINGS, type FeelingId, nameToEmotion, nameToFeeling } from '../../electron/emotion/index.ts'
import { fold } from '../../electron/emotion/names.ts'
import { fallSeconds, riseSeconds } from '../../electron/emotion/table.ts'
import { WORDS } from '../../electron/emotion/words.ts'

const ids = Object.keys(FEELINGS) as FeelingId[]

describe('the table of feelings', () => {
  it('holds the emotions of the contract, each with its own face', () => {
    for (const emotion of EMOTIONS) expect(FEELINGS[emotion].face).toBe(emotion)
  })

  it.each(ids)('places %s within −1…1', (id) => {
    for (const value of Object.values(FEELINGS[id].place)) expect(Math.abs(value)).toBeLessThanOrEqual(1)
  })

  it('lets a finer feeling come and go as its face does, and faces leave more slowly than they come', () => {
    for (const id of ids) {
      expect([riseSeconds(id), fallSeconds(id)]).toEqual([
        riseSeconds(FEELINGS[id].face),
        fallSeconds(FEELINGS[id].face),
      ])
      expect(fallSeconds(id)).toBeGreaterThan(riseSeconds(id))
    }
    expect(riseSeconds('amazed')).toBe(FEELINGS.surprised.riseSeconds)
  })

  it('lets faces rise within 0.2 to 0.9 s: surprise first, sadness last', () => {
    const times = EMOTIONS.map(riseSeconds)
    expect([Math.min(...times), Math.max(...times)]).toEqual([0.2, 0.9])
    expect([riseSeconds('surprised'), riseSeconds('sad')]).toEqual([0.2, 0.9])
  })

  it('gives each feeling names in both languages, and no name to two feelings', () => {
    const owners = new Map<string, FeelingId>()
    for (const id of ids) {
      const { english, french, emoji, acts, cues } = WORDS[id]
      expect(english, id).not.toHaveLength(0)
      expect(french, id).not.toHaveLength(0)
      for (const word of [...english, ...french, ...emoji, ...acts, ...cues]) {
        expect(owners.get(fold(word)) ?? id, word).toBe(id)
        owners.set(fold(word), id)
        expect(nameToFeeling(word), word).toBe(id)
      }
    }
  })
})

describe('nameToEmotion', () => {
  it.each([
    ['joy', 'happy'],
    ['JOIE', 'happy'],
    ['contente', 'happy'],
    [' Triste ', 'sad'],
    ['colere', 'angry'],
    ['énervées', 'angry'],
    ['écœuré', 'disgust'],
    ['degout', 'disgust'],
    ['clin d’œil', 'happy'],
    ["clin d'oeil", 'happy'],
    ['love', 'happy'],
    ['shy', 'relaxed'],
    ['❤️', 'happy'],
    ['😢', 'sad'],
    ['thinking', 'neutral'],
  ])('knows %s as %s', (name, emotion) => {
    expect(nameToEmotion(name)).toBe(emotion)
  })

  it.each(['', ' ', 'table', 'happy birthday', 'constructor', '__proto__', '🚲'])('does not know “%s”', (name) => {
    expect(nameToEmotion(name)).toBeUndefined()
  })
})
