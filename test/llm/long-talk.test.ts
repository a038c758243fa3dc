import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fitHistory, type HistoryCut, TEMPLATE_TOKENS } from '../../electron/chat/history.ts'
import { toModelTurns } from '../../electron/chat/prompt.ts'
import { EMOTIONS } from '../../electron/contract/index.ts'
import type { PromptTurn } from '../../electron/memory/port.ts'
import { ask, openTestEngine } from './test-engine.ts'

const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))
const SYSTEM = 'You are Kira.'
const MAX_TOKENS = 80
const TURNS = 60
const SAYS = [
  'hello again',
  'I am so tired today',
  'tell me something nice',
  'what do you think of cats?',
  'oh, really?',
]

interface ReadTurn {
  /** What was evaluated before the first token, and how long what was new in the prompt is: the last reply and the message. */
  readonly evaluated: number
  readonly fresh: number
  readonly prompt: number
  readonly isCut: boolean
}

/** A talk with the starter model, with its history as the chat keeps it. */
async function talk(contextSize: number): Promise<ReadTurn[]> {
  const engine = await openTestEngine(STARTER, { plan: { contextSize } })
  await engine.warmUp(SYSTEM)
  const countTokens = async (texts: readonly string[]) => engine.countTokens(texts)
  const [systemTokens = 0] = await countTokens([SYSTEM])
  const budget = contextSize - MAX_TOKENS - systemTokens - TEMPLATE_TOKENS
  const said: PromptTurn[] = []
  const read: ReadTurn[] = []
  let cut: HistoryCut | undefined
  for (let turn = 0; turn < TURNS; turn++) {
    said.push({ messageId: `user ${turn}`, role: 'user', promptText: SAYS[turn % SAYS.length] ?? '' })
    const fitted = await fitHistory(said, cut, budget, countTokens)
    const { text, tokens } = await ask(engine, toModelTurns(fitted.turns), {
      system: SYSTEM,
      maxTokens: MAX_TOKENS,
      emotions: EMOTIONS,
      sampling: { temperature: 0.4, seed: turn },
    })
    const fresh = await countTokens(said.slice(-2).map((each) => each.promptText))
    read.push({
      evaluated: tokens.prompt - tokens.reused,
      fresh: fresh.reduce((sum, count) => sum + count, 0),
      prompt: tokens.prompt,
      isCut: fitted.cut !== cut,
    })
    cut = fitted.cut
    said.push({ messageId: `kira ${turn}`, role: 'assistant', promptText: text })
  }
  return read
}

test('over sixty turns, each reads only the last reply and the message, however long the talk is', async () => {
  const read = await talk(4096)
  expect(read.at(-1)?.prompt).toBeGreaterThan(10 * (read[1]?.prompt ?? 0))
  for (const { evaluated, fresh } of read) expect(evaluated).toBeLessThanOrEqual(fresh + 3 * TEMPLATE_TOKENS)
})

test('where the context is too small for it, the oldest part goes at once, and then it only grows again', async () => {
  const contextSize = 512
  const read = await talk(contextSize)
  const cuts = read.flatMap(({ isCut }, turn) => (isCut ? turn : []))
  expect(cuts.length).toBeGreaterThan(1)
  // What goes makes room for several turns, each of which reads as little as if nothing had gone.
  for (const [index, turn] of cuts.entries()) expect(turn - (cuts[index - 1] ?? 0)).toBeGreaterThan(2)
  for (const { evaluated, fresh, isCut } of read)
    expect(evaluated).toBeLessThanOrEqual(isCut ? contextSize * 0.6 : fresh + 3 * TEMPLATE_TOKENS)
})
