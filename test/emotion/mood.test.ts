import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMOTIONS, LANGUAGES } from '../../electron/contract/index.ts'
import { FEELINGS, type FeelingId } from '../../electron/emotion/index.ts'
import {
  decay,
  type Mood,
  type MoodEvent,
  moodAfter,
  moodAtRest,
  moodLifetime,
  push,
  type TimedMoodEvent,
} from '../../electron/emotion/mood.ts'
import { restingFace, restlessness } from '../../electron/emotion/mood-look.ts'
import { whatMovedIt } from '../../electron/emotion/mood-movers.ts'
import { moodWords } from '../../electron/emotion/mood-words.ts'
import { PERSONALITIES, type Personality } from '../../electron/emotion/personality.ts'
import { between, inCube, lengthOf, type Place } from '../../electron/emotion/place.ts'

const { even, cheerful } = PERSONALITIES
const EVENING = Date.UTC(2025, 0, 6, 20)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DIMENSIONS = ['valence', 'arousal', 'dominance'] as const

type Line = readonly [who: MoodEvent['who'], emotion: FeelingId, intensity?: number]

/** A talk in which somebody feels something every half minute. */
function talk(lines: readonly Line[], personality: Personality = even, start = moodAtRest(personality, EVENING)): Mood {
  return lines.reduce(
    (mood, [who, emotion, intensity = 0.8]) =>
      push(mood, { who, emotion, intensity }, mood.at + 30 * SECOND, personality),
    start,
  )
}
const repeated = (times: number, ...lines: Line[]): Line[] => Array.from({ length: times }, () => lines).flat()
const later = (mood: Mood, ms: number, personality: Personality = even) => decay(mood, mood.at + ms, personality)
const QUARREL = repeated(6, ['user', 'angry'], ['kira', 'angry'])

