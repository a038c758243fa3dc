import { errorText, KiraError, type Language } from '../../electron/contract/index.ts'

/** Why something failed, in one line for a terminal: Kira's own errors in the user's language, others as they come. */
export function reasonOf(error: unknown, language: Language): string {
  if (error instanceof KiraError) return errorText(language, error.code, error.data)
  const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return firstLine
}
