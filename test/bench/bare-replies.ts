// Forked by reply-speed.ts: answers with node-llama-cpp and nothing else, in a process like the one Kira's model lives in.
import { getLlama, LlamaChat, LlamaLogLevel } from 'node-llama-cpp'
import type { BareAnswer, BareQuestion } from './reply-speed.ts'

let chat: LlamaChat | undefined

process.on('message', (question: BareQuestion) => void answer(question).then((tokens) => process.send?.(tokens)))
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

async function answer({ path, request, contextSize, gpuLayers, threads }: BareQuestion): Promise<BareAnswer> {
  chat ??= await load()
  const { system, turns, maxTokens, sampling } = request
  const { temperature, topP, minP, seed } = sampling
  const before = chat.sequence.tokenMeter.usedOutputTokens
  await chat.generateResponse(
    [
      { type: 'system', text: system },
      { type: 'user', text: turns[0]?.text ?? '' },
      { type: 'model', response: [] },
    ],
    {
      maxTokens,
      temperature,
      topK: 40,
      topP,
      minP,
      repeatPenalty: false,
      ...(seed !== null && { seed }),
      onTextChunk() {},
    },
  )
  return chat.sequence.tokenMeter.usedOutputTokens - before

  async function load(): Promise<LlamaChat> {
    const gpu = gpuLayers > 0 ? {} : { gpu: false as const }
    const llama = await getLlama({ ...gpu, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
    const model = await llama.loadModel({ modelPath: path, gpuLayers })
    const context = await model.createContext({ contextSize, threads, flashAttention: gpuLayers > 0 })
    return new LlamaChat({ contextSequence: context.getSequence() })
  }
}
