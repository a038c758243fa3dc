import type { GenerateRequest, GenerateResult, LanguageModel } from '../../electron/llm/port.ts'

/** What a model was asked, and what came of it once it was answered. */
export interface Asked {
  readonly request: GenerateRequest
  result?: GenerateResult
}

/** Notes all that a model is asked from now on, oldest first. */
export function noteRequests(model: LanguageModel): Asked[] {
  const asked: Asked[] = []
  const { generate } = model
  model.generate = async function* (request, signal) {
    const noted: Asked = { request }
    asked.push(noted)
    noted.result = yield* generate(request, signal)
    return noted.result
  }
  return asked
}