describe('a mood through an evening', () => {
  it('darkens in a quarrel, and an hour later she is calm again', () => {
    const after = talk(QUARREL)
    expect(moodWords(after, 'en', even)).toBe('irritable')
    expect(moodWords(after, 'fr', even)).toBe('irritable')
    expect(restingFace(after).emotion).toBe('angry')
    expect(restingFace(after).weight).toBeGreaterThan(0.09)
    expect(restlessness(after)).toBeGreaterThan(0.65)

    const halfAnHour = later(after, 30 * MINUTE)
    expect(moodWords(halfAnHour, 'en', even)).toBe('a little irritable')
    expect(halfAnHour.valence).toBeCloseTo(after.valence / 2, 10)

    const anHour = later(after, HOUR)
    expect(moodWords(anHour, 'en', even)).toBeNull()
    expect(restingFace(anHour).weight).toBeLessThan(0.05)
    expect(restlessness(anHour)).toBeCloseTo(0.55, 1)
  })

  it('is made up again faster by kind words than by time', () => {
    const after = talk(QUARREL)
    const madeUp = talk(repeated(4, ['user', 'sorry'], ['kira', 'relieved'], ['kira', 'love']), even, after)
    expect(madeUp.valence).toBeGreaterThan(0)
    expect(later(after, madeUp.at - after.at).valence).toBeLessThan(-0.2)
  })

  it('lifts slowly: one joke is not yet a good mood, a cheerful evening is', () => {
    expect(moodWords(talk([['kira', 'happy', 1]]), 'en', even)).toBeNull()
    const cheer: Line[] = [
      ['user', 'happy'],
      ['kira', 'happy'],
    ]
    expect(moodWords(talk(repeated(3, ...cheer)), 'en', even)).toBe('in good spirits')
    expect(moodWords(talk(repeated(12, ...cheer)), 'en', even)).toBe('in high spirits')
    expect(moodWords(talk(repeated(12, ...cheer)), 'fr', even)).toBe('d’excellente humeur')
  })

  it('is tense where somebody is afraid beside her, though she is not', () => {
    const mood = talk(repeated(8, ['user', 'fear', 1], ['kira', 'neutral']))
    expect(moodWords(mood, 'en', even)).toBe('a little tense')
    expect(restingFace(mood).emotion).toBe('fear')
  })

  it('has nothing to say where nothing is felt', () => {
    const mood = talk(repeated(50, ['user', 'neutral'], ['kira', 'neutral']))
    expect(mood).toEqual(moodAtRest(even, mood.at))
    expect(moodWords(mood, 'en', even)).toBeNull()
    expect(restingFace(mood)).toEqual({ emotion: 'neutral', weight: 0 })
    expect(restlessness(mood)).toBe(0.5)
  })

  it('of a cheerful person is no news, but shows: she rests with a smile', () => {
    const mood = later(talk(QUARREL, cheerful), 24 * HOUR, cheerful)
    expect(moodWords(mood, 'en', cheerful)).toBeNull()
    expect(moodWords(moodAtRest(even, EVENING), 'en', cheerful)).toBe('a little low')
    expect(restingFace(mood).emotion).toBe('happy')
    expect(restingFace(mood).weight).toBeCloseTo(0.105, 6)
  })

  it('lasts as long as her personality lets it', () => {
    const after = talk(QUARREL)
    expect(later(after, HOUR, { ...even, halfLifeMinutes: 60 }).valence).toBeCloseTo(after.valence / 2, 10)
    for (const halfLifeMinutes of [0, -5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(later(after, 30 * MINUTE, { ...even, halfLifeMinutes }).valence).toBeCloseTo(after.valence / 2, 10)
    }
  })
})

it('follows from what was felt, and nothing of it is left after its lifetime', () => {
  const quarrel = QUARREL.map(([who, emotion], i) => ({ who, emotion, intensity: 0.8, at: EVENING + (i + 1) * 30_000 }))
  const after = talk(QUARREL)
  expect(moodAfter(quarrel, after.at, even)).toEqual(after)
  expect(moodAfter([], EVENING, cheerful)).toEqual(moodAtRest(cheerful, EVENING))
  const slow = { ...even, halfLifeMinutes: 60 }
  for (const person of [even, slow]) {
    expect(lengthOf(moodAfter(quarrel, after.at + moodLifetime(person), person))).toBeLessThan(0.001)
  }
})

it('a hundred happy messages don’t pin it', () => {
  const burst = Array.from({ length: 100 }, (): MoodEvent => ({ who: 'kira', emotion: 'happy', intensity: 1 }))
  const elated = burst.reduce((mood, event) => push(mood, event, EVENING, even), moodAtRest(even, EVENING))
  expect(lengthOf(between(elated, FEELINGS.happy.place))).toBeLessThan(1e-5)

  const sadden = (mood: Mood) => push(mood, { who: 'kira', emotion: 'sad', intensity: 1 }, EVENING, even).valence
  expect(elated.valence - sadden(elated)).toBeGreaterThan(-sadden(moodAtRest(even, EVENING)))
  expect(later(elated, 30 * MINUTE).valence).toBeCloseTo(0.4, 5)
})

it('her own feelings move her more than the user’s', () => {
  const rest = moodAtRest(even, EVENING)
  for (const emotion of EMOTIONS.filter((name) => name !== 'neutral')) {
    const [own, felt] = (['kira', 'user'] as const).map((who) =>
      lengthOf(between(rest, push(rest, { who, emotion, intensity: 0.5 }, EVENING, even))),
    )
    expect(felt).toBeGreaterThan(0)
    expect(own).toBeGreaterThan(felt ?? 0)
  }
})

it('a small joy spoils no great one, and a calm word calms', () => {
  const elated: Mood = { valence: 0.95, arousal: 0.9, dominance: 0.6, at: EVENING }
  expect(push(elated, { who: 'kira', emotion: 'happy', intensity: 1 }, EVENING, even)).toEqual(elated)
  const calmed = push(elated, { who: 'kira', emotion: 'relaxed', intensity: 1 }, EVENING, even)
  expect(calmed).toMatchObject({ valence: elated.valence, dominance: elated.dominance })
  expect(calmed.arousal).toBeLessThan(elated.arousal)
})

it('a clock that was set back stops nothing for long: the next feeling goes by the new time', () => {
  const mood = talk(QUARREL)
  const yearBefore = mood.at - 365 * 24 * HOUR
  expect(decay(mood, yearBefore, even)).toEqual(mood)
  const event: MoodEvent = { who: 'user', emotion: 'neutral', intensity: 1 }
  expect(push(mood, event, yearBefore, even)).toEqual({ ...mood, at: yearBefore })
})

describe('the words', () => {
  const all = LANGUAGES.map((language) => {
    const found = new Set<string>()
    const values = [-1, -0.6, -0.3, 0, 0.3, 0.6, 1]
    for (const valence of values) {
      for (const arousal of values) {
        for (const dominance of values) {
          found.add(moodWords({ valence, arousal, dominance, at: 0 }, language, even) ?? '')
        }
      }
    }
    return [...found]
  })

  it('are as many in both languages, and each mood can be come by', () => {
    // Seven wordings of two strengths, and nothing.
    for (const words of all) expect(words).toHaveLength(15)
  })

  it('stand in a sentence: short, no end, typographic apostrophes', () => {
    for (const words of all.flat()) {
      expect(words.length).toBeLessThanOrEqual(24)
      expect(words).toMatch(/^[\p{Ll}’ ]*$/u)
    }
  })

  it.each([
    ['happy', 'in high spirits'],
    ['relaxed', 'calm and at ease'],
    ['sad', 'low'],
    ['angry', 'irritable'],
    ['surprised', 'very lively'],
    ['fear', 'tense'],
    ['disgust', 'irritable'],
  ] as const)('after much %s say “%s”', (emotion, words) => {
    expect(moodWords(talk(repeated(40, ['kira', emotion, 1])), 'en', even)).toBe(words)
  })
})

describe('what moved it', () => {
  const line = (minute: number, who: MoodEvent['who'], emotion: FeelingId, intensity = 0.8) => ({
    who,
    emotion,
    intensity,
    at: EVENING + minute * MINUTE,
    id: `${minute} ${emotion}`,
  })
  const day = [
    line(0, 'user', 'neutral'),
    line(1, 'kira', 'happy'),
    line(2, 'user', 'happy'),
    line(30, 'user', 'sad', 1),
    line(31, 'kira', 'sad', 0.4),
    line(32, 'kira', 'love', 1),
    line(90, 'kira', 'amused', 1),
  ]
  const hour = { from: EVENING, to: EVENING + HOUR, personality: even }

  it('is told by the events of the window that counted, the greatest first', () => {
    const movers = whatMovedIt(day, hour)
    expect(movers.map(({ event }) => event.id)).toEqual(['32 love', '1 happy', '30 sad'])
    const [first, second] = movers
    expect(second?.moved.valence).toBeCloseTo(0.12 * 0.8 * 0.8, 10)
    expect(first?.size).toBeCloseTo(lengthOf(first?.moved ?? { valence: 0, arousal: 0, dominance: 0 }), 10)
  })

  it('leaves out what moved nothing, and what lies outside', () => {
    const ids = (window: object) => whatMovedIt(day, { ...hour, ...window }).map(({ event }) => event.id)
    expect(ids({ limit: 20 })).toHaveLength(5)
    expect(ids({ limit: 0 })).toEqual([])
    expect(ids({ from: EVENING + HOUR, to: EVENING + 2 * HOUR })).toEqual(['90 amused'])
    expect(ids({ to: EVENING })).toEqual([])
    expect(whatMovedIt([], hour)).toEqual([])
  })

  it('knows what came before the window: who is happy already has less room to become so', () => {
    const window = { from: EVENING + 10 * MINUTE, to: EVENING + HOUR, personality: even }
    const joke = line(10, 'kira', 'happy')
    const before = Array.from({ length: 10 }, (_, minute) => line(minute, 'kira', 'happy'))
    const [alone] = whatMovedIt([joke], window)
    const [amongMany] = whatMovedIt([...before, joke], window)
    expect(amongMany?.size).toBeLessThan((alone?.size ?? 0) / 2)
  })
})

const ids = Object.keys(FEELINGS) as FeelingId[]
const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const place = fc.record({ valence: share(-1, 1), arousal: share(-1, 1), dominance: share(-1, 1) })
const time = fc.integer({ min: EVENING - 1000 * HOUR, max: EVENING + 1000 * HOUR })
const mood: fc.Arbitrary<Mood> = fc.tuple(place, time).map(([where, at]) => ({ ...where, at }))
const personality: fc.Arbitrary<Personality> = fc
  .tuple(place, share(0.1, 1e6))
  .map(([where, halfLifeMinutes]) => ({ ...where, halfLifeMinutes }))
const who = fc.constantFrom('user' as const, 'kira' as const)
const event: fc.Arbitrary<MoodEvent> = fc.record({
  who,
  emotion: fc.constantFrom(...ids),
  intensity: share(0, 1),
})
const span = fc.integer({ min: 0, max: 100 * HOUR })

/** Any number at all: NaN, infinities, the smallest and the greatest. */
const hostile = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324, Number.MAX_VALUE),
)
const hostilePlace = fc.record({ valence: hostile, arousal: hostile, dominance: hostile })

