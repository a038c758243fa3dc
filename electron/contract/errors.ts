import { z } from 'zod'
import { errorsEn } from './texts/errors.en.ts'
import { fillIn } from './texts/fill-in.ts'

/** Everything that can go wrong and be told to the user. Each has a text per language in texts/. */
export type ErrorCode = keyof typeof errorsEn
export const ERROR_CODES = Object.keys(errorsEn) as [ErrorCode, ...ErrorCode[]]

/** The facts a message is built from: a path, a number, a name. Never a user's own words. */
export const errorDataSchema = z.record(z.string(), z.union([z.string(), z.number()]))
export type ErrorData = z.infer<typeof errorDataSchema>

/** An error as it crosses a process boundary: `message` is English, the pages translate by `code`. */
export const failureSchema = z.object({ code: z.enum(ERROR_CODES), message: z.string(), data: errorDataSchema })
export type Failure = z.infer<typeof failureSchema>

/** The one error class of the project: a code, the facts, and an English message that says what to do next. */
export class KiraError extends Error {
  override readonly name = 'KiraError'
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super(fillIn(errorsEn[code], data), options)
    this.code = code
    this.data = data
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, data: this.data }
  }
}

/** Any thrown value as a KiraError; what nobody foresaw becomes `UNEXPECTED`. */
export function toKiraError(error: unknown): KiraError {
  if (error instanceof KiraError) return error
  return new KiraError(
    'UNEXPECTED',
    { detail: error instanceof Error ? error.message : String(error) },
    { cause: error },
  )
}
