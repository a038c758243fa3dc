import type { Fit, Plan, Reason } from '../../contract/index.ts'
import { budgetOf, fits } from './budget.ts'
import { CPU_CONTEXT, ceilingOf, contextOf, type PlanQuestion } from './draft-plan.ts'

/** Below this the processor is fast enough: 4 billion and what is sold as that. */
const MAX_PARAMS_FOR_CPU = 4.5e9
/** With fewer of the layers than this, the card costs more than it brings. */
const LEAST_GPU_PART = 1 / 8

/** A plan as it was worked out, with its light and its reasons. */
export function judgePlan(question: PlanQuestion, plan: Plan): Fit {
  const { gpu } = question.machine
  const needsGpu = plan.profile !== 'cpu_fallback'
  if (needsGpu && gpu === null) return { light: 'red', plan, why: [{ code: 'no-gpu', data: {} }] }
  if (needsGpu && !helps(plan))
    return { light: 'red', plan, why: [{ code: 'gpu-too-small', data: { free: gigabytes(gpu?.vramFree ?? 0) } }] }
  const short = whyShort(question, plan)
  const where = short.length > 0 && needsGpu ? [] : whereItRuns(question, plan)
  return { light: lightOf(question, plan), plan, why: [...where, ...whyContext(question, plan), ...short] }
}

export function lightOf(question: PlanQuestion, plan: Plan): Fit['light'] {
  if (!fits(plan, budgetOf(question))) return 'red'
  const isFast = plan.gpuLayers >= plan.totalLayers || question.model.facts.params <= MAX_PARAMS_FOR_CPU
  return isFast ? 'green' : 'yellow'
}

/** Whether there are enough layers on the card for it to make a difference. */
export function helps({ gpuLayers, totalLayers }: Plan): boolean {
  return gpuLayers >= totalLayers * LEAST_GPU_PART
}

export function whyShort(question: PlanQuestion, plan: Plan): Reason[] {
  const budget = budgetOf(question)
  if (fits(plan, budget)) return []
  const { vramBytes: vram, ramBytes: ram } = plan
  const [needed, free] = vram > budget.vram ? [vram, budget.vram] : [ram + (budget.shared ? vram : 0), budget.ram]
  return [{ code: 'memory-short', data: { needed: gigabytes(needed), free: gigabytes(free) } }]
}

export function whyContext(question: PlanQuestion, { contextSize: size }: Plan): Reason[] {
  const { wish, model } = question
  const trained = model.facts.trainContext ?? Infinity
  const wanted = contextOf(question, CPU_CONTEXT)
  if (size < wanted) return [{ code: 'context-cut', data: { size, wanted } }]
  const isTrained = wish.contextSize !== null && wish.contextSize > trained && size === trained
  return isTrained ? [{ code: 'context-trained', data: { size } }] : []
}

export function whyLower(question: PlanQuestion, plan: Plan): Reason[] {
  const isHeld = ceilingOf(question) !== 'performance' || plan.contextSize === question.ceiling?.contextSize
  return isHeld ? [{ code: 'failed-before', data: {} }] : []
}

function whereItRuns({ machine }: PlanQuestion, { gpuLayers, totalLayers: total }: Plan): Reason[] {
  if (machine.gpu === null) return [{ code: 'no-gpu', data: {} }]
  if (gpuLayers === 0) return [{ code: 'on-cpu', data: {} }]
  if (gpuLayers >= total) return [{ code: 'fits-whole', data: { total } }]
  return [{ code: 'fits-partly', data: { layers: gpuLayers, total } }]
}

/** Rounded to what is shown. */
function gigabytes(bytes: number): number {
  return Math.round((bytes / 2 ** 30) * 10) / 10
}