function expectSame(a: Place, b: Place): void {
  for (const dimension of DIMENSIONS) expect(Math.abs(a[dimension] - b[dimension])).toBeLessThanOrEqual(1e-9)
}

describe('any mood', () => {
  it('stays in the cube, whatever numbers come', () => {
    fc.assert(
      fc.property(
        fc.tuple(hostilePlace, hostile),
        fc.array(fc.tuple(who, fc.constantFrom(...ids), hostile, hostile), { maxLength: 10 }),
        fc.tuple(hostilePlace, hostile),
        ([start, at], events, [resting, halfLifeMinutes]) => {
          const person: Personality = { ...resting, halfLifeMinutes }
          let now: Mood = { ...start, at }
          expectSound(now, person)
          now = decay(now, at, person)
          for (const [side, emotion, intensity, moment] of events) {
            now = push(now, { who: side, emotion, intensity }, moment, person)
            expect(now).toEqual({ ...inCube(now), at: now.at })
            expect(Number.isFinite(now.at)).toBe(true)
            expectSound(now, person)
          }
        },
      ),
    )
  })

  function expectSound(now: Mood, person: Personality): void {
    const { emotion, weight } = restingFace(now)
    expect(EMOTIONS).toContain(emotion)
    expect(weight >= 0 && weight <= 0.35).toBe(true)
    expect(restlessness(now) >= 0 && restlessness(now) <= 1).toBe(true)
    for (const language of LANGUAGES) expect(moodWords(now, language, person)).not.toBe('')
  }

  it('fades alike in one step or two', () => {
    fc.assert(
      fc.property(mood, span, span, personality, (start, a, b, person) => {
        const twoSteps = later(later(start, a, person), b, person)
        const oneStep = later(start, a + b, person)
        expectSame(twoSteps, oneStep)
        expect(twoSteps.at).toBe(oneStep.at)
      }),
    )
  })

  it('returns to rest on a straight way, nearer at each look, and gets there', () => {
    fc.assert(
      fc.property(mood, fc.array(span, { maxLength: 8 }), personality, (start, spans, person) => {
        let now = start
        for (const pause of spans) {
          const next = later(now, pause, person)
          for (const dimension of DIMENSIONS) {
            const before = now[dimension] - person[dimension]
            const after = next[dimension] - person[dimension]
            expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(before) + 1e-12)
            if (Math.abs(after) > 1e-12) expect(Math.sign(after)).toBe(Math.sign(before))
          }
          now = next
        }
        expectSame(later(now, 60 * (person.halfLifeMinutes ?? 30) * MINUTE, person), person)
      }),
    )
  })

  it('does not change when the clock goes backwards', () => {
    fc.assert(
      fc.property(mood, span, personality, (start, back, person) => {
        const same = decay(start, start.at - back, person)
        expect(same.at).toBe(start.at)
        for (const dimension of DIMENSIONS) expect(same[dimension] === start[dimension]).toBe(true)
      }),
    )
  })

  it('is moved alike whether or not somebody looked in between', () => {
    fc.assert(
      fc.property(mood, span, span, event, personality, (start, a, b, felt, person) => {
        const looked = push(later(start, a, person), felt, start.at + a + b, person)
        expectSame(looked, push(start, felt, start.at + a + b, person))
      }),
    )
  })

  it('is moved towards the feeling and never past it; by more, the stronger it is', () => {
    fc.assert(
      fc.property(mood, event, share(0, 1), personality, (start, felt, less, person) => {
        const pushed = push(start, felt, start.at, person)
        const weaker = push(start, { ...felt, intensity: felt.intensity * less }, start.at, person)
        const target = FEELINGS[felt.emotion].place
        for (const dimension of DIMENSIONS) {
          const [from, to] = [start[dimension], target[dimension]]
          const way = pushed[dimension] - from
          expect(way * to).toBeGreaterThanOrEqual(0)
          if (way !== 0) expect(Math.abs(to - pushed[dimension])).toBeLessThan(Math.abs(to - from) + 1e-12)
          expect(Math.abs(way)).toBeGreaterThanOrEqual(Math.abs(weaker[dimension] - from) - 1e-12)
        }
      }),
    )
  })

  it('takes one feeling from both sides in any order', () => {
    const shares = fc.array(fc.tuple(who, share(0, 1)), { maxLength: 12 })
    const shuffled = shares.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(mood, fc.constantFrom(...ids), shuffled, personality, (start, emotion, [one, other], person) => {
        const takenIn = (list: typeof one) =>
          list.reduce((now, [side, intensity]) => push(now, { who: side, emotion, intensity }, start.at, person), start)
        expectSame(takenIn(one), takenIn(other))
      }),
    )
  })

  it('of two opposite feelings keeps more of the later one', () => {
    fc.assert(
      fc.property(mood, who, share(0.05, 1), (start, side, intensity) => {
        const felt = (emotion: FeelingId, now: Mood) => push(now, { who: side, emotion, intensity }, start.at, even)
        const goodLast = felt('happy', felt('sad', start))
        const badLast = felt('sad', felt('happy', start))
        expect(goodLast.valence).toBeGreaterThanOrEqual(badLast.valence)
      }),
    )
  })
})

