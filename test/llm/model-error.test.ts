import { expect, test } from 'vitest'
import { KiraError } from '../../electron/contract/index.ts'
import { toLoadError, toReplyError } from '../../electron/llm/local/model-error.ts'

const PATH = '/models/a.gguf'
const FAILED = new Error('Failed to load model')

test.for([
  [
    'MODEL_OUT_OF_MEMORY',
    'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 812.00 MiB: cudaMalloc failed: out of memory',
  ],
  ['MODEL_OUT_OF_MEMORY', 'alloc_tensor_range: failed to allocate CPU buffer of size 9126805504'],
  [
    'MODEL_OUT_OF_MEMORY',
    'ggml_vulkan: Device memory allocation failed: vk::Device::allocateMemory: ErrorOutOfDeviceMemory',
  ],
  [
    'MODEL_TRUNCATED',
    "tensor 'blk.3.attn_q.weight' data is not within the file bounds, model is corrupted or incomplete",
  ],
  ['MODEL_UNSUPPORTED', "unknown model architecture: 'alien'"],
] as const)('%s, for llama.cpp logged “%s”', ([code, complaint]) => {
  const error = toLoadError(PATH, FAILED, [complaint, 'llama_model_load_from_file_impl: failed to load model'])
  expect(error).toMatchObject({ code, data: { path: PATH } })
  if (code === 'MODEL_UNSUPPORTED') expect(error.data.detail).toBe(complaint)
})

test('what node-llama-cpp itself finds too large', () => {
  for (const message of [
    'A context size of 65536 is too large for the available RAM (including swap)',
    'Not enough VRAM to fit the model with the specified settings',
    'Insufficient memory',
  ])
    expect(toLoadError(PATH, new Error(message), [])).toMatchObject({ code: 'MODEL_OUT_OF_MEMORY' })
})

test('with nothing logged, what was thrown is told', () => {
  expect(toLoadError(PATH, FAILED, []).data).toEqual({ path: PATH, detail: 'Failed to load model' })
})

test('a reply fails for want of memory, or as it failed', () => {
  const [thrown, typed] = [new Error('Eval has failed'), new KiraError('MESSAGE_DOES_NOT_FIT')]
  expect(toReplyError(PATH, thrown, ['failed to allocate compute buffers'])).toMatchObject({
    code: 'MODEL_OUT_OF_MEMORY',
  })
  expect(toReplyError(PATH, thrown, [])).toBe(thrown)
  expect(toReplyError(PATH, typed, ['out of memory'])).toBe(typed)
})
