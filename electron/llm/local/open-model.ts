import { basename } from 'node:path'
import { KiraError, type LoadedModel, type Machine, type Plan, type Reason } from '../../contract/index.ts'
import { choosePlan } from '../fit/choose-plan.ts'
import type { ModelShape } from '../gguf/model-shape.ts'
import type { ModelChoice } from '../port.ts'
import type { Connection } from './connection.ts'
import type { Rung } from './ladder.ts'
import { type LoadProgress, loadProgress } from './load-progress.ts'
import type { Log } from './log.ts'
import { type After, createPatience } from './patience.ts'
import type { OpenedModel } from './protocol.ts'
import type { Rungs } from './rungs.ts'

/** Bytes of graphics memory that stay free for the avatar and the windows. */
export const AVATAR_BYTES = 512 * 1024 ** 2

/** Milliseconds in which a process has to start, and to look at the machine. */
const PROBE_PATIENCE = 30_000
/** Milliseconds in which a load has to get further, beside the time that it takes to read the file. */
const LOAD_PATIENCE = 120_000
/** Bytes a millisecond. Where a file is mapped, all of it may be read before llama.cpp tells of any progress. */
const SLOWEST_DISK = 20_000

/**
 * The processor does all of it, and the process has already looked at the graphics card, which cost memory there. The next one
 * leaves the card alone.
 */
export class CardNotNeeded extends Error {
  override readonly name = 'CardNotNeeded'
  readonly machine: Machine

  constructor(machine: Machine) {
    super('no layer goes on the graphics card')
    this.machine = machine
  }
}

/** A model that is being loaded, or is, in a process of its own. */
export interface Opening {
  readonly choice: ModelChoice
  readonly connection: Connection
  readonly loaded: Promise<LoadedModel>
  /** The machine as the process saw it; null before it looked. */
  readonly machine: Machine | null
  /** Where on the ladder this load stands, and what it was held down to; null before it was planned. */
  readonly rung: { readonly planned: Rung; readonly ceiling: Rung | undefined } | null
}

export interface OpeningParts {
  readonly choice: ModelChoice
  readonly connection: Connection
  readonly rungs: Rungs
  /** What a file says about the model. @throws KiraError why it is none */
  readonly readShape: (path: string) => ModelShape | Promise<ModelShape>
  /** Evaluated after the load; null is nothing. */
  readonly system: string | null
  /** Whether a graphics card may be looked for. */
  readonly gpu: boolean
  /** The machine as an earlier process saw it: this one then doesn't look for a graphics card. */
  readonly seen: Machine | undefined
  /** Milliseconds, from any origin. */
  readonly now: () => number
  readonly after: After
  readonly log: Log
  onMachine(machine: Machine): void
  onProgress(progress: LoadProgress): void
}

/**
 * Looks at the machine and at the file, plans, and loads, in a process that has just been started. One that gets no further
 * is ended, so that `loaded` fails with `ProcessEnded`; it may fail with `CardNotNeeded`, too.
 */
export function openModel(parts: OpeningParts): Opening {
  const { choice, connection, rungs, now, after, log } = parts
  const patience = createPatience(after, () => {
    log.warn({ file: basename(choice.path) }, 'the model process gets no further, and is ended')
    void connection.end()
  })
  let machine: Machine | null = null
  let rung: Opening['rung'] = null

  async function load(): Promise<LoadedModel> {
    const startedAt = now()
    patience.wait(PROBE_PATIENCE)
    const probed = await connection.probe(parts.gpu && parts.seen === undefined)
    patience.end()
    machine = parts.seen ?? probed
    parts.onMachine(machine)
    const model = await parts.readShape(choice.path)
    const { kind } = model.facts
    if (kind !== 'chat') throw new KiraError('MODEL_NOT_FOR_TALKING', { path: choice.path, kind })
    const ceiling = rungs.ceiling(choice.path, machine)
    const { wish, starter } = choice
    const { plan, why } = choosePlan({ machine, model, wish, starter, avatarBytes: AVATAR_BYTES, ceiling })
    // One that shouldn't fit is tried all the same: it is an estimate, and the ladder catches what falls.
    if (plan.gpuLayers === 0 && probed.gpu !== null) throw new CardNotNeeded(machine)
    rung = { planned: plan, ceiling }

    let step: LoadProgress['step'] = 'starting'
    const wait = () => patience.wait(LOAD_PATIENCE + model.facts.sizeBytes / SLOWEST_DISK)
    function tell(part: number): void {
      wait()
      parts.onProgress(loadProgress(step, part, now() - startedAt))
    }
    wait()
    const opened = await connection.load(
      { path: choice.path, name: model.facts.name, starter, plan, template: wish.template, system: parts.system },
      {
        onStep(next) {
          step = next
          tell(0)
        },
        onProgress: tell,
      },
    )
    return {
      ...opened,
      file: basename(choice.path),
      starter,
      askedLayers: plan.gpuLayers,
      threads: plan.threads,
      why: [...why, ...whatCame(plan, opened)],
      loadMs: now() - startedAt,
    }
  }

  const loaded = load().finally(patience.end)
  return {
    choice,
    connection,
    loaded,
    get machine() {
      return machine
    },
    get rung() {
      return rung
    },
  }
}

/** Layers that were asked for can silently stay with the processor. */
function whatCame({ gpuLayers }: Plan, opened: OpenedModel): Reason[] {
  if (opened.gpuLayers >= gpuLayers) return []
  return [{ code: 'got-fewer-layers', data: { asked: gpuLayers, got: opened.gpuLayers } }]
}
