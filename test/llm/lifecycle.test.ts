import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KiraError, type ModelState } from '../../electron/contract/index.ts'
import type { FromModel } from '../../electron/llm/local/protocol.ts'
import { createFakeProcess, DONE, type FakeProcess, fakeShape, MACHINE, opened } from './fake-process.ts'
import { answer, CHOICE, listen, NEVER, OTHER, playModel, REQUEST, STARTER, withCode } from './played-model.ts'

const soon = () => new Promise(setImmediate)

describe('a load that is cancelled', () => {
  test.for(['at its start', 'while it looks at the machine', 'while it reads the file'])(
    '%s ends the process, tells who waits, and the next one is a fresh one',
    async (when) => {
      const { model, process, processes } = await playModel()
      const loading = model.load()
      const reply = listen(model.generate(REQUEST, NEVER))
      const told = Promise.all([
        expect(loading).rejects.toEqual(withCode('MODEL_LOAD_CANCELLED')),
        expect(reply).rejects.toEqual(withCode('MODEL_LOAD_CANCELLED')),
      ])
      const child = await process(0)
      if (when !== 'at its start') child.send({ type: 'hello' } satisfies FromModel)
      if (when === 'while it looks at the machine') await child.next('probe')
      if (when === 'while it reads the file') {
        await child.looks()
        await child.next('load')
      }
      const cancelled = model.cancel()
      expect(model.state).toEqual({ phase: 'unloaded' })
      const again = model.load()
      await cancelled
      expect(child.killed).toBe(true)
      await told

      await (await process(1)).loads()
      expect((await again).file).toBe('a.gguf')
      await model.cancel()
      expect(model.state.phase).toBe('ready')
      expect(processes).toHaveLength(2)
    },
  )
})

describe('what every prompt begins with', () => {
  test('is read anew, once, where it changes after the load', async () => {
    const { model, process } = await playModel()
    model.prepare('You are Kira.')
    const loading = model.load()
    const child = await process(0)
    await child.loads()
    await loading
    model.prepare('You are Kira.')
    model.prepare('Tu es Kira.')
    const { id, system } = await child.next('warm-up')
    expect(system).toBe('Tu es Kira.')
    child.send({ type: 'warmed-up', id } satisfies FromModel)
    model.prepare('Tu es Kira.')
    await soon()
    expect(child.received.filter(({ type }) => type === 'warm-up')).toHaveLength(1)
    expect(model.state.phase).toBe('ready')
  })

  test('is read after the load where it changes meanwhile', async () => {
    const { model, process } = await playModel()
    model.prepare('You are Kira.')
    const loading = model.load()
    const child = await process(0)
    await child.looks()
    const load = await child.next('load')
    model.prepare('Tu es Kira.')
    await soon()
    expect(child.received.map(({ type }) => type)).toEqual(['probe', 'load'])
    child.send({ type: 'loaded', id: load.id, model: opened(load) } satisfies FromModel)
    await loading
    expect(await child.next('warm-up')).toMatchObject({ system: 'Tu es Kira.' })
  })

  test.for([
    ['MODEL_OUT_OF_MEMORY', 2],
    ['UNEXPECTED', 1],
  ] as const)('and can’t be read (%s) costs nothing but memory', async ([code, count]) => {
    const { model, process, processes } = await playModel({ fallback: STARTER })
    const loading = model.load()
    const child = await process(0)
    await child.loads()
    await loading
    model.prepare('Tu es Kira.')
    const { id } = await child.next('warm-up')
    child.send({ type: 'failed', id, failure: new KiraError(code).toFailure() } satisfies FromModel)
    const last = await process(count - 1)
    if (count > 1) await last.loads()
    const reply = listen(model.generate(REQUEST, NEVER))
    await answer(last, ['Bonjour'])
    expect((await reply).texts).toEqual(['Bonjour'])
    expect(processes).toHaveLength(count)
  })
})

