import { KiraError } from '../../contract/index.ts'

const OUT_OF_MEMORY =
  /out of memory|insufficient memory|not enough (v?ram|memory)|too large for the available|(failed|unable) to allocate|OutOfDeviceMemory/i
const TRUNCATED = /not within the file bounds|corrupted or incomplete/i

/**
 * Why a model could not be loaded. What llama.cpp logged (`complaints`, oldest first) says more than what was thrown,
 * which is mostly "Failed to load model".
 */
export function toLoadError(path: string, error: unknown, complaints: readonly string[]): KiraError {
  if (error instanceof KiraError) return error
  const thrown = error instanceof Error ? error.message : String(error)
  const said = [...complaints, thrown].join('\n')
  if (OUT_OF_MEMORY.test(said)) return new KiraError('MODEL_OUT_OF_MEMORY', { path }, { cause: error })
  if (TRUNCATED.test(said)) return new KiraError('MODEL_TRUNCATED', { path }, { cause: error })
  return new KiraError('MODEL_UNSUPPORTED', { path, detail: complaints[0] ?? thrown }, { cause: error })
}

/** Why a loaded model could not answer: for want of memory, or for what was thrown. */
export function toReplyError(path: string, error: unknown, complaints: readonly string[]): unknown {
  if (error instanceof KiraError || !OUT_OF_MEMORY.test([...complaints, String(error)].join('\n'))) return error
  return new KiraError('MODEL_OUT_OF_MEMORY', { path }, { cause: error })
}
