import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { KiraError, type Machine, PROFILES } from '../../electron/contract/index.ts'
import { faultOf, type Rung, rungBelow } from '../../electron/llm/local/ladder.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import { rungsInMemory } from '../../electron/llm/local/rungs.ts'
import { type FakeProcess, fakeShape, MACHINE, opened } from './fake-process.ts'
import { answer, CHOICE, listen, NEVER, playModel, REQUEST, STARTER, WISH, withCode } from './played-model.ts'

const GPU: Machine = {
  ...MACHINE,
  ramTotal: 32e9,
  ramFree: 24e9,
  gpu: { backend: 'cuda', names: ['RTX'], vramTotal: 24e9, vramFree: 23e9, unified: false, driver: '550' },
}

describe('the rungs', () => {
  test('smaller context, then fewer layers, then none, then nothing', () => {
    const failed: string[] = []
    let ceiling: Rung | undefined = { profile: 'performance', contextSize: 8192 }
    for (let rung: Rung | null = ceiling; rung; rung = rungBelow(rung, ceiling, 'memory')) {
      failed.push(`${rung.profile} ${rung.contextSize}`)
      ceiling = rung
    }
    expect(failed).toEqual([
      'performance 8192',
      'performance 4096',
      'performance 2048',
      'balanced 2048',
      'cpu_fallback 4096',
      'cpu_fallback 2048',
    ])
  })

  test('as many layers as should fit are not the last word of the card', () => {
    const planned: Rung = { profile: 'balanced', contextSize: 2048 }
    expect(rungBelow(planned, undefined, 'memory')).toEqual(planned)
    expect(rungBelow(planned, planned, 'memory')).toEqual({ profile: 'cpu_fallback', contextSize: 4096 })
  })

  test('where memory is not the matter, the processor is tried at once', () => {
    const planned: Rung = { profile: 'performance', contextSize: 8192 }
    expect(rungBelow(planned, undefined, 'load')).toEqual({ profile: 'cpu_fallback', contextSize: 8192 })
    expect(rungBelow({ ...planned, profile: 'cpu_fallback' }, undefined, 'load')).toBeNull()
    expect(faultOf(new KiraError('MODEL_TRUNCATED', { path: '/x' }))).toBeNull()
    expect(faultOf(new TypeError('a fault of ours'))).toBeNull()
  })

  test('whatever is planned, the ladder ends, and no rung comes twice', () => {
    const rung = fc.record({ profile: fc.constantFrom(...PROFILES), contextSize: fc.integer({ min: 1, max: 131_072 }) })
    const plans = fc.infiniteStream(fc.record({ planned: rung, fault: fc.constantFrom('memory', 'died', 'load') }))
    fc.assert(
      fc.property(plans, (stream) => {
        let ceiling: Rung | undefined
        const seen = new Set<string>()
        for (const { planned, fault } of stream) {
          const below = rungBelow(planned, ceiling, fault)
          if (below === null) break
          expect(seen).not.toContain(JSON.stringify(below))
          seen.add(JSON.stringify(below))
          ceiling = below
        }
        expect(seen.size).toBeLessThan(20)
      }),
    )
  })
})

const outOfMemory = new KiraError('MODEL_OUT_OF_MEMORY', { path: CHOICE.path }).toFailure()

/** The processes that get to load, one after another: one that finds its card unneeded hands over to the next. */
function loaders(process: (n: number) => Promise<FakeProcess>) {
  let n = 0
  return async () => {
    for (;;) {
      const child = await process(n++)
      await child.looks(GPU)
      await vi.waitUntil(() => child.killed || child.received.some(({ type }) => type === 'load'), { interval: 1 })
      if (!child.killed) return child
    }
  }
}

async function loadFails(child: FakeProcess, failure = outOfMemory) {
  const { id, order } = await child.next('load')
  child.send({ type: 'failed', id, failure } satisfies FromModel)
  return order
}

async function loadWorks(child: FakeProcess) {
  const load = await child.next('load')
  child.send({ type: 'loaded', id: load.id, model: opened(load) } satisfies FromModel)
  return load.order
}

async function loads(process: FakeProcess) {
  await process.looks(GPU)
  return loadWorks(process)
}

const big = { ...CHOICE, wish: { ...WISH, contextSize: 8192 } }

