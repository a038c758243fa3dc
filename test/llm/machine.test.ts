import { release, totalmem } from 'node:os'
import { getLlama, LlamaLogLevel } from 'node-llama-cpp'
import { expect, test } from 'vitest'
import { machineSchema } from '../../electron/contract/index.ts'
import { type ProbedLlama, probeMachine, versionIn } from '../../electron/llm/local/machine.ts'

const GIB = 1024 ** 3

/** llama.cpp on a machine with some GPU. */
function llamaOn(gpu: ProbedLlama['gpu'], total: number, unifiedSize = 0): ProbedLlama {
  return {
    gpu,
    cpuMathCores: 6,
    getVramState: async () => ({ total, used: total / 4, free: total * 0.75, unifiedSize }),
    getRamState: async () => ({ total: 8 * GIB, free: 5 * GIB, wired: 1 * GIB }),
    getGpuDeviceNames: async () => ['A card'],
  }
}

test('the machine that this runs on', async () => {
  const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, logLevel: LlamaLogLevel.error })
  const machine = await probeMachine(llama)
  await llama.dispose()
  expect(machineSchema.parse(machine)).toEqual(machine)
  expect(machine.gpu).toBeNull()
  expect(machine.ramFree).toBeGreaterThan(50e6)
  expect(machine.ramFree).toBeLessThanOrEqual(totalmem())
})

test('a card with its memory, and what may change how it works', async () => {
  const { gpu, cores } = await probeMachine(llamaOn('cuda', 6 * GIB))
  expect(gpu).toMatchObject({
    backend: 'cuda',
    names: ['A card'],
    vramTotal: 6 * GIB,
    vramFree: 4.5 * GIB,
    unified: false,
  })
  expect(gpu?.driver).toMatch(/\d/)
  expect(cores).toBe(6)
})

test('graphics that share the memory, and some that have none', async () => {
  expect((await probeMachine(llamaOn('metal', 5 * GIB, 5 * GIB))).gpu).toMatchObject({
    unified: true,
    driver: release(),
  })
  expect((await probeMachine(llamaOn('vulkan', 0))).gpu).toBeNull()
})

test('the version of NVIDIA’s driver, as its file and its tool write it', () => {
  const proc = 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu Feb 22 01:44:30 UTC 2024'
  const open = 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  560.35.03  Release Build'
  expect([proc, open, '551.86\n', 'NVIDIA-SMI has failed'].map(versionIn)).toEqual([
    '550.54.14',
    '560.35.03',
    '551.86',
    null,
  ])
})
