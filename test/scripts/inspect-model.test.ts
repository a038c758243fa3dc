import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../llm/gguf-writer.ts'
import { writeShapedModel, writeSplitModel, ZEPHYR_7B } from '../llm/shaped-model.ts'
import { writeTinyModel } from '../llm/tiny-model.ts'

const root = join(import.meta.dirname, '../..')
const MIB = 1024 ** 2

let folder: string
let zephyr: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kira-inspect-model-'))
  zephyr = join(folder, 'zephyr-7b-beta.Q5_K_M.gguf')
  writeShapedModel(zephyr, ZEPHYR_7B)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** `npm run --silent inspect:model`, with these arguments. */
async function run(...args: string[]) {
  return runIn('en_US.UTF-8', ...args)
}

async function runIn(locale: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/inspect-model.ts', ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: locale },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}

test('on a card of 6 GiB, Zephyr 7B runs with most of its layers, and the avatar keeps its room', async () => {
  const { stdout, stderr, code } = await run(zephyr, '--vram', '6GiB', '--ram', '16GiB', '--json')
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({
    arch: 'llama',
    quantization: 'Q5_K_M',
    layers: 32,
    trainContext: 32_768,
    template: 'Zephyr',
    sizeBytes: statSync(zephyr).size,
    chosen: 'balanced',
    profiles: {
      performance: { gpuLayers: 33, fits: false, why: expect.stringContaining('GB of memory') },
      balanced: { fits: true, why: expect.stringMatching(/^\d+ of 33 layers fit on the graphics card/) },
      cpu_fallback: { gpuLayers: 0, vramBytes: 0, fits: true, why: 'The processor does all of it.' },
    },
  })
  const { gpuLayers, contextSize, vramBytes } = found.profiles.balanced
  expect(gpuLayers).toBeGreaterThan(20)
  expect(contextSize).toBeGreaterThanOrEqual(2048)
  expect(vramBytes).toBeLessThan(6144 * MIB - 512 * MIB)
})

test('a larger card takes all of it, and a machine without one does it on the processor', async () => {
  const chosen = async (...args: string[]) => JSON.parse((await run(zephyr, '--json', ...args)).stdout).chosen
  expect(await chosen('--vram', '12GB', '--ram', '16GiB')).toBe('performance')
  expect(await chosen('--vram', '0', '--ram', '16384MiB')).toBe('cpu_fallback')
})

test('without --vram, this machine is looked at; people get a table', async () => {
  const { stdout, code } = await run('models/kira-starter.gguf')
  expect(code).toBe(0)
  expect(stdout).toContain('→ cpu_fallback fits (0/7 layers')
  const french = await runIn('fr_FR.UTF-8', 'models/kira-starter.gguf', '--vram', '6GiB')
  expect(french.stdout).toContain('→ cpu_fallback tient (0/7 couches')
})

test('a model at an address', async () => {
  const server = createServer((request, response) => {
    const [start = 0, last = 0] = (request.headers.range ?? '').replace('bytes=', '').split('-').map(Number)
    const { size } = statSync(zephyr)
    const end = Math.min(size, last + 1)
    response.writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${size}` })
    createReadStream(zephyr, { start, end: end - 1 }).pipe(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { stdout, code } = await run(`http://127.0.0.1:${port}/zephyr.gguf`, '--vram', '6GiB', '--json')
  server.close()
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ quantization: 'Q5_K_M', sizeBytes: statSync(zephyr).size })
})

test('what can’t talk is told for what it is', async () => {
  const path = join(folder, 'lora.gguf')
  writeTinyModel(path, { metadata: { 'general.type': text('adapter') } })
  const { stdout, code } = await run(path, '--vram', '0', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'adapter', profiles: null, chosen: null })
  expect((await run(path, '--vram', '0')).stdout).toContain('LoRA')
})

test('what is bad, missing or unknown is said in one line', async () => {
  const notes = join(folder, 'notes.gguf')
  writeFileSync(notes, 'Dear diary,')
  const split = { blocks: 2, width: 64, heads: 2, kvHeads: 2, feedForward: 128, vocabulary: 300 }
  const [first = '', second = ''] = writeSplitModel(folder, 'split', 2, split)
  rmSync(second)
  const answers = await Promise.all([
    run(notes),
    run(join(folder, 'none.gguf')),
    run(first),
    run(),
    run(notes, notes),
    run(notes, '--vram', 'much'),
    run(notes, '--what'),
  ])
  expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 2, 2, 2, 2])
  for (const { stdout, stderr } of answers) {
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^[^\n]+\n$/)
  }
  expect(answers[0]?.stderr).toContain('not a GGUF model')
  expect(answers[2]?.stderr).toContain('split-00002-of-00002.gguf')
  expect(answers[5]?.stderr).toContain('6GiB')
})

test('has a help', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--vram SIZE') })
})
