import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitSchema, type Machine, type Profile } from '../../../electron/contract/index.ts'
import { budgetOf } from '../../../electron/llm/fit/budget.ts'
import { choosePlan, plansByProfile } from '../../../electron/llm/fit/choose-plan.ts'
import { asking, GIB, MACHINES, type MachineName, MIB, MODELS, type ModelName } from './models.ts'

const codes = ({ why }: { why: readonly { code: string }[] }) => why.map(({ code }) => code)
const RTX_4050 = MACHINES['RTX 4050 6 GB']
const ZEPHYR = MODELS['Zephyr 7B Q5']

type Row = [
  machine: MachineName,
  model: ModelName,
  profile: Profile,
  /** At least, and at most. */
  layers: [number, number],
  /** At least. */
  context: number,
  light: 'green' | 'yellow' | 'red',
]

const [P, B, C] = ['performance', 'balanced', 'cpu_fallback'] as const
const ROWS: Row[] = [
  ['no GPU, 4 GB', 'starter', C, [0, 0], 512, 'green'],
  ['no GPU, 4 GB', 'Llama 3.2 1B', C, [0, 0], 4096, 'green'],
  ['no GPU, 4 GB', 'Qwen3 4B', C, [0, 0], 2048, 'red'],
  ['no GPU, 4 GB', 'Zephyr 7B Q5', C, [0, 0], 2048, 'red'],
  ['no GPU, 8 GB', 'SmolLM2 135M', C, [0, 0], 4096, 'green'],
  ['no GPU, 8 GB', 'Gemma 3 4B', C, [0, 0], 4096, 'green'],
  ['no GPU, 8 GB', 'Qwen3 4B', C, [0, 0], 4096, 'green'],
  ['no GPU, 8 GB', 'Llama 3.1 8B', C, [0, 0], 2048, 'red'],
  ['no GPU, 16 GB', 'Qwen3 4B', C, [0, 0], 4096, 'green'],
  ['no GPU, 16 GB', 'Zephyr 7B Q5', C, [0, 0], 4096, 'yellow'],
  ['no GPU, 16 GB', 'Qwen3 14B', C, [0, 0], 4096, 'yellow'],
  ['no GPU, 16 GB', 'Qwen3 32B', C, [0, 0], 2048, 'red'],
  ['no GPU, 64 GB', 'Qwen3 32B', C, [0, 0], 4096, 'yellow'],
  ['no GPU, 64 GB', 'Llama 3.3 70B', C, [0, 0], 4096, 'yellow'],
  ['GTX 1050 2 GB', 'starter', C, [0, 0], 512, 'green'],
  ['GTX 1050 2 GB', 'Llama 3.2 1B', B, [10, 16], 2048, 'green'],
  ['GTX 1050 2 GB', 'Gemma 3 4B', C, [0, 0], 4096, 'green'],
  ['GTX 1050 2 GB', 'Qwen3 4B', B, [5, 12], 2048, 'green'],
  ['GTX 1050 2 GB', 'Qwen3 14B', C, [0, 0], 2048, 'red'],
  ['GTX 1650 4 GB', 'Llama 3.2 1B', P, [17, 17], 8192, 'green'],
  ['GTX 1650 4 GB', 'Gemma 3 4B', B, [22, 33], 2048, 'green'],
  ['GTX 1650 4 GB', 'Zephyr 7B Q5', B, [13, 18], 2048, 'yellow'],
  ['GTX 1650 4 GB', 'Qwen3 14B', B, [6, 12], 2048, 'yellow'],
  ['GTX 1650 4 GB', 'Llama 3.3 70B', C, [0, 0], 2048, 'red'],
  ['RTX 4050 6 GB', 'starter', C, [0, 0], 512, 'green'],
  ['RTX 4050 6 GB', 'SmolLM2 135M', C, [0, 0], 4096, 'green'],
  ['RTX 4050 6 GB', 'Gemma 3 4B', P, [35, 35], 4096, 'green'],
  ['RTX 4050 6 GB', 'Qwen3 4B', P, [37, 37], 4096, 'green'],
  ['RTX 4050 6 GB', 'Zephyr 7B Q5', B, [24, 30], 2048, 'yellow'],
  ['RTX 4050 6 GB', 'Llama 3.1 8B', B, [25, 31], 2048, 'yellow'],
  ['RTX 4050 6 GB', 'Qwen3 14B', B, [14, 21], 2048, 'yellow'],
  ['RTX 4050 6 GB', 'Qwen3 32B', B, [9, 16], 2048, 'red'],
  ['RTX 4050, a game on it', 'Llama 3.2 1B', C, [0, 0], 4096, 'green'],
  ['RTX 4050, a game on it', 'Zephyr 7B Q5', C, [0, 0], 4096, 'yellow'],
  ['RTX 4050, half used', 'Llama 3.2 1B', P, [17, 17], 8192, 'green'],
  ['RTX 4050, half used', 'Qwen3 4B', B, [17, 25], 2048, 'green'],
  ['RTX 4050, half used', 'Zephyr 7B Q5', B, [9, 14], 2048, 'yellow'],
  ['RTX 4070 8 GB', 'Zephyr 7B Q5', P, [33, 33], 4096, 'green'],
  ['RTX 4070 8 GB', 'Qwen3 14B', B, [24, 31], 2048, 'yellow'],
  ['RTX 4070 8 GB', 'Llama 3.3 70B', B, [10, 13], 2048, 'red'],
  ['RTX 3060 12 GB', 'Llama 3.1 8B', P, [33, 33], 8192, 'green'],
  ['RTX 3060 12 GB', 'Qwen3 14B', P, [41, 41], 4096, 'green'],
  ['RTX 3060 12 GB', 'Qwen3 32B', B, [27, 34], 2048, 'yellow'],
  ['RTX 4090 24 GB', 'starter', C, [0, 0], 512, 'green'],
  ['RTX 4090 24 GB', 'Qwen3 14B', P, [41, 41], 8192, 'green'],
  ['RTX 4090 24 GB', 'Qwen3 32B', P, [65, 65], 4096, 'green'],
  ['RTX 4090 24 GB', 'Llama 3.3 70B', B, [37, 45], 2048, 'yellow'],
  ['RX 6600 8 GB', 'Llama 3.1 8B', P, [33, 33], 4096, 'green'],
  ['RX 6600 8 GB', 'Qwen3 14B', B, [23, 31], 2048, 'yellow'],
  ['RX 7900 XTX 24 GB', 'Qwen3 32B', P, [65, 65], 4096, 'green'],
  ['RX 7900 XTX 24 GB', 'Llama 3.3 70B', B, [37, 46], 2048, 'yellow'],
  ['Intel Iris Xe, 16 GB', 'Qwen3 4B', P, [37, 37], 4096, 'green'],
  ['Intel Iris Xe, 16 GB', 'Qwen3 32B', B, [12, 22], 2048, 'red'],
  ['Apple M1, 8 GB', 'Llama 3.2 1B', P, [17, 17], 4096, 'green'],
  ['Apple M1, 8 GB', 'Qwen3 4B', B, [30, 37], 2048, 'green'],
  ['Apple M1, 8 GB', 'Llama 3.1 8B', B, [17, 25], 2048, 'red'],
  ['Apple M3 Max, 64 GB', 'Qwen3 32B', P, [65, 65], 8192, 'green'],
  ['Apple M3 Max, 64 GB', 'Llama 3.3 70B', P, [81, 81], 4096, 'green'],
]

