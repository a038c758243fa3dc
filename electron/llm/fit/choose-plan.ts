import { type Fit, PROFILES, type Profile, type Reason } from '../../contract/index.ts'
import { budgetOf } from './budget.ts'
import {
  CPU_CONTEXT,
  ceilingOf,
  contextOf,
  draftPlan,
  GPU_CONTEXT,
  layersOf,
  type PlanQuestion,
  roomiestPlan,
} from './draft-plan.ts'
import { helps, judgePlan, lightOf, whyContext, whyLower, whyShort } from './judge-plan.ts'

export type { PlanCeiling, PlanQuestion } from './draft-plan.ts'

/** In bytes. Smaller models stay off the graphics card, which is the avatar's then. */
const SMALL_MODEL = 200e6
/** Tokens. Context is given up for the sake of layers as far as this: a talk needs some room. */
const LEAST_CONTEXT = 2048
/** What is left of the layers where as many as should fit have failed. */
const PART_AFTER_FAILURE = 3 / 4

/** How a model is to be loaded on a machine, and why. Pure. Where nothing fits, the plan that comes closest is `red`. */
export function choosePlan(question: PlanQuestion): Fit {
  const { wish } = question
  if (wish.profile === 'custom') return byHand(question)
  const plans = plansByProfile(question)
  if (wish.profile === 'auto' && isSmall(question)) return because('small-model', withoutPlace(plans.cpu_fallback))

  const asked = wish.profile === 'auto' ? 'performance' : wish.profile
  const allowed = PROFILES.slice(Math.max(PROFILES.indexOf(asked), PROFILES.indexOf(ceilingOf(question))))
  const cardIsUseless = allowed.includes('balanced') && !helps(plans.balanced.plan)
  const closest = allowed.includes('balanced') && !cardIsUseless ? 'balanced' : 'cpu_fallback'
  const chosen = allowed.find((profile) => plans[profile].light !== 'red') ?? closest
  const fit =
    chosen === 'cpu_fallback' && cardIsUseless
      ? because(plans.balanced.why, withoutPlace(plans.cpu_fallback))
      : plans[chosen]
  const told = chosen === wish.profile ? because('asked-for', fit) : fit
  return { ...told, why: [...told.why, ...whyLower(question, told.plan)] }
}

/** What each profile would make of a model here, whether it fits or not. */
export function plansByProfile(question: PlanQuestion): Record<Profile, Fit> {
  return { performance: performance(question), balanced: balanced(question), cpu_fallback: onCpu(question) }
}

/** All layers on the card, with as much context as is wished; where nobody wishes any, not less than 4,096. */
function performance(question: PlanQuestion): Fit {
  const room = { least: contextOf(question, CPU_CONTEXT), most: contextOf(question, GPU_CONTEXT) }
  return judgePlan(question, roomiestPlan(question, 'performance', layersOf(question.model), room))
}

/** As many layers on the card as fit. Context is given up first, but not a wished one. */
function balanced(question: PlanQuestion): Fit {
  const room = { least: contextOf(question, LEAST_CONTEXT), most: contextOf(question, GPU_CONTEXT) }
  const budget = budgetOf(question)
  const total = layersOf(question.model)
  let layers = 0
  while (layers < total && draftPlan(question, 'balanced', layers + 1, room.least).vramBytes <= budget.vram) layers++
  if (ceilingOf(question) === 'balanced') layers = Math.floor(layers * PART_AFTER_FAILURE)
  return judgePlan(question, roomiestPlan(question, 'balanced', layers, room))
}

function onCpu(question: PlanQuestion): Fit {
  const most = contextOf(question, CPU_CONTEXT)
  const room = { least: Math.min(LEAST_CONTEXT, most), most }
  return judgePlan(question, roomiestPlan(question, 'cpu_fallback', 0, room))
}

/** What the user set, unless it failed before. It is said where it won't fit, and tried all the same. */
function byHand(question: PlanQuestion): Fit {
  const { machine, model, wish } = question
  const total = layersOf(model)
  const wished = machine.gpu === null ? 0 : Math.min(wish.gpuLayers, total)
  const part = { performance: 1, balanced: PART_AFTER_FAILURE, cpu_fallback: 0 }[ceilingOf(question)]
  const gpuLayers = Math.floor(wished * part)
  const profile = gpuLayers === 0 ? 'cpu_fallback' : gpuLayers < total ? 'balanced' : 'performance'
  const plan = draftPlan(question, profile, gpuLayers, contextOf(question, CPU_CONTEXT))
  const noGpu: Reason[] = wish.gpuLayers > 0 && machine.gpu === null ? [{ code: 'no-gpu', data: {} }] : []
  const why = [...noGpu, ...whyContext(question, plan), ...whyShort(question, plan), ...whyLower(question, plan)]
  return because('by-hand', { light: lightOf(question, plan), plan, why })
}

/** With these reasons before its own. */
function because(first: 'small-model' | 'asked-for' | 'by-hand' | readonly Reason[], fit: Fit): Fit {
  const reasons: readonly Reason[] = typeof first === 'string' ? [{ code: first, data: {} }] : first
  return { ...fit, why: [...reasons, ...fit.why] }
}

/** Without the word that it runs on the processor, where a better one stands for it. */
function withoutPlace(fit: Fit): Fit {
  return { ...fit, why: fit.why.filter(({ code }) => code !== 'no-gpu' && code !== 'on-cpu') }
}

function isSmall({ model, starter }: PlanQuestion): boolean {
  return starter || model.facts.sizeBytes < SMALL_MODEL
}
