import type { Language } from '../contract/index.ts'
import { createTagParser } from '../emotion/index.ts'
import { type GenerateRequest, type GenerateResult, TASK_CONTEXT, type Turn } from '../llm/port.ts'
import { TEMPLATE_TOKENS } from './history.ts'
import { spokenLine } from './prompt.ts'

/** The longest summary, in tokens. */
const SUMMARY_TOKENS = 160

interface Words {
  task(assistantName: string): string
  before(summary: string): string
  readonly ask: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    task: (name) =>
      `You read the older part of a talk between a user and ${name}. You sum it up in two to four plain sentences: what the user told of themselves, what the talk was about, what was agreed. You write in the language of the talk, without lists, tags or comments.`,
    before: (summary) => `What came before: ${summary}`,
    ask: 'Sum all of this up.',
  },
  fr: {
    task: (name) =>
      `Tu lis le début d’une conversation entre un utilisateur et ${name}. Tu le résumes en deux à quatre phrases simples : ce que l’utilisateur a dit de lui-même, le sujet de la conversation, ce qui a été convenu. Tu écris dans la langue de la conversation, sans liste, ni marque, ni commentaire.`,
    before: (summary) => `Ce qui précède : ${summary}`,
    ask: 'Résume tout cela.',
  },
}

/** What is to be summed up. */
interface Past {
  /** The summary of what came before the turns. */
  readonly before: string | null
  /** As shown, oldest first. */
  readonly turns: readonly Turn[]
  readonly assistantName: string
  readonly language: Language
  /** Of the talk, in tokens. */
  readonly contextSize: number
}

/** Asks for a summary: as a task, of as much as a task can hold; what is oldest is left out. */
export async function summaryRequest(
  { before, turns, assistantName, language, contextSize }: Past,
  countTokens: (texts: readonly string[]) => Promise<number[]>,
): Promise<GenerateRequest> {
  const words = WORDS[language]
  const system = words.task(assistantName)
  const beginning = before === null ? '' : `${words.before(before)}\n\n`
  const ending = `\n\n${words.ask}`
  const around = await countTokens([system, beginning, ending])
  // The system prompt, the message, and the beginning of the answer.
  const used = around.reduce((sum, tokens) => sum + tokens, SUMMARY_TOKENS + 3 * TEMPLATE_TOKENS)
  const talk = turns.map((turn) => spokenLine(turn, assistantName)).join('\n')
  const told = await endOf(talk, Math.min(TASK_CONTEXT, contextSize) - used, countTokens)
  return {
    purpose: 'task',
    system,
    turns: [{ role: 'user', text: `${beginning}${told}${ending}` }],
    maxTokens: SUMMARY_TOKENS,
    sampling: { temperature: 0, topP: 1, minP: 0, repeatPenalty: 1, seed: null, think: false },
  }
}

/** So much of what fits by the average length of a token is kept; a text's end may have shorter ones. */
const CAUTION = 0.9

/** As much of a text's end as fits in `room` tokens. */
async function endOf(
  text: string,
  room: number,
  countTokens: (texts: readonly string[]) => Promise<number[]>,
): Promise<string> {
  for (let end = text; ; ) {
    const [tokens = 0] = await countTokens([end])
    if (tokens <= room || end === '') return end
    const kept = Math.floor((end.length * CAUTION * Math.max(0, room)) / tokens)
    end = kept < 2 ? '' : `…${end.slice(1 - kept).toWellFormed()}`
  }
}

/** What was answered, as plain text in one line; null where it says nothing. What was cut short ends with a whole sentence. */
export function readSummary(answer: string, stopReason: GenerateResult['stopReason']): string | null {
  const tags = createTagParser()
  const untagged = [...tags.push(answer), ...tags.end()].map(({ text }) => text).join('')
  const plain = untagged
    .replace(/<\/?[a-z][^<>]*>|[<>]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const whole = stopReason === 'length' ? (/^.*[.!?…。！？]/.exec(plain)?.[0] ?? plain) : plain
  return /\p{L}/u.test(whole) ? whole : null
}
