import { LlamaChat, type LlamaContextSequence } from 'node-llama-cpp'
import { chooseWrapper, type Template } from './wrappers.ts'

/** The ways to talk on one sequence: some templates differ where a model may think first. */
export type Voices = (think: boolean) => LlamaChat

/** Makes each once. */
export function createVoices(sequence: LlamaContextSequence, template: Template): Voices {
  const made = new Map<boolean, LlamaChat>()
  return (think) => {
    const voice = made.get(think)
    if (voice !== undefined) return voice
    const chatWrapper = chooseWrapper(sequence.model, { template, think })
    const created = new LlamaChat({ contextSequence: sequence, chatWrapper })
    made.set(think, created)
    return created
  }
}