test.each(ROWS)('on %s, %s runs in %s', (machine, model, profile, [atLeast, atMost], context, light) => {
  const fit = choosePlan(asking(MACHINES[machine], MODELS[model]))
  expect(fitSchema.parse(fit)).toEqual(fit)
  expect(fit).toMatchObject({ light, plan: { profile } })
  expect(fit.plan.gpuLayers).toBeGreaterThanOrEqual(atLeast)
  expect(fit.plan.gpuLayers).toBeLessThanOrEqual(atMost)
  expect(fit.plan.contextSize).toBeGreaterThanOrEqual(context)
  expect(codes(fit)).not.toEqual([])
  // Whatever runs, the avatar keeps its room.
  if (light !== 'red')
    expect(fit.plan.vramBytes).toBeLessThanOrEqual(Math.max(0, (MACHINES[machine].gpu?.vramFree ?? 0) - 512 * MIB))
})

describe('what is said', () => {
  test('of the reference: most layers beside the avatar, and a context that is cut for it', () => {
    const fit = choosePlan(asking(RTX_4050, ZEPHYR))
    expect(fit.why).toEqual([
      { code: 'fits-partly', data: { layers: fit.plan.gpuLayers, total: 33 } },
      { code: 'context-cut', data: { size: fit.plan.contextSize, wanted: 4096 } },
    ])
  })

  test('of a model that is too large for everything', () => {
    const fit = choosePlan(asking(MACHINES['no GPU, 16 GB'], MODELS['Llama 3.3 70B']))
    expect(codes(fit)).toEqual(['no-gpu', 'context-cut', 'memory-short'])
    expect(fit.why.at(-1)?.data).toEqual({ needed: 40.5, free: 11 })
  })

  test('of a card that a game has filled, and of a small model beside a large card', () => {
    expect(codes(choosePlan(asking(MACHINES['RTX 4050, a game on it'], ZEPHYR)))).toEqual(['gpu-too-small'])
    expect(codes(choosePlan(asking(MACHINES['RTX 4090 24 GB'], MODELS.starter)))).toEqual(['small-model'])
  })
})

