import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../contract/index.ts'
import { PERSONALITIES } from '../emotion/index.ts'

type PersonalityName = keyof typeof PERSONALITIES

const personaSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** One per language. No clock, mood or memories in it, so that the model keeps it evaluated. */
  systemPrompt: z.record(z.enum(LANGUAGES), z.string()),
  /** Where the persona's mood rests. */
  personality: z.enum(Object.keys(PERSONALITIES) as PersonalityName[]).default('even'),
})

/** Who Kira is, as the model is told. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly systemPrompt: Readonly<Record<Language, string>>
  readonly personality: PersonalityName
}

/** Reads a persona from its JSON file; one that ships with Kira, so a wrong one is a fault of ours and throws. */
export function readPersona(path: string): Persona {
  return personaSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}
