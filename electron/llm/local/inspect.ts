import { accessSync, closeSync, constants, fstatSync, openSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { KiraError } from '../../contract/index.ts'
import { GgufError, type GgufHeader, readGgufHeader } from './gguf-header.ts'

/** What a model's file says about itself. */
export interface ModelFacts {
  /** The name in its metadata, or its file name. */
  readonly name: string
  /** The context size it was trained for, in tokens, where it says so. */
  readonly trainContextSize: number | null
}

/**
 * Looks whether a file is a whole GGUF model, before anything is loaded: a native loader can't be trusted to survive
 * one that is not.
 *
 * @throws KiraError `MODEL_NOT_FOUND`, `MODEL_UNREADABLE`, `MODEL_NOT_GGUF`, `MODEL_TRUNCATED`, `MODEL_UNSUPPORTED`
 */
export function inspectModel(path: string): ModelFacts {
  try {
    return factsOf(path, readWholeHeader(path))
  } catch (error) {
    throw toModelError(path, error)
  }
}

function readWholeHeader(path: string): GgufHeader {
  // A folder or a pipe is told apart before it is opened: opening a pipe would wait for its writer.
  if (!statSync(path).isFile()) throw new GgufError('not-gguf', 'it is not a file')
  accessSync(path, constants.R_OK)
  const fd = openSync(path, 'r')
  try {
    const { size } = fstatSync(fd)
    const header = readGgufHeader(fd, size)
    if (!(header.dataEnd <= size))
      throw new GgufError('truncated', `it has ${size} bytes, and its tensors end at ${header.dataEnd}`)
    return header
  } finally {
    closeSync(fd)
  }
}

function factsOf(path: string, { metadata, tensorCount }: GgufHeader): ModelFacts {
  const architecture = metadata.get('general.architecture')
  if (typeof architecture !== 'string') throw new GgufError('unsupported', 'it does not name its architecture')
  if (tensorCount === 0) throw new GgufError('unsupported', 'it holds no weights')
  const name = metadata.get('general.name')
  const trainContextSize = metadata.get(`${architecture}.context_length`)
  return {
    name: typeof name === 'string' && name !== '' ? name : basename(path),
    trainContextSize: typeof trainContextSize === 'number' && trainContextSize > 0 ? trainContextSize : null,
  }
}

const CODES = {
  'not-gguf': 'MODEL_NOT_GGUF',
  truncated: 'MODEL_TRUNCATED',
  unsupported: 'MODEL_UNSUPPORTED',
} as const

function toModelError(path: string, error: unknown): KiraError {
  if (error instanceof GgufError)
    return new KiraError(CODES[error.problem], { path, detail: error.message }, { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new KiraError('MODEL_NOT_FOUND', { path }, { cause: error })
  return new KiraError('MODEL_UNREADABLE', { path, detail: code }, { cause: error })
}
