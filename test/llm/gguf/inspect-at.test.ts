import { mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inspectModel, inspectModelAt } from '../../../electron/llm/gguf/inspect.ts'
import { writeShapedModel, writeSplitModel, ZEPHYR_7B } from '../shaped-model.ts'

let folder: string
let origin: string
/** Bytes that were asked for. */
let asked: number
let answer: (request: IncomingMessage, response: ServerResponse) => void
const server = createServer((request, response) => answer(request, response))

/** Serves the files of the folder, in ranges. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const path = join(folder, basename(decodeURIComponent(new URL(request.url ?? '', origin).pathname)))
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return void response.writeHead(404).end()
  const [start = 0, last = 0] = (request.headers.range ?? '').replace('bytes=', '').split('-').map(Number)
  const end = Math.min(size, last + 1)
  asked += end - start
  const bytes = Buffer.alloc(end - start)
  readSync(openSync(path, 'r'), bytes, 0, bytes.length, start)
  response.writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${size}`, 'content-length': bytes.length })
  response.end(bytes)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kira-inspect-at-'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  asked = 0
  answer = serve
})

test('of a model of 5 GB on a server, no more than its header is fetched', async () => {
  writeShapedModel(join(folder, 'zephyr.gguf'), ZEPHYR_7B)
  const there = await inspectModelAt(`${origin}/models/zephyr.gguf?download=true`, fetch)
  const here = inspectModel(join(folder, 'zephyr.gguf'))
  expect(there.shape).toEqual({
    ...here.shape,
    facts: { ...here.shape.facts, path: expect.any(String), file: expect.any(String) },
  })
  expect(there.shape.facts.file).toBe('zephyr.gguf')
  expect(asked).toBeLessThan(4e6)
})

test('a model in several files is found there as well', async () => {
  const form = { blocks: 4, width: 256, heads: 4, kvHeads: 2, feedForward: 512, vocabulary: 300 }
  const [first = '', second = ''] = writeSplitModel(folder, 'a model', 2, form)
  const at = `${origin}/x/${encodeURIComponent(basename(second))}`
  const { facts } = (await inspectModelAt(at, fetch)).shape
  expect(facts).toMatchObject({ parts: 2, file: basename(first), sizeBytes: inspectModel(first).shape.facts.sizeBytes })
  rmSync(first)
  await expect(inspectModelAt(at, fetch)).rejects.toMatchObject({
    code: 'MODEL_PART_MISSING',
    data: { part: 'a model-00001-of-00002.gguf' },
  })
})

test('a server that knows no ranges is left as soon as the header is there', async () => {
  writeShapedModel(join(folder, 'whole.gguf'), ZEPHYR_7B)
  const { size } = statSync(join(folder, 'whole.gguf'))
  const start = Buffer.alloc(8e6)
  readSync(openSync(join(folder, 'whole.gguf'), 'r'), start, 0, start.length, 0)
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': size })
    response.write(start)
  }
  const { facts } = (await inspectModelAt(`${origin}/whole.gguf`, fetch)).shape
  expect(facts).toMatchObject({ name: 'Zephyr 7B Beta', sizeBytes: size })
})

test('what is not there, is no model, or doesn’t answer', async () => {
  const code = (url: string) =>
    inspectModelAt(url, fetch).then(
      () => 'none',
      (error: { code: string }) => error.code,
    )
  expect(await code(`${origin}/none.gguf`)).toBe('MODEL_NOT_FOUND')
  expect(await code('http://127.0.0.1:9/none.gguf')).toBe('MODEL_UNREACHABLE')
  expect(await code('not an address')).toBe('MODEL_UNREACHABLE')
  answer = (_, response) => response.writeHead(503).end()
  expect(await code(`${origin}/busy.gguf`)).toBe('MODEL_UNREACHABLE')
  answer = (_, response) => response.end('<!doctype html>')
  expect(await code(`${origin}/page.gguf`)).toBe('MODEL_NOT_GGUF')
  answer = ({ headers }, response) =>
    response.writeHead(206, { 'content-range': 'bytes 0-3/9999' }).end(headers.range?.includes('=0-') ? 'GGUF' : '')
  expect(await code(`${origin}/short.gguf`)).toBe('MODEL_TRUNCATED')
})
