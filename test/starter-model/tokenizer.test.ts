import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { ChatMLChatWrapper, getLlama, LlamaLogLevel, type LlamaModel } from 'node-llama-cpp'
import { beforeAll, describe, expect, it } from 'vitest'
import { STARTER } from './starter.ts'

/** Written by scripts/starter-model/training/reference.py. */
const reference = JSON.parse(readFileSync(new URL('tokenizer-reference.json', import.meta.url), 'utf8')) as {
  strings: [text: string, ids: string][]
  prompt: { system: string; rounds: [user: string, kira: string][]; ids: string }
}

let model: LlamaModel
beforeAll(async () => {
  const llama = await getLlama({ gpu: false, logLevel: LlamaLogLevel.error })
  model = await llama.loadModel({ modelPath: STARTER })
})

describe('the tokenizer in llama.cpp', () => {
  it('encodes 3,000 strings as in training', () => {
    expect(reference.strings.length).toBeGreaterThanOrEqual(3000)
    const encoded = reference.strings.map(([text]) => [text, model.tokenize(text).join(' ')])
    expect(encoded).toEqual(reference.strings)
  })

  it('renders a prompt as in training, token by token', () => {
    const { contextText } = new ChatMLChatWrapper().generateContextState({
      chatHistory: [
        { type: 'system', text: reference.prompt.system },
        ...reference.prompt.rounds.flatMap(([user, kira]) => [
          { type: 'user' as const, text: user },
          { type: 'model' as const, response: [kira] },
        ]),
        { type: 'user', text: '' },
      ],
    })
    const trained = reference.prompt.ids.split(' ').map(Number)
    expect(contextText.tokenize(model.tokenizer).slice(0, trained.length)).toEqual(trained)
  })

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        fc.pre(!text.includes('▁')) // the piece that stands for a space
        expect(model.detokenize(model.tokenize(text))).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  it('has one token for each tag', () => {
    for (const tag of ['[neutral]', '[happy]', '[disgust]', '<memory>', '</memory>']) {
      expect(model.tokenize(tag)).toHaveLength(1)
    }
  })
})