describe('a model that nobody uses', () => {
  async function idleModel(idleMinutes: () => number | null) {
    let minute = () => {}
    const everyMinute = (work: () => void) => {
      minute = work
      return () => {}
    }
    const played = await playModel({ idleMinutes, everyMinute })
    const loading = played.model.load()
    await (await played.process(0)).loads()
    await loading
    return {
      ...played,
      pass(minutes: number) {
        for (let i = 0; i < minutes; i++) minute()
      },
    }
  }

  test('gives its memory back, and the next message loads it again', async () => {
    const { model, process, pass } = await idleModel(() => 10)
    pass(10) // the first of them had begun before
    expect(model.state.phase).toBe('ready')
    pass(1)
    expect(model.state.phase).toBe('unloaded')
    expect((await process(0)).killed).toBe(true)

    const reply = listen(model.generate(REQUEST, NEVER))
    await (await process(1)).loads()
    await answer(await process(1), ['Good morning'])
    expect((await reply).texts).toEqual(['Good morning'])
    pass(9)
    expect(model.state.phase).toBe('ready')
  })

  test('keeps it during a reply, however long, and for as long again after it', async () => {
    const { model, process, pass } = await idleModel(() => 1)
    const child = await process(0)
    const reply = listen(model.generate(REQUEST, NEVER))
    const { id } = await child.next('generate')
    pass(60)
    expect(child.killed).toBe(false)
    child.send({ type: 'generated', id, result: DONE } satisfies FromModel)
    await reply
    pass(1)
    expect(model.state.phase).toBe('ready')
    pass(1)
    expect(model.state.phase).toBe('unloaded')
  })

  test('keeps it where the user wants that, until they do no more', async () => {
    let minutes: number | null = null
    const { model, pass } = await idleModel(() => minutes)
    pass(1000)
    expect(model.state.phase).toBe('ready')
    minutes = 10
    pass(1)
    expect(model.state.phase).toBe('unloaded')
  })
})

