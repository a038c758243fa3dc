import { KiraError } from '../../contract/index.ts'

export type GgufProblem = 'not-gguf' | 'truncated' | 'unsupported'

/** What is wrong with the bytes of a GGUF file. */
export class GgufError extends Error {
  override readonly name = 'GgufError'
  readonly problem: GgufProblem

  constructor(problem: GgufProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

const CODES = {
  'not-gguf': 'MODEL_NOT_GGUF',
  truncated: 'MODEL_TRUNCATED',
  unsupported: 'MODEL_UNSUPPORTED',
} as const

/** Whatever was thrown over a model's file or address, as what the user is told. */
export function toModelError(path: string, error: unknown): KiraError {
  if (error instanceof KiraError) return error
  if (error instanceof GgufError)
    return new KiraError(CODES[error.problem], { path, detail: error.message }, { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new KiraError('MODEL_NOT_FOUND', { path }, { cause: error })
  return new KiraError('MODEL_UNREADABLE', { path, detail: code }, { cause: error })
}