describe('what the user sets', () => {
  test('a profile is kept where it fits, and given up where it doesn’t', () => {
    expect(choosePlan(asking(RTX_4050, ZEPHYR, { profile: 'cpu_fallback' }))).toMatchObject({
      plan: { profile: 'cpu_fallback', gpuLayers: 0, contextSize: 4096 },
      why: [{ code: 'asked-for' }, { code: 'on-cpu' }],
    })
    const performance = choosePlan(asking(RTX_4050, ZEPHYR, { profile: 'performance' }))
    expect(performance.plan.profile).toBe('balanced')
    expect(codes(performance)).not.toContain('asked-for')
    expect(choosePlan(asking(RTX_4050, MODELS.starter, { profile: 'performance' })).plan).toMatchObject({
      gpuLayers: 7,
    })
  })

  test('a context is not cut for the sake of layers, but it is what the model was trained for at most', () => {
    const free = choosePlan(asking(RTX_4050, ZEPHYR)).plan
    const wide = choosePlan(asking(RTX_4050, ZEPHYR, { contextSize: 12_288 })).plan
    expect(wide).toMatchObject({ profile: 'balanced', contextSize: 12_288 })
    expect(wide.gpuLayers).toBeLessThan(free.gpuLayers)
    const trained = choosePlan(asking(RTX_4050, MODELS.starter, { contextSize: 8192 }))
    expect(trained.plan.contextSize).toBe(512)
    expect(codes(trained)).toEqual(['small-model', 'context-trained'])
    const narrow = choosePlan(asking(RTX_4050, ZEPHYR, { contextSize: 1024 }))
    expect(narrow.plan.contextSize).toBe(1024)
    expect(codes(narrow)).toEqual(['fits-partly'])
  })

  test('own numbers are taken, and said not to fit where they don’t', () => {
    const wish = { profile: 'custom' as const, gpuLayers: 20, contextSize: 4096, threads: 3 }
    const fit = choosePlan(asking(RTX_4050, ZEPHYR, wish))
    expect(fit).toMatchObject({ light: 'yellow', plan: { profile: 'balanced', gpuLayers: 20, threads: 3 } })
    expect(codes(fit)).toEqual(['by-hand'])
    const all = choosePlan(asking(RTX_4050, ZEPHYR, { ...wish, gpuLayers: 99 }))
    expect(all).toMatchObject({ light: 'red', plan: { profile: 'performance', gpuLayers: 33 } })
    expect(codes(all)).toEqual(['by-hand', 'memory-short'])
    const none = choosePlan(asking(MACHINES['no GPU, 16 GB'], ZEPHYR, wish))
    expect(none.plan).toMatchObject({ profile: 'cpu_fallback', gpuLayers: 0 })
    expect(codes(none)).toEqual(['by-hand', 'no-gpu'])
  })

  test('threads: one for the starter, all cores but one for others, and 16 at most', () => {
    const threads = (machine: Machine, model: ModelName) => choosePlan(asking(machine, MODELS[model])).plan.threads
    expect(threads(RTX_4050, 'starter')).toBe(1)
    expect(threads(RTX_4050, 'Qwen3 4B')).toBe(9)
    expect(threads({ ...RTX_4050, cores: 1 }, 'Qwen3 4B')).toBe(1)
    expect(threads(MACHINES['no GPU, 64 GB'], 'Qwen3 4B')).toBe(16)
  })

  test('a smaller cache of the talk brings more layers; without flash attention there is none', () => {
    const layers = (kvType: 'f16' | 'q8_0') =>
      choosePlan(asking(RTX_4050, ZEPHYR, { kvType, contextSize: 16_384 })).plan.gpuLayers
    expect(layers('q8_0')).toBeGreaterThan(layers('f16'))
    const plan = choosePlan(asking(RTX_4050, ZEPHYR, { kvType: 'q8_0', flashAttention: 'off' })).plan
    expect(plan).toMatchObject({ kvType: 'f16', flashAttention: false })
    const auto = (machine: Machine) => choosePlan(asking(machine, ZEPHYR)).plan.flashAttention
    expect([auto(RTX_4050), auto(MACHINES['no GPU, 16 GB'])]).toEqual([true, false])
  })
})