describe('a rest', () => {
  test('ends the process; what is asked meanwhile is answered after the wake, once', async () => {
    const { model, process, processes } = await playModel()
    const loading = model.load()
    const first = await process(0)
    await first.loads()
    await loading
    await model.rest('asked')
    expect(first.killed).toBe(true)
    expect(model.state).toEqual({ phase: 'resting', why: 'asked' })

    const reply = listen(model.generate(REQUEST, NEVER))
    const counts = model.countTokens(['a'])
    const ready = model.ready()
    await soon()
    expect(processes).toHaveLength(1)

    void model.load()
    const second = await process(1)
    await second.loads()
    const { id } = await second.next('count-tokens')
    second.send({ type: 'tokens-counted', id, counts: [1] } satisfies FromModel)
    await answer(second, ['Good morning'])
    expect((await reply).texts).toEqual(['Good morning'])
    expect(await counts).toEqual([1])
    expect((await ready).file).toBe('a.gguf')
    expect(second.received.filter(({ type }) => type === 'generate')).toHaveLength(1)
  })

  test('first lets her finish what she says; a wake before that takes it back', async () => {
    const { model, process } = await playModel()
    const reply = listen(model.generate(REQUEST, NEVER))
    const child = await process(0)
    await child.loads()
    const { id } = await child.next('generate')
    const resting = model.rest('full-screen')
    await soon()
    expect(child.killed).toBe(false)
    child.send({ type: 'generated', id, result: DONE } satisfies FromModel)
    await Promise.all([reply, resting])
    expect(child.killed).toBe(true)
    expect(model.state).toEqual({ phase: 'resting', why: 'full-screen' })

    const later = listen(model.generate(REQUEST, NEVER))
    await soon()
    void model.load()
    const second = await process(1)
    await second.loads()
    const question = await second.next('generate')
    const takenBack = model.rest('asked')
    await model.load()
    second.send({ type: 'generated', id: question.id, result: DONE } satisfies FromModel)
    await Promise.all([later, takenBack])
    expect(second.killed).toBe(false)
    expect(model.state.phase).toBe('ready')
  })

  test('does not wait for a task', async () => {
    const { model, process } = await playModel()
    const task = listen(model.generate({ ...REQUEST, purpose: 'task' }, NEVER))
    const child = await process(0)
    await child.loads()
    const { id } = await child.next('generate')
    const resting = model.rest('full-screen')
    expect(await child.next('stop')).toEqual({ type: 'stop', id })
    child.send({ type: 'generated', id, result: { ...DONE, stopReason: 'aborted' } } satisfies FromModel)
    expect((await task).result.stopReason).toBe('aborted')
    await resting
    expect(child.killed).toBe(true)
  })

  test('amid a load ends it, and who waits for that waits on', async () => {
    const { model, process } = await playModel()
    const loading = model.ready()
    const child = await process(0)
    await child.looks()
    await child.next('load')
    await model.rest('full-screen')
    expect(child.killed).toBe(true)
    await model.cancel()
    await model.choose(OTHER)
    expect(model.state).toEqual({ phase: 'resting', why: 'full-screen' })
    void model.load()
    await (await process(1)).loads()
    expect((await loading).file).toBe('b.gguf')
  })

  test('goes on where another model is chosen, which comes with the wake', async () => {
    const { model, process, processes } = await playModel()
    const loading = model.load()
    await (await process(0)).loads()
    await loading
    await model.rest('asked')
    await model.choose(OTHER)
    expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
    expect(processes).toHaveLength(1)
    const woken = model.load()
    await (await process(1)).loads()
    expect((await woken).file).toBe('b.gguf')
  })

  test('of a model that had been started again is no restart', async () => {
    const { model, process, phases } = await playModel()
    let restarts = 0
    model.onRestart(() => {
      restarts += 1
    })
    const loading = model.load()
    const first = await process(0)
    await first.loads()
    await loading
    first.die()
    await (await process(1)).loads()
    await model.ready()
    await model.rest('asked')
    const woken = model.load()
    await (await process(2)).loads()
    await woken
    expect(restarts).toBe(1)
    expect(phases()).toEqual(['loading', 'ready', 'restarting', 'ready', 'resting', 'unloaded', 'loading', 'ready'])
  })

  test('lets her try again what could not run before it', async () => {
    const { model, process, told } = await playModel({ fallback: STARTER })
    const loading = model.load()
    const outOfMemory = new KiraError('MODEL_OUT_OF_MEMORY', { path: CHOICE.path }).toFailure()
    for (let n = 0; ; n++) {
      const child = await process(n)
      await child.looks()
      const load = await child.next('load')
      if (load.order.starter) {
        child.send({ type: 'loaded', id: load.id, model: opened(load) } satisfies FromModel)
        await loading
        await model.rest('full-screen')
        const woken = model.load()
        await (await process(n + 1)).loads()
        expect((await woken).file).toBe('a.gguf')
        break
      }
      child.send({ type: 'failed', id: load.id, failure: outOfMemory } satisfies FromModel)
    }
    expect(told).toEqual([withCode('MODEL_REPLACED')])
  })

  test('that was asked for outlasts one for a game', async () => {
    const { model } = await playModel()
    await model.rest('full-screen')
    await model.rest('asked')
    expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
    await model.rest('full-screen')
    expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
  })

  test('does not hold up a stop, nor the end', async () => {
    const { model, processes } = await playModel()
    await model.rest('asked')
    const controller = new AbortController()
    const reply = listen(model.generate(REQUEST, controller.signal))
    const other = listen(model.generate(REQUEST, NEVER))
    const ready = expect(model.ready()).rejects.toThrow(KiraError)
    await soon()
    controller.abort()
    expect((await reply).result.stopReason).toBe('aborted')
    await model.dispose()
    expect((await other).result.stopReason).toBe('aborted')
    await ready
    expect(processes).toHaveLength(0)
  })
})

const STEPS = [
  'choose',
  'load',
  'ready',
  'cancel',
  'rest',
  'generate',
  'die',
  'minute',
  'wait',
  'short of memory',
  'prepare',
] as const

