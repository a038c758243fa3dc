import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_SETTINGS, type LoadedModel } from '../../electron/contract/index.ts'
import type { GenerateRequest, ModelChoice } from '../../electron/llm/port.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'
import { STARTER } from '../starter-model/starter.ts'
import { openKira } from './kira.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'

const ROUNDS = 9
/** Replies in a round: the starter model's are short. */
const REPLIES = { one: 1, many: 10 }
/** Kira's own path may cost no more than this: of bare node-llama-cpp's tokens a second. */
const GOAL = 0.95
const BARE = fileURLToPath(new URL('./bare-replies.ts', import.meta.url))

export interface BareQuestion {
  readonly path: string
  readonly request: GenerateRequest
  readonly contextSize: number
  readonly gpuLayers: number
  readonly threads: number
}
/** How many tokens it said. */
export type BareAnswer = number

interface Timed {
  readonly tokens: number
  readonly ms: number
}

/** Drawn with a seed, so that both say the same. */
const REQUEST: GenerateRequest = {
  system: 'You are Kira.',
  turns: [{ role: 'user', text: 'Tell me a story about a small robot.' }],
  maxTokens: 300,
  sampling: { ...DEFAULT_SETTINGS.reply, temperature: 0.4 },
}

/**
 * Tokens a second of a reply through Kira's model process, beside node-llama-cpp alone in another such process, which is
 * asked with one message and answers with one when it is done: what the streaming, the care for the context and the looking
 * for tags cost. The smaller the model, the more it shows.
 *
 * @param own another model to measure, such as the one that a user talks with
 */
export async function replySpeed(own?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kira-bench-'))
  const wish = DEFAULT_SETTINGS.model
  const tiny = join(folder, 'tiny.gguf')
  writeTinyModel(tiny)
  try {
    const rows = [
      await compare({ path: tiny, starter: true, wish }, REPLIES.one),
      await compare({ path: STARTER, starter: true, wish }, REPLIES.many),
      ...(own === undefined ? [] : [await compare({ path: own, starter: false, wish }, REPLIES.one)]),
    ]
    const head = ['tokens/s', 'Kira', 'node-llama-cpp alone', 'pair by pair', 'llama-bench']
    return section('Replies', table(head, rows), `Goal: ${GOAL} of node-llama-cpp alone.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(choice: ModelChoice, replies: number): Promise<string[]> {
  const { model, loaded } = await openKira(choice)
  const bare = fork(BARE, { serialization: 'advanced' })
  const requests = Array.from({ length: replies }, (_, seed) => ({
    ...REQUEST,
    sampling: { ...REQUEST.sampling, seed },
  }))
  try {
    const kira = () =>
      rate(requests, async (request) => {
        const startedAt = performance.now()
        const stream = model.generate(request, new AbortController().signal)
        for (;;) {
          const { done, value } = await stream.next()
          if (done) return { tokens: value.tokens.completion, ms: performance.now() - startedAt }
        }
      })
    const alone = () => rate(requests, (request) => askBare(bare, choice.path, loaded, request))
    await kira()
    await alone()
    const rates: { kira: number; alone: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // Whichever comes first has a warmer processor, or a colder one: they take turns at it.
      if (round % 2 === 0) rates.push({ kira: await kira(), alone: await alone() })
      else {
        const aloneFirst = await alone()
        rates.push({ kira: await kira(), alone: aloneFirst })
      }
    }
    return [
      basename(choice.path),
      median(rates.map((rate) => rate.kira)).toFixed(0),
      median(rates.map((rate) => rate.alone)).toFixed(0),
      median(rates.map((rate) => rate.kira / rate.alone)).toFixed(2),
      llamaBench(choice.path, loaded),
    ]
  } finally {
    bare.kill('SIGKILL')
    await model.dispose()
  }
}

async function askBare(
  bare: ChildProcess,
  path: string,
  { contextSize, gpuLayers, threads }: LoadedModel,
  request: GenerateRequest,
): Promise<Timed> {
  const startedAt = performance.now()
  bare.send({ path, request, contextSize, gpuLayers, threads } satisfies BareQuestion)
  const [tokens] = (await once(bare, 'message')) as [BareAnswer]
  return { tokens, ms: performance.now() - startedAt }
}

/** What llama.cpp's own bench says of generating, where there is one (`LLAMA_BENCH=path`). */
function llamaBench(path: string, { gpuLayers, threads }: LoadedModel): string {
  const program = process.env.LLAMA_BENCH
  if (!program) return '–'
  const options = [
    '-m',
    path,
    '-p',
    '0',
    '-n',
    String(REQUEST.maxTokens),
    '-t',
    String(threads),
    '-ngl',
    String(gpuLayers),
  ]
  const { stdout } = spawnSync(program, [...options, '-o', 'json'], { encoding: 'utf8' })
  const [run] = JSON.parse(stdout) as { avg_ts: number }[]
  return run?.avg_ts.toFixed(0) ?? '–'
}

/** Tokens a second over all the replies. */
async function rate(
  requests: readonly GenerateRequest[],
  reply: (request: GenerateRequest) => Promise<Timed>,
): Promise<number> {
  let [tokens, ms] = [0, 0]
  for (const request of requests) {
    const answer = await reply(request)
    tokens += answer.tokens
    ms += answer.ms
  }
  return (tokens * 1000) / ms
}
