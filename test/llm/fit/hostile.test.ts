import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fitSchema, KiraError, modelFactsSchema, PROFILES } from '../../../electron/contract/index.ts'
import { choosePlan } from '../../../electron/llm/fit/choose-plan.ts'
import { readModelShape } from '../../../electron/llm/gguf/inspect.ts'
import { array, float32, int32, text, uint32, uint64 } from '../gguf-writer.ts'
import { writeShapedModel } from '../shaped-model.ts'
import { asking, MACHINES } from './models.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const KEYS = [
  'block_count',
  'context_length',
  'embedding_length',
  'feed_forward_length',
  'expert_used_count',
  'vocab_size',
  'attention.head_count',
  'attention.head_count_kv',
  'attention.key_length',
  'attention.value_length',
  'attention.sliding_window',
  'attention.sliding_window_pattern',
  'attention.shared_kv_layers',
  'ssm.inner_size',
  'ssm.state_size',
  'ssm.conv_kernel',
]

const anyValue = fc.oneof(
  fc.nat({ max: 2 ** 32 - 1 }).map(uint32),
  fc.integer().map(int32),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(uint64),
  fc.float().map(float32),
  fc.array(fc.integer(), { maxLength: 8 }).map((values) => array(values.map(int32))),
  fc.string().map(text),
)

test('whatever a file claims, what is told of it is sound, and there is a plan or a reason', () => {
  const claims = fc.dictionary(fc.constantFrom(...KEYS.map((key) => `llama.${key}`)), anyValue, { maxKeys: 6 })
  const path = join(folder, 'hostile.gguf')
  fc.assert(
    fc.property(
      claims,
      fc.constantFrom(...Object.values(MACHINES)),
      fc.constantFrom('auto', ...PROFILES),
      (metadata, machine, profile) => {
        const form = { blocks: 3, width: 64, heads: 2, kvHeads: 1, feedForward: 128, vocabulary: 100 }
        writeShapedModel(path, { ...form, metadata })
        try {
          const shape = readModelShape(path)
          expect(modelFactsSchema.parse(shape.facts)).toEqual(shape.facts)
          const fit = choosePlan(asking(machine, shape, { profile }))
          expect(fitSchema.parse(fit)).toEqual(fit)
        } catch (error) {
          if (!(error instanceof KiraError)) throw error
          expect(error.code).toBe('MODEL_UNSUPPORTED')
        }
      },
    ),
    { numRuns: 400 },
  )
})