/** A process that does what it is asked to. What it says tells which question it answers. */
function obligingProcess(mood: { shortOfMemory: boolean }): FakeProcess {
  const child = createFakeProcess()
  const outOfMemory = () => {
    mood.shortOfMemory = false
    return new KiraError('MODEL_OUT_OF_MEMORY', { path: CHOICE.path }).toFailure()
  }
  async function loads(): Promise<void> {
    await child.looks(MACHINE)
    const load = await child.next('load')
    if (mood.shortOfMemory) child.send({ type: 'failed', id: load.id, failure: outOfMemory() } satisfies FromModel)
    else child.send({ type: 'loaded', id: load.id, model: opened(load) } satisfies FromModel)
  }
  async function talks(): Promise<void> {
    for (;;) {
      const { id, request } = await child.next('generate')
      if (mood.shortOfMemory) child.send({ type: 'failed', id, failure: outOfMemory() } satisfies FromModel)
      else {
        const text = request.turns[0]?.text ?? ''
        child.send({ type: 'text', id, text } satisfies FromModel)
        child.send({ type: 'generated', id, result: DONE } satisfies FromModel)
      }
    }
  }
  async function warmsUp(): Promise<void> {
    for (;;) {
      const { id } = await child.next('warm-up')
      if (mood.shortOfMemory) child.send({ type: 'failed', id, failure: outOfMemory() } satisfies FromModel)
      else child.send({ type: 'warmed-up', id } satisfies FromModel)
    }
  }
  void loads()
  void talks()
  void warmsUp()
  return child
}

test('whatever happens in whatever order, she answers again, no message twice, and one process is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 25 }), async (steps) => {
      const processes: FakeProcess[] = []
      const mood = { shortOfMemory: false }
      let minute = () => {}
      const { model } = await playModel({
        fallback: STARTER,
        startProcess() {
          const child = obligingProcess(mood)
          processes.push(child)
          return child
        },
        readShape: fakeShape,
        idleMinutes: () => 0,
        everyMinute(work) {
          minute = work
          return () => {}
        },
      })
      const alive = () => processes.filter((child) => !child.killed)
      const rejected = async (promise: Promise<unknown>) => void (await promise.catch(() => {}))
      const replies: Promise<string[] | KiraError['code']>[] = []
      const waiting: Promise<unknown>[] = []
      const ask = () => {
        const request = { ...REQUEST, turns: [{ role: 'user' as const, text: `message ${replies.length}` }] }
        replies.push(
          listen(model.generate(request, NEVER)).then(
            ({ texts }) => texts,
            (error: KiraError) => error.code,
          ),
        )
      }
      for (const [n, step] of steps.entries()) {
        if (step === 'choose') waiting.push(model.choose(n % 2 ? CHOICE : OTHER))
        else if (step === 'load') waiting.push(rejected(model.load()))
        else if (step === 'ready') waiting.push(rejected(model.ready()))
        else if (step === 'cancel') waiting.push(model.cancel())
        else if (step === 'rest') waiting.push(model.rest(n % 2 ? 'asked' : 'full-screen'))
        else if (step === 'generate') ask()
        else if (step === 'die') processes.at(-1)?.die()
        else if (step === 'minute') minute()
        else if (step === 'short of memory') mood.shortOfMemory = true
        else if (step === 'prepare') model.prepare(`You are Kira ${n}.`)
        else await soon()
        expect(alive().length).toBeLessThanOrEqual(1)
      }
      mood.shortOfMemory = false
      void rejected(model.load())
      const answers = await Promise.all(replies)
      await Promise.all(waiting)
      for (const [n, answer] of answers.entries()) {
        if (typeof answer !== 'string') expect(answer).toEqual([`message ${n}`])
        else
          expect(['MODEL_DIED', 'MODEL_KEEPS_DYING', 'MODEL_LOAD_CANCELLED', 'MODEL_OUT_OF_MEMORY']).toContain(answer)
      }

      await rejected(model.load())
      const last = listen(model.generate(REQUEST, NEVER))
      expect((await last).texts).toEqual(['hello'])
      expect(model.state).toMatchObject({ phase: 'ready' } satisfies Partial<ModelState>)
      expect(alive()).toHaveLength(1)
      await model.dispose()
      expect(alive()).toHaveLength(0)
    }),
    { numRuns: 150, timeout: 2000 },
  )
}, 60_000)
