import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type ChatWrapper, getLlama, type Llama, LlamaLogLevel, type LlamaModel } from 'node-llama-cpp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEMPLATES } from '../../electron/contract/index.ts'
import { commonPrompt, toPrompt } from '../../electron/llm/local/history.ts'
import { chooseWrapper } from '../../electron/llm/local/wrappers.ts'
import type { Turn } from '../../electron/llm/port.ts'
import { CHAT_TEMPLATES } from './chat-templates.ts'
import { writeTinyModel } from './tiny-model.ts'

/** No template may put today's date in. */
const YEAR = String(new Date().getFullYear())
const PERSONA = 'You are Kira, and you live on the desktop.'

let folder: string
let llama: Llama
let model: LlamaModel

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kira-wrappers-'))
  llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error })
  model = await load('chatml', CHAT_TEMPLATES.ChatML)
})
afterAll(async () => {
  await llama.dispose()
  rmSync(folder, { recursive: true })
})

async function load(name: string, template: string, says?: readonly string[]): Promise<LlamaModel> {
  const modelPath = join(folder, `${name.replaceAll(' ', '-')}.gguf`)
  writeTinyModel(modelPath, { template, ...(says && { says }) })
  return llama.loadModel({ modelPath, gpuLayers: 0 })
}

function render(wrapper: ChatWrapper, tokenizer: LlamaModel['tokenizer'], turns: readonly Turn[]) {
  const { history, tokens } = toPrompt(wrapper, tokenizer, PERSONA, turns)
  const chatHistory = [...history, { type: 'model' as const, response: [] }]
  return { text: wrapper.generateContextState({ chatHistory }).contextText.toString(), tokens }
}

/** What people and models say, with what a template might stumble over. */
const words = fc.oneof(
  fc.constantFrom(
    'Hello!',
    'how are you?',
    '[happy] Fine, thanks.',
    '<|im_end|>',
    '</s>',
    '{{ x }}',
    '{% if %}',
    '</think>',
  ),
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim() === text && text !== ''),
)
const talk = fc.array(fc.record({ question: words, answer: words }), { minLength: 2, maxLength: 5 })

/** Each turn's prompt begins with the prompt and the reply before it, byte for byte; and the persona is in it once. */
function onlyGrows(wrapper: ChatWrapper, { tokenizer }: LlamaModel, persona = PERSONA): void {
  const start = commonPrompt(wrapper, tokenizer, persona)
  fc.assert(
    fc.property(talk, (exchanges) => {
      const turns: Turn[] = []
      let before: { text: string; tokens: readonly number[] } = { text: '', tokens: start }
      for (const { question, answer } of exchanges) {
        turns.push({ role: 'user', text: question })
        const prompt = render(wrapper, tokenizer, turns)
        expect(prompt.text.startsWith(before.text)).toBe(true)
        expect(prompt.tokens.slice(0, before.tokens.length)).toEqual(before.tokens)
        expect(prompt.text.split(persona)).toHaveLength(2)
        if (!JSON.stringify(exchanges).includes(YEAR)) expect(prompt.text).not.toContain(YEAR)
        before = { text: prompt.text + answer, tokens: prompt.tokens }
        turns.push({ role: 'assistant', text: answer })
      }
    }),
    { numRuns: 25 },
  )
  expect(tokenizer.detokenize([...start])).toContain(persona)
}

describe('a template that the settings ask for', () => {
  test.for(TEMPLATES)('%s: a prompt only grows', (template) => {
    onlyGrows(chooseWrapper(model, { template, think: false }), model)
    onlyGrows(chooseWrapper(model, { template, think: true }), model)
  })

  test('is the one in use', () => {
    const names = TEMPLATES.map((template) => chooseWrapper(model, { template, think: false }).wrapperName)
    expect(Object.fromEntries(TEMPLATES.map((template, index) => [template, names[index]]))).toEqual({
      auto: 'ChatML',
      jinja: 'JinjaTemplate',
      llama3: 'Llama 3.1',
      qwen: 'Qwen',
      gemma: 'Gemma',
      gemma4: 'Gemma 4',
      mistral: 'Mistral',
      zephyr: 'Zephyr',
      phi: 'Phi 3',
      chatml: 'ChatML',
    })
  })

  test('Qwen, where it may not think, has an empty thought before each reply', () => {
    const wrapper = chooseWrapper(model, { template: 'qwen', think: false })
    const turns: Turn[] = [
      { role: 'user', text: 'a' },
      { role: 'assistant', text: 'b' },
      { role: 'user', text: 'c' },
    ]
    expect(render(wrapper, model.tokenizer, turns).text).toBe(
      `<|im_start|>system\n${PERSONA}<|im_end|>\n<|im_start|>user\na<|im_end|>\n` +
        '<|im_start|>assistant\n<think>\n\n</think>\n\nb<|im_end|>\n<|im_start|>user\nc<|im_end|>\n' +
        '<|im_start|>assistant\n<think>\n\n</think>\n\n',
    )
  })

  test('Zephyr and Phi are written as their makers do', () => {
    const turns: Turn[] = [{ role: 'user', text: 'a' }]
    const text = (template: 'zephyr' | 'phi') =>
      render(chooseWrapper(model, { template, think: false }), model.tokenizer, turns).text
    expect(text('zephyr')).toMatch(/<\|system\|>\n.*\n<\|user\|>\na.*\n<\|assistant\|>\n$/s)
    expect(text('phi')).toMatch(/<\|system\|>\n.*<\|end\|>\n<\|user\|>\na<\|end\|>\n<\|assistant\|>\n$/s)
  })
})

describe('a template that the file brings', () => {
  test.for(Object.entries(CHAT_TEMPLATES))('%s: a prompt only grows', async ([name, template]) => {
    const own = await load(name, template)
    try {
      for (const choice of ['auto', 'jinja'] as const)
        onlyGrows(chooseWrapper(own, { template: choice, think: false }), own)
    } finally {
      await own.dispose()
    }
  })
})
