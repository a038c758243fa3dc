import { statSync } from 'node:fs'
import { readGgufFileInfo } from 'node-llama-cpp'
import { expect, it } from 'vitest'
import { STARTER } from './starter.ts'

it('says what it is', async () => {
  const { metadata } = await readGgufFileInfo(STARTER, { logWarnings: false })
  expect(metadata.general).toMatchObject({
    architecture: 'llama',
    name: 'Kira Starter',
    author: 'Kira contributors',
    license: 'cc0-1.0',
    languages: ['en', 'fr'],
    description: expect.stringContaining('companion'),
    file_type: 7,
  })
  expect(metadata).toMatchObject({
    llama: { context_length: 1024 },
    tokenizer: { chat_template: expect.stringContaining('<|im_start|>') },
  })
})

it('is small', () => {
  expect(statSync(STARTER).size).toBeLessThan(24e6)
})
