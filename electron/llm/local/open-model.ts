import { basename } from 'node:path'
import { KiraError, type LoadedModel, type Machine, type Plan, type Reason } from '../../contract/index.ts'
import { choosePlan } from '../fit/choose-plan.ts'
import type { ModelShape } from '../gguf/model-shape.ts'
import type { ModelChoice } from '../port.ts'
import type { Connection } from './connection.ts'
import type { Rung } from './ladder.ts'
import { type LoadProgress, loadProgress } from './load-progress.ts'
import type { OpenedModel } from './protocol.ts'
import type { Rungs } from './rungs.ts'

/** Bytes of graphics memory that stay free for the avatar and the windows. */
export const AVATAR_BYTES = 512 * 1024 ** 2

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
  onMachine(machine: Machine): void
  onProgress(progress: LoadProgress): void
}

/**
 * Looks at the machine and at the file, plans, and loads, in a process that has just been started. `loaded` may fail with
 * `ProcessEnded`, and with `CardNotNeeded`, too.
 */
export function openModel(parts: OpeningParts): Opening {
  const { choice, connection, rungs, now } = parts
  let machine: Machine | null = null
  let rung: Opening['rung'] = null

  async function load(): Promise<LoadedModel> {
    const startedAt = now()
    const probed = await connection.probe(parts.gpu && parts.seen === undefined)
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
    function tell(part: number): void {
      parts.onProgress(loadProgress(step, part, now() - startedAt))
    }
    const opened = await connection.load(
      { path: choice.path, name: model.facts.name, starter, plan, template: wish.template, system: parts.system },
      model.facts.sizeBytes,
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

  return {
    choice,
    connection,
    loaded: load(),
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