describe('after a failure', () => {
  const held = (profile: Profile, contextSize: number, model: ModelName = 'Qwen3 4B') =>
    choosePlan({ ...asking(RTX_4050, MODELS[model]), ceiling: { profile, contextSize } })

  test('a smaller context is taken first', () => {
    const fit = held('performance', 4096)
    expect(fit.plan).toMatchObject({ profile: 'performance', contextSize: 4096 })
    expect(codes(fit)).toEqual(['fits-whole', 'failed-before'])
    expect(held('performance', 2048).plan).toMatchObject({ profile: 'performance', contextSize: 2048 })
  })

  test('then fewer layers, though all should fit, and then none', () => {
    expect(held('balanced', 2048).plan).toMatchObject({ profile: 'balanced', gpuLayers: 27, totalLayers: 37 })
    const none = held('cpu_fallback', 4096)
    expect(none.plan).toMatchObject({ profile: 'cpu_fallback', gpuLayers: 0, contextSize: 4096 })
    expect(codes(none)).toEqual(['on-cpu', 'failed-before'])
  })

  test('own numbers are lowered, too', () => {
    const custom = { ...asking(RTX_4050, ZEPHYR, { profile: 'custom', gpuLayers: 24 }) }
    const plan = (profile: Profile) => choosePlan({ ...custom, ceiling: { profile, contextSize: 2048 } }).plan
    expect(plan('performance')).toMatchObject({ gpuLayers: 24, contextSize: 2048 })
    expect(plan('balanced')).toMatchObject({ gpuLayers: 18 })
    expect(plan('cpu_fallback')).toMatchObject({ gpuLayers: 0, profile: 'cpu_fallback' })
  })
})

test('each profile is planned for itself, whether it fits or not', () => {
  const plans = plansByProfile(asking(RTX_4050, ZEPHYR))
  expect(plans.performance).toMatchObject({
    light: 'red',
    plan: { gpuLayers: 33 },
    why: [{ code: 'memory-short', data: { needed: 5.3, free: 4.3 } }],
  })
  expect(plans.balanced.light).toBe('yellow')
  expect(plans.cpu_fallback).toMatchObject({ light: 'yellow', plan: { gpuLayers: 0 }, why: [{ code: 'on-cpu' }] })
  const without = plansByProfile(asking(MACHINES['no GPU, 16 GB'], ZEPHYR))
  expect(codes(without.performance)).toEqual(['no-gpu'])
  expect(without.balanced.light).toBe('red')
})

