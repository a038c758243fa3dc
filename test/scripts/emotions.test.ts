import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import { EKMAN_LABELS } from '../../electron/emotion/classifier/classification.ts'
import { jsonLines } from '../../scripts/lib/emotion-lines.ts'

const root = join(import.meta.dirname, '../..')

/** `npm run emotions`, with the options that are given. */
function start(...options: string[]) {
  return spawn(process.execPath, ['scripts/emotions.ts', ...options], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

async function run(input: string | Uint8Array, ...options: string[]) {
  const child = start(...options)
  child.stdin.on('error', () => {}) // One that refuses its options reads nothing.
  child.stdin.end(input)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const lines = stdout.split('\n').slice(0, -1)
  return { stdout, stderr, code, lines }
}

async function nextLine(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<string> {
  const [bytes] = await once(child.stdout, 'data')
  return String(bytes)
}

describe('npm run emotions', () => {
  test('says of each line what is felt, in either language, whatever ends it', async () => {
    const { lines, stderr, code } = await run('I am so happy!\r\n\nje suis triste\nIt is noon')
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const read = lines.map((line) => JSON.parse(line))
    expect(read.map(({ label }) => label)).toEqual(['happy', 'neutral', 'sad', 'neutral'])
    for (const { label, labels, scores, valence, arousal } of read) {
      expect(labels[0]).toBe(label)
      expect(Object.keys(scores).sort()).toEqual([...EMOTIONS].sort())
      for (const score of Object.values<number>(scores)) expect(score >= 0 && score <= 1).toBe(true)
      expect(Math.abs(valence) <= 1 && Math.abs(arousal) <= 1).toBe(true)
    }
    expect(read[0].valence).toBeGreaterThan(0)
    expect(read[2].valence).toBeLessThan(0)
  })

  test('uses Ekman’s labels where it is told to', async () => {
    const { lines } = await run('I am so happy!\n', '--labels', 'ekman', '--lang', 'en')
    const { label, scores } = JSON.parse(lines[0] ?? '')
    expect(label).toBe('joy')
    expect(Object.keys(scores).sort()).toEqual([...EKMAN_LABELS].sort())
  })

  test('answers a line before the next one is there', async () => {
    const child = start('--lang', 'fr')
    for (const [line, label] of [
      ['je suis triste', 'sad'],
      ['je suis si heureuse', 'happy'],
    ]) {
      child.stdin.write(`${line}\n`)
      expect(JSON.parse(await nextLine(child)).label).toBe(label)
    }
    child.stdin.end()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  test('ends quietly where nobody reads any more', async () => {
    const child = start()
    child.stdin.on('error', () => {})
    const complaints = text(child.stderr)
    const feeding = setInterval(() => child.stdin.write('I am sad\n'.repeat(1000)), 5)
    await nextLine(child)
    child.stdout.destroy()
    const [code] = await once(child, 'exit')
    clearInterval(feeding)
    expect({ code, complaints: await complaints }).toEqual({ code: 0, complaints: '' })
  })

  test.each([
    [['--labels', 'plutchik'], /--labels can’t be “plutchik”.*kira, ekman/],
    [['--lang', 'de'], /--lang can’t be “de”.*en, fr, auto/],
    [['--wat'], /--wat/],
    [['hello'], /hello/],
  ])('refuses %j', async (options, reason) => {
    const { stdout, stderr, code } = await run('I am sad\n', ...options)
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 })
    expect(stderr).toMatch(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('explains itself', async () => {
    const { stdout, code } = await run('', '--help')
    expect(code).toBe(0)
    for (const word of ['--labels', 'ekman', '--lang', 'auto', 'valence']) expect(stdout).toContain(word)
  })
})

describe('lines', () => {
  async function linesOf(...chunks: Uint8Array[]): Promise<string[]> {
    async function* bytes() {
      yield* chunks
    }
    const lines: string[] = []
    for await (const json of jsonLines(bytes(), (line) => ({ line }))) {
      expect(json.indexOf('\n')).toBe(json.length - 1)
      lines.push(JSON.parse(json).line)
    }
    return lines
  }
  const utf8 = (input: string) => new TextEncoder().encode(input)

  test('end with LF or CRLF, and with nothing else', async () => {
    expect(await linesOf(utf8('a\u2028b\u2029c\u0085d\re\vf\n\r\ng\r\n'))).toEqual([
      'a\u2028b\u2029c\u0085d\re\vf',
      '',
      'g',
    ])
    expect(await linesOf()).toEqual([])
    expect(await linesOf(utf8('\n'))).toEqual([''])
    expect(await linesOf(utf8('no end'))).toEqual(['no end'])
  })

  test('may be long, and may hold bytes that are no UTF-8', async () => {
    const long = 'sad '.repeat(25_000)
    expect(await linesOf(utf8(`${long}\n${long}`))).toEqual([long, long])
    expect(await linesOf(Uint8Array.of(0x61, 0xff, 0x0a, 0xc3))).toEqual(['a\ufffd', '\ufffd'])
  })

  test('are the same however the bytes are cut', async () => {
    const part = fc.constantFrom('a', 'é', '😊', '\n', '\r\n', '\r', '\u2028', '')
    await fc.assert(
      fc.asyncProperty(fc.array(part), fc.array(fc.nat(60)), async (parts, cuts) => {
        const bytes = utf8(parts.join(''))
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(await linesOf(...chunks)).toEqual(await linesOf(bytes))
      }),
    )
  })
})
