import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp'

/** llama.cpp, and the errors that it logged, oldest first. */
export interface StartedLlama {
  readonly llama: Llama
  readonly complaints: string[]
}

/**
 * Starts llama.cpp, once in a process. node-llama-cpp is kept from downloading or building anything: what `npm ci`
 * installed is used.
 *
 * @param gpu whether it may look for a graphics card
 */
export async function startLlama(
  gpu: boolean,
  log: (level: 'warn' | 'error', text: string) => void,
): Promise<StartedLlama> {
  const complaints: string[] = []
  const llama = await getLlama({
    ...(!gpu && { gpu: false }),
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.warn,
    // How much stays free is planned (llm/fit/), not left to the library.
    vramPadding: 0,
    logger(level, message) {
      const isError = level === LlamaLogLevel.error || level === LlamaLogLevel.fatal
      if (isError) complaints.push(message.trim())
      log(isError ? 'error' : 'warn', message.trim())
    },
  })
  return { llama, complaints }
}
