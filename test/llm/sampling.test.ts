import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getLlama, type LLamaChatGenerateResponseOptions, LlamaChat, LlamaLogLevel } from 'node-llama-cpp'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_SETTINGS, EMOTIONS } from '../../electron/contract/index.ts'
import { tagTokensOf, toSamplerOptions } from '../../electron/llm/local/sampling.ts'
import { writeTinyModel } from './tiny-model.ts'

const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
const SAMPLING = DEFAULT_SETTINGS.reply

test('a repeat penalty falls upon words, and never upon the tags between them', async () => {
  await using llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
  const model = await llama.loadModel({ modelPath: STARTER, vocabOnly: true })
  const { repeatPenalty } = toSamplerOptions({ ...SAMPLING, repeatPenalty: 1.2 }, tagTokensOf(model))
  if (!repeatPenalty) throw new Error('there is no penalty')
  expect(repeatPenalty.penalty).toBe(1.2)
  for (const emotion of EMOTIONS) {
    const said = model.tokenize(`[${emotion}] Hello there!`)
    const punished = repeatPenalty.punishTokensFilter?.(said) ?? []
    expect(model.detokenize(punished).trim()).toBe('Hello there!')
  }
})

test('there is none where it would change nothing, and a seed is drawn where none is given', () => {
  const options = () => toSamplerOptions(SAMPLING, new Set())
  expect(options()).toMatchObject({ repeatPenalty: false, temperature: SAMPLING.temperature, topP: 0.95, minP: 0.05 })
  expect(options().seed).not.toBe(options().seed)
  expect(toSamplerOptions({ ...SAMPLING, seed: 0 }, new Set()).seed).toBe(0)
})

test('what loops finds its way out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kira-sampling-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'random.gguf')
  writeTinyModel(path)
  await using llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
  const model = await llama.loadModel({ modelPath: path })
  const context = await model.createContext({ contextSize: 512, threads: 1 })
  const chat = new LlamaChat({ contextSequence: context.getSequence() })
  const say = async (text: string, options: LLamaChatGenerateResponseOptions) => {
    const { response } = await chat.generateResponse(
      [
        { type: 'user', text },
        { type: 'model', response: [] },
      ],
      options,
    )
    return response
  }
  const greedy = { ...toSamplerOptions({ ...SAMPLING, temperature: 0 }, new Set()), maxTokens: 200 }
  const LOOP = /(.{1,8}?)\1{15}/
  for (const text of ['hello', 'tea', 'rain']) {
    expect(await say(text, { ...greedy, dryRepeatPenalty: { strength: 0 } })).toMatch(LOOP)
    expect(await say(text, greedy)).not.toMatch(LOOP)
  }
})
