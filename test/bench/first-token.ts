import { fitHistory, type HistoryCut, TEMPLATE_TOKENS } from '../../electron/chat/history.ts'
import { toModelTurns } from '../../electron/chat/prompt.ts'
import { teachTags } from '../../electron/chat/teach-tags.ts'
import { DEFAULT_SETTINGS, EMOTIONS } from '../../electron/contract/index.ts'
import type { ModelChoice } from '../../electron/llm/port.ts'
import type { PromptTurn } from '../../electron/memory/port.ts'
import { STARTER } from '../starter-model/starter.ts'
import { openKira } from './kira.ts'
import { section, table } from './markdown.ts'
import { median } from './median.ts'
import { PERSONA } from './persona.ts'
import { plot } from './plot.ts'

const TURNS = 60
/** The same talk, word for word, so many times: each turn's median counts. */
const TALKS = 5
const MAX_TOKENS = 80
/** All of one length, so that nothing but the talk before it makes a turn longer. */
const SAYS = ['what did you do today?', 'do you like the rain??', 'I feel a bit tired now', 'tell me something nice']

interface Turn {
  readonly ms: number
  readonly evaluated: number
  readonly prompt: number
  readonly isCut: boolean
}

/** Milliseconds to the first token of each of sixty turns, through Kira's model process, with its history as the chat keeps it. */
export async function firstToken(own?: string): Promise<string> {
  const turns = await medianTalk({ path: own ?? STARTER, starter: own === undefined, wish: DEFAULT_SETTINGS.model })
  const around = (turn: number) => median(turns.slice(turn - 2, turn + 1).flatMap(({ ms, isCut }) => (isCut ? [] : ms)))
  const row = (turn: number) => [
    `turn ${turn}`,
    around(turn).toFixed(1),
    String(turns[turn - 1]?.evaluated),
    String(turns[turn - 1]?.prompt),
  ]
  const cuts = turns.flatMap(({ isCut }, index) => (isCut ? index + 1 : []))
  return section(
    'Time to the first token',
    table(['', 'ms', 'tokens read', 'of the prompt'], [row(2), row(20), row(40), row(TURNS)]),
    `Turn 40 against turn 2: ${(around(40) / around(2)).toFixed(2)} (goal: 1.5 at most).`,
    cuts.length > 0 ? `The oldest part of the talk went at turn ${cuts.join(', ')}.` : '',
    plot(
      turns.map(({ ms }) => ms),
      'ms',
    ),
  )
}

async function medianTalk(choice: ModelChoice): Promise<Turn[]> {
  const talks: Turn[][] = []
  for (let number = 0; number < TALKS; number++) talks.push(await talk(choice))
  const [first = []] = talks
  return first.map((turn, index) => ({ ...turn, ms: median(talks.map((turns) => turns[index]?.ms ?? turn.ms)) }))
}

async function talk(choice: ModelChoice): Promise<Turn[]> {
  const system = teachTags(PERSONA.systemPrompt.en, 'en', EMOTIONS)
  const { model, loaded } = await openKira(choice, system)
  try {
    const [systemTokens = 0] = await model.countTokens([system])
    const budget = loaded.contextSize - MAX_TOKENS - systemTokens - TEMPLATE_TOKENS
    const said: PromptTurn[] = []
    const turns: Turn[] = []
    let cut: HistoryCut | undefined
    for (let turn = 0; turn < TURNS; turn++) {
      said.push({ messageId: `user ${turn}`, role: 'user', promptText: SAYS[turn % SAYS.length] ?? '' })
      const startedAt = performance.now()
      const fitted = await fitHistory(said, cut, budget, model.countTokens)
      const reply = model.generate(
        {
          system,
          turns: toModelTurns(fitted.turns),
          maxTokens: MAX_TOKENS,
          sampling: { ...DEFAULT_SETTINGS.reply, seed: turn },
          emotions: EMOTIONS,
        },
        new AbortController().signal,
      )
      let text = ''
      let ms = 0
      for (;;) {
        const next = await reply.next()
        if (ms === 0) ms = performance.now() - startedAt
        if (next.done) {
          const { prompt, reused } = next.value.tokens
          turns.push({ ms, evaluated: prompt - reused, prompt, isCut: fitted.cut !== cut })
          break
        }
        text += next.value
      }
      cut = fitted.cut
      said.push({ messageId: `kira ${turn}`, role: 'assistant', promptText: text })
    }
    return turns
  } finally {
    await model.dispose()
  }
}
