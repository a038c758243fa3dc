import type { CompanionEvent, Language, Settings } from '../contract/index.ts'
import type { FeelingReader } from '../emotion/index.ts'
import type { LanguageModel } from '../llm/port.ts'
import type { Memory } from '../memory/port.ts'
import type { Moods } from './moods.ts'
import type { Persona } from './persona.ts'

/** What the chat is made of; given by app/. */
export interface ChatParts {
  readonly memory: Memory
  readonly model: LanguageModel
  readonly persona: Persona
  readonly moods: Pick<Moods, 'words'>
  readonly readFeeling: FeelingReader
  settings(): Settings
  language(): Language
  publish(event: CompanionEvent): void
  /** Told of failures that nobody foresaw; never of anybody's words. */
  logError(error: unknown, what: string): void
}