describe('any list of events', () => {
  const timed: fc.Arbitrary<TimedMoodEvent[]> = fc.uniqueArray(
    fc.tuple(event, time).map(([felt, at]) => ({ ...felt, at })),
    { selector: ({ at }) => at, maxLength: 20 },
  )

  it('has the same movers in any order', () => {
    const window = { from: EVENING - 500 * HOUR, to: EVENING + 500 * HOUR }
    const shuffled = timed.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, personality, fc.nat(5), ([one, other], person, limit) => {
        const movers = whatMovedIt(one, { ...window, personality: person, limit })
        expect(whatMovedIt(other, { ...window, personality: person, limit })).toEqual(movers)
        expect(movers.length).toBeLessThanOrEqual(limit)
        for (const [index, { event: felt, size }] of movers.entries()) {
          expect(one).toContain(felt)
          expect(felt.at >= window.from && felt.at <= window.to).toBe(true)
          expect(size).toBeLessThanOrEqual(movers[index - 1]?.size ?? 2)
        }
      }),
    )
  })

  it('is survived whatever numbers it holds', () => {
    const wild = fc.array(
      fc.tuple(event, hostile, hostile).map(([felt, at, intensity]) => ({ ...felt, at, intensity })),
    )
    fc.assert(
      fc.property(wild, hostile, hostile, personality, (events, from, to, person) => {
        for (const { size, moved } of whatMovedIt(events, { from, to, personality: person })) {
          expect(size).toBeGreaterThan(0)
          for (const dimension of DIMENSIONS) expect(Math.abs(moved[dimension])).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})

it.each(Object.entries(PERSONALITIES))('%s rests near the middle, with room to move on every side', (_, rest) => {
  for (const dimension of DIMENSIONS) expect(Math.abs(rest[dimension])).toBeLessThanOrEqual(0.5)
})