describe('climbing down', () => {
  test('memory that is short costs a rung each time, in a fresh process, and the message is answered once', async () => {
    const rungs = rungsInMemory()
    const { model, process, processes, told } = await playModel({ rungs }, big)
    const reply = listen(model.generate(REQUEST, NEVER))
    const tried: string[] = []
    const loader = loaders(process)
    for (let n = 0; n < 4; n++) {
      const { plan } = await loadFails(await loader())
      tried.push(`${plan.profile} ${plan.contextSize} ${plan.gpuLayers}`)
    }
    const last = await loader()
    const { plan } = await loadWorks(last)
    await answer(last, ['Hello'])
    expect((await reply).texts).toEqual(['Hello'])
    expect(tried[0]).toBe('performance 8192 33')
    expect(new Set(tried).size).toBe(4)
    expect(plan.profile).toBe('cpu_fallback')
    expect(processes.filter((child) => !child.killed)).toHaveLength(1)
    expect(told).toEqual([withCode('MODEL_STEPPED_DOWN')])
    expect(told[0]?.data).toMatchObject({ file: 'a.gguf', layers: 0, total: 33, context: plan.contextSize })

    // What failed is remembered.
    await model.dispose()
    const later = await playModel({ rungs }, big)
    void later.model.load()
    expect((await loadWorks(await loaders(later.process)())).plan).toEqual(plan)
  })

  test('a reply that runs out of memory before its first word begins anew, lower', async () => {
    const { model, process, told } = await playModel({}, big)
    const reply = listen(model.generate(REQUEST, NEVER))
    const first = await process(0)
    await loads(first)
    const { id } = await first.next('generate')
    first.send({ type: 'failed', id, failure: outOfMemory } satisfies FromModel)
    const second = await process(1)
    expect((await loads(second)).plan.contextSize).toBe(4096)
    await answer(second, ['Hello'])
    expect((await reply).texts).toEqual(['Hello'])
    expect(first.killed).toBe(true)
    expect(told).toEqual([withCode('MODEL_STEPPED_DOWN')])
  })

  test('a reply that had begun fails, and the lower rung is loaded', async () => {
    const { model, process } = await playModel({}, big)
    const reply = listen(model.generate(REQUEST, NEVER))
    const first = await process(0)
    await loads(first)
    const { id } = await first.next('generate')
    first.send({ type: 'text', id, text: 'Once' } satisfies FromModel)
    first.send({ type: 'failed', id, failure: outOfMemory } satisfies FromModel)
    await expect(reply).rejects.toEqual(withCode('MODEL_DIED'))
    expect((await loads(await process(1))).plan.contextSize).toBe(4096)
  })

  test.for(['at load', 'while it reads the prompt', 'while it talks'])(
    'a process that dies %s gets a second try, then a lower rung',
    async (when) => {
      const { model, process, told } = await playModel({}, big)
      const contexts: number[] = []
      for (const n of [0, 1]) {
        const reply = listen(model.generate(REQUEST, NEVER)).catch((error: KiraError) => error.code)
        const child = await process(n)
        if (when === 'at load') {
          await child.looks(GPU)
          contexts.push((await child.next('load')).order.plan.contextSize)
          child.die()
          continue
        }
        contexts.push((await loads(child)).plan.contextSize)
        const { id } = await child.next('generate')
        if (when === 'while it talks') child.send({ type: 'text', id, text: 'Once' } satisfies FromModel)
        child.die()
        if (when === 'while it talks') expect(await reply).toBe('MODEL_DIED')
      }
      const third = await process(2)
      contexts.push((await loads(third)).plan.contextSize)
      expect(contexts).toEqual([8192, 8192, 4096])
      if (when === 'while it talks') void listen(model.generate(REQUEST, NEVER))
      await answer(third, ['Hello'])
      expect(told).toEqual([withCode('MODEL_STEPPED_DOWN')])
    },
  )

  describe('a graphics card that kills the process while it is looked at', () => {
    const diesAt = async (child: FakeProcess) => {
      child.send({ type: 'hello' } satisfies FromModel)
      expect(await child.next('probe')).toMatchObject({ gpu: true })
      child.die()
    }
    async function loadsBlindly(child: FakeProcess) {
      child.send({ type: 'hello' } satisfies FromModel)
      const { id, gpu } = await child.next('probe')
      expect(gpu).toBe(false)
      child.send({ type: 'probed', id, machine: MACHINE } satisfies FromModel)
      await loadWorks(child)
    }

    test('is left alone, after a restart of Kira too, until somebody chooses a profile by hand', async () => {
      const rungs = rungsInMemory()
      const { model, process, told } = await playModel({ rungs })
      const loading = model.load()
      for (const n of [0, 1]) await diesAt(await process(n))
      await loadsBlindly(await process(2))
      expect((await loading).gpuLayers).toBe(0)
      expect(told).toEqual([withCode('MODEL_STEPPED_DOWN')])

      const later = await playModel({ rungs })
      const again = later.model.load()
      await loadsBlindly(await later.process(0))
      await again
      expect(later.told).toEqual([])
      await later.model.choose({ ...CHOICE, wish: { ...WISH, contextSize: 1024 } })
      void later.model.load()
      await loadsBlindly(await later.process(1))

      await later.model.choose({ ...CHOICE, wish: { ...WISH, profile: 'performance' } })
      const asked = later.model.load()
      await loads(await later.process(2))
      expect((await asked).gpuLayers).toBe(33)
      expect(rungs.cardIsDeadly).toBe(false)
    })

    test('is not to blame where the process dies without a look at it, too', async () => {
      const rungs = rungsInMemory()
      const { model, process } = await playModel({ rungs }, STARTER)
      const failure = expect(model.load()).rejects.toEqual(withCode('MODEL_KEEPS_DYING'))
      for (const n of [0, 1]) await diesAt(await process(n))
      const blind = await process(2)
      blind.send({ type: 'hello' } satisfies FromModel)
      await blind.next('probe')
      blind.die()
      await failure
      expect(rungs.cardIsDeadly).toBe(false)
    })
  })

  test('below the last rung the starter answers, and Kira says so; until another choice', async () => {
    const { model, process, told } = await playModel({ fallback: STARTER })
    const reply = listen(model.generate(REQUEST, NEVER))
    let n = 0
    for (;;) {
      const child = await process(n++)
      await child.looks(MACHINE)
      const load = await child.next('load')
      if (load.order.starter) {
        child.send({ type: 'loaded', id: load.id, model: opened(load) } satisfies FromModel)
        await answer(child, ['Still here'])
        break
      }
      child.send({ type: 'failed', id: load.id, failure: outOfMemory } satisfies FromModel)
    }
    expect((await reply).texts).toEqual(['Still here'])
    expect(model.state).toMatchObject({ phase: 'ready', model: { file: 'starter.gguf', starter: true } })
    expect(told).toEqual([withCode('MODEL_REPLACED')])
    expect(told[0]?.data).toEqual({ file: 'a.gguf', name: 'Fake' })

    const again = listen(model.generate(REQUEST, NEVER))
    await answer(await process(n - 1), ['And still'])
    expect((await again).texts).toEqual(['And still'])
    await model.choose({ ...CHOICE, wish: { ...WISH, contextSize: 1024 } })
    void model.load()
    expect((await loads(await process(n))).path).toBe(CHOICE.path)
  })

  test('where not even that helps, she says what to do, and tries again when asked', async () => {
    const { model, process } = await playModel({ fallback: STARTER }, STARTER)
    const loading = expect(model.load()).rejects.toEqual(withCode('MODEL_OUT_OF_MEMORY'))
    const loader = loaders(process)
    for (const _ of [0, 1]) await loadFails(await loader())
    await loading
    expect(model.state).toMatchObject({ phase: 'failed', failure: { code: 'MODEL_OUT_OF_MEMORY' } })
    await expect(listen(model.generate(REQUEST, NEVER))).rejects.toEqual(withCode('MODEL_OUT_OF_MEMORY'))
    const again = model.ready()
    await loadWorks(await loader())
    expect((await again).file).toBe('starter.gguf')
  })

  test('a load that fails on the card is tried on the processor; there, the file is to blame', async () => {
    const { model, process } = await playModel({ fallback: STARTER })
    const unsupported = new KiraError('MODEL_UNSUPPORTED', { path: CHOICE.path, detail: 'a strange tensor' })
    const loading = expect(model.load()).rejects.toEqual(withCode('MODEL_UNSUPPORTED'))
    const loader = loaders(process)
    expect((await loadFails(await loader(), unsupported.toFailure())).plan.profile).toBe('performance')
    const onProcessor = await loader()
    expect((await loadFails(onProcessor, unsupported.toFailure())).plan.profile).toBe('cpu_fallback')
    expect(onProcessor.received.find(({ type }) => type === 'probe')).toMatchObject({ gpu: false })
    await loading
  })

  test('layers that silently stay with the processor are told', async () => {
    const { model, process, told } = await playModel()
    const loading = model.load()
    const child = await process(0)
    await child.looks(GPU)
    const load = await child.next('load')
    const got = { ...opened(load), profile: 'cpu_fallback', gpuLayers: 0 } as const
    child.send({ type: 'loaded', id: load.id, model: got } satisfies FromModel)
    const { profile, gpuLayers, askedLayers, why } = await loading
    expect({ profile, gpuLayers, askedLayers }).toEqual({ profile: 'cpu_fallback', gpuLayers: 0, askedLayers: 33 })
    expect(why).toContainEqual({ code: 'got-fewer-layers', data: { asked: 33, got: 0 } })
    expect(told).toEqual([])
  })

  test('a file that cannot talk never reaches the native loader', async () => {
    const readShape = (path: string) => {
      const shape = fakeShape(path)
      return { ...shape, facts: { ...shape.facts, kind: 'embedding' as const } }
    }
    const { model, process } = await playModel({ readShape })
    const loading = expect(model.load()).rejects.toEqual(withCode('MODEL_NOT_FOR_TALKING'))
    const child = await process(0)
    await child.looks()
    await loading
    expect(child.received.map(({ type }) => type)).toEqual(['probe'])
  })
})
