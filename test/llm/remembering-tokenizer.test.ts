import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { getLlama, LlamaLogLevel, LlamaText, SpecialToken, SpecialTokensText } from 'node-llama-cpp'
import { expect, test } from 'vitest'
import { rememberTokens } from '../../electron/llm/local/remembering-tokenizer.ts'

const STARTER = fileURLToPath(new URL('../../models/kira-starter.gguf', import.meta.url))

test('a model that remembers gives the same tokens as before, each time, and keeps them to itself', async () => {
  await using llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
  const model = await llama.loadModel({ modelPath: STARTER, vocabOnly: true })
  const forgetful = model.tokenizer
  rememberTokens(model)
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('<|im_start|>', ' Hello', '[happy] Hi!', 'BOS'),
  )
  fc.assert(
    fc.property(
      text,
      fc.boolean(),
      fc.constantFrom(undefined, 'trimLeadingSpace' as const),
      (said, special, options) => {
        const expected = forgetful(said, special, options)
        model.tokenizer(said, special, options).push(...expected)
        expect(model.tokenizer(said, special, options)).toEqual(expected)
      },
    ),
    { numRuns: 2000 },
  )
  const turn = LlamaText(new SpecialToken('BOS'), new SpecialTokensText('<|im_start|>user\n'), 'Hello!')
  expect(turn.tokenize(model.tokenizer)).toEqual(turn.tokenize(forgetful))
  expect(model.tokenizer.detokenize(model.tokenizer('Hello!'))).toBe('Hello!')
})