describe('on any machine, for any model', () => {
  const anyModel = fc.constantFrom(...Object.values(MODELS))
  const bytes = (gibibytes: number) => fc.integer({ min: 0, max: gibibytes * 1024 }).map((mebibytes) => mebibytes * MIB)
  const anyMachine = fc
    .record({
      vramTotal: bytes(80),
      vramUsed: fc.double({ min: 0, max: 1, noNaN: true }),
      ram: bytes(256),
      unified: fc.boolean(),
      hasGpu: fc.boolean(),
      cores: fc.integer({ min: 1, max: 128 }),
    })
    .map(({ vramTotal, vramUsed, ram, unified, hasGpu, cores }): Machine => {
      const vramFree = Math.floor(vramTotal * (1 - vramUsed))
      const gpu = { backend: 'cuda' as const, names: ['any'], vramTotal, vramFree, unified, driver: '1' }
      return { gpu: hasGpu ? gpu : null, ramTotal: ram, ramFree: Math.floor(ram * 0.7), cores }
    })
  const anyWish = fc.record({
    profile: fc.constantFrom(
      'auto' as const,
      'performance' as const,
      'balanced' as const,
      'cpu_fallback' as const,
      'custom' as const,
    ),
    gpuLayers: fc.nat({ max: 200 }),
    contextSize: fc.option(fc.integer({ min: 512, max: 131_072 })),
    kvType: fc.constantFrom('f16' as const, 'q8_0' as const, 'q4_0' as const),
    flashAttention: fc.constantFrom('auto' as const, 'on' as const, 'off' as const),
  })
  const anyCeiling = fc.option(
    fc.record({ profile: fc.constantFrom(P, B, C), contextSize: fc.integer({ min: 512, max: 8192 }) }),
    { nil: undefined },
  )

  test('what isn’t red fits into what is free, and all of it is in bounds', () => {
    fc.assert(
      fc.property(anyMachine, anyModel, anyWish, anyCeiling, (machine, model, wish, ceiling) => {
        const question = { ...asking(machine, model, wish), ceiling }
        const { light, plan, why } = choosePlan(question)
        const budget = budgetOf(question)
        if (light !== 'red') {
          expect(plan.vramBytes).toBeLessThanOrEqual(budget.vram)
          expect(plan.ramBytes + (budget.shared ? plan.vramBytes : 0)).toBeLessThanOrEqual(budget.ram)
        }
        expect(plan.gpuLayers).toBeLessThanOrEqual(machine.gpu === null ? 0 : plan.totalLayers)
        expect(plan.contextSize).toBeLessThanOrEqual(ceiling?.contextSize ?? Infinity)
        expect(plan.contextSize).toBeLessThanOrEqual(model.facts.trainContext ?? Infinity)
        expect(why.length).toBeGreaterThan(0)
        if (ceiling?.profile === C) expect(plan.gpuLayers).toBe(0)
      }),
      { numRuns: 400 },
    )
  })

  test('more free graphics memory never means fewer layers', () => {
    fc.assert(
      fc.property(anyMachine, anyModel, anyWish, fc.nat({ max: 40 }), (machine, model, wish, more) => {
        fc.pre(machine.gpu !== null && !machine.gpu.unified)
        const roomy = {
          ...machine,
          gpu: machine.gpu && {
            ...machine.gpu,
            vramTotal: machine.gpu.vramTotal + more * GIB,
            vramFree: machine.gpu.vramFree + more * GIB,
          },
        }
        const layers = (on: Machine) =>
          choosePlan(asking({ ...on, ramTotal: 999 * GIB, ramFree: 999 * GIB }, model, wish)).plan.gpuLayers
        expect(layers(roomy)).toBeGreaterThanOrEqual(layers(machine))
      }),
      { numRuns: 300 },
    )
  })
})
