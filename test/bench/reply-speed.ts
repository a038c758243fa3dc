import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getLlama, LlamaChat, LlamaLogLevel } from 'node-llama-cpp'
import { createLocalModel } from '../../electron/llm/local/create-local-model.ts'
import type { GenerateRequest } from '../../electron/llm/port.ts'
import { openModelProcesses } from '../llm/model-processes.ts'
import { silentLog } from '../llm/silent-log.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'

const ROUNDS = 7
const REQUEST: GenerateRequest = {
  system: 'You are Kira.',
  turns: [{ role: 'user', text: 'Tell me a story about a small robot.' }],
  maxTokens: 300,
  temperature: 0,
  seed: 1,
}

/**
 * Tokens a second of a reply through Kira's model process, against node-llama-cpp called directly in this one: what the
 * process, the protocol and the streaming cost. On a model of half a megabyte, where the cost a token shows most.
 */
export async function replySpeed(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kira-bench-'))
  const path = join(folder, 'tiny.gguf')
  writeTinyModel(path)
  try {
    const bare = await openBare(path)
    const kira = await openKira(path)
    const rates = { bare: [] as number[], kira: [] as number[] }
    await bare.run()
    await kira.run()
    for (let round = 0; round < ROUNDS; round++) {
      rates.bare.push(await bare.run())
      rates.kira.push(await kira.run())
    }
    await bare.close()
    await kira.close()
    const ratios = rates.kira.map((rate, i) => rate / (rates.bare[i] ?? Number.NaN))
    return section(
      'Reply, tiny model',
      table(
        ['', 'tokens/s'],
        [
          ['node-llama-cpp directly', median(rates.bare).toFixed(0)],
          ["through Kira's process", median(rates.kira).toFixed(0)],
          ['ratio, pair by pair', median(ratios).toFixed(2)],
        ],
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openBare(modelPath: string) {
  const llama = await getLlama({ build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
  const model = await llama.loadModel({ modelPath })
  const context = await model.createContext({ contextSize: 1024, threads: 1 })
  const chat = new LlamaChat({ contextSequence: context.getSequence() })
  return {
    async run() {
      const before = chat.sequence.tokenMeter.usedOutputTokens
      const startedAt = performance.now()
      await chat.generateResponse(
        [
          { type: 'system', text: REQUEST.system },
          { type: 'user', text: REQUEST.turns[0]?.text ?? '' },
          { type: 'model', response: [] },
        ],
        { maxTokens: REQUEST.maxTokens, temperature: 0, seed: 1, repeatPenalty: false, onTextChunk() {} },
      )
      return perSecond(chat.sequence.tokenMeter.usedOutputTokens - before, startedAt)
    },
    close: () => llama.dispose(),
  }
}

async function openKira(path: string) {
  const model = createLocalModel({ startProcess: openModelProcesses().start, log: silentLog })
  await model.choose({ path, starter: true, contextSize: 1024 })
  await model.load()
  return {
    async run() {
      const startedAt = performance.now()
      const { signal } = new AbortController()
      const stream = model.generate(REQUEST, signal)
      for (;;) {
        const { done, value } = await stream.next()
        if (done) return perSecond(value.tokens.completion, startedAt)
      }
    },
    close: () => model.dispose(),
  }
}

function perSecond(tokens: number, startedAt: number): number {
  return (tokens * 1000) / (performance.now() - startedAt)
}
