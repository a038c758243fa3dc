import type { Machine, Plan, Profile } from '../../contract/index.ts'
import type { ModelShape } from '../gguf/model-shape.ts'
import type { ModelWish } from '../port.ts'
import { budgetOf, fits } from './budget.ts'
import { CONTEXT_STEP, estimateMemory } from './estimate.ts'

export interface PlanQuestion {
  readonly machine: Machine
  readonly model: ModelShape
  readonly wish: ModelWish
  readonly starter: boolean
  /** Bytes of graphics memory that stay free for the avatar and the windows. */
  readonly avatarBytes: number
  /** No more than this, since more has failed here before. */
  readonly ceiling?: PlanCeiling | undefined
}

export interface PlanCeiling {
  readonly profile: Profile
  /** Tokens. */
  readonly contextSize: number
}

/** Tokens of context, where nobody wishes any: on the card, and on the processor, which takes longer to read them. */
export const [GPU_CONTEXT, CPU_CONTEXT] = [8192, 4096]
/** More threads than these only wait for the memory. */
const MAX_THREADS = 16

/** A plan with so many layers on the card and so many tokens of context, whether it fits or not. */
export function draftPlan(question: PlanQuestion, profile: Profile, gpuLayers: number, contextSize: number): Plan {
  const { model, machine, wish, starter } = question
  // Values of the talk can be kept smaller with flash attention only.
  const wantsFlash = gpuLayers > 0 || wish.kvType !== 'f16'
  const flashAttention = wish.flashAttention === 'auto' ? wantsFlash : wish.flashAttention === 'on'
  const kvType = flashAttention ? wish.kvType : 'f16'
  const { vram, ram } = estimateMemory(model, { gpuLayers, contextSize, kvType, flashAttention })
  return {
    profile,
    gpuLayers,
    totalLayers: layersOf(model),
    contextSize,
    threads: wish.threads ?? (starter ? 1 : Math.min(MAX_THREADS, Math.max(1, machine.cores - 1))),
    flashAttention,
    kvType,
    vramBytes: vram,
    ramBytes: ram,
  }
}

/** The draft with the largest context that fits, from `least` tokens up to `most`; with `least` where none does. */
export function roomiestPlan(
  question: PlanQuestion,
  profile: Profile,
  gpuLayers: number,
  { least, most }: { least: number; most: number },
): Plan {
  const budget = budgetOf(question)
  let size = Math.max(least, most)
  let plan = draftPlan(question, profile, gpuLayers, size)
  while (size > least && !fits(plan, budget)) {
    size = Math.max(least, (Math.ceil(size / CONTEXT_STEP) - 1) * CONTEXT_STEP)
    plan = draftPlan(question, profile, gpuLayers, size)
  }
  return plan
}

/** Tokens: what is wished, or `unwished`; never more than it was trained for, or than has failed. */
export function contextOf({ wish, model, ceiling }: PlanQuestion, unwished: number): number {
  const trained = model.facts.trainContext ?? Infinity
  return Math.min(wish.contextSize ?? unwished, trained, ceiling?.contextSize ?? Infinity)
}

/** The highest profile that hasn't failed. */
export function ceilingOf({ ceiling }: PlanQuestion): Profile {
  return ceiling?.profile ?? 'performance'
}

/** The blocks and the output layer, as llama.cpp counts. */
export function layersOf({ blockBytes }: ModelShape): number {
  return blockBytes.length + 1
}
