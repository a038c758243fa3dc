import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../../electron/app/log.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kira-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the log holds what happened, for the user alone', () => {
  const dataDir = temporaryFolder()
  openLog({ dataDir }).warn({ err: new Error('no luck') }, 'the model could not be loaded')
  const file = join(dataDir, 'logs', 'kira.log')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    level: 40,
    msg: 'the model could not be loaded',
    err: { message: 'no luck' },
  })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('it never holds what anybody said, nor what opens doors', () => {
  const dataDir = temporaryFolder()
  const log = openLog({ dataDir })
  const secret = 'a very private thought'
  const message = { id: 'm1', text: secret, segments: [{ text: secret }], recalled: [{ text: secret }] }
  log.info({ text: secret, token: secret }, 'flat')
  log.info({ message, session: { title: secret } }, 'nested')
  log.info({ messages: [message], request: { turns: [{ text: secret }], system: secret } }, 'in lists')
  log.info({ event: { type: 'message-added', message: { ...message, promptText: secret } } }, 'deep')
  const written = readFileSync(join(dataDir, 'logs', 'kira.log'), 'utf8')
  expect(written).not.toContain(secret)
  expect(written.match(/"m1"/g)).toHaveLength(3)
})

test('a large log makes way at the next start, and three are kept', () => {
  const dataDir = temporaryFolder()
  const folder = join(dataDir, 'logs')
  mkdirSync(folder)
  for (const run of ['first', 'second', 'third', 'fourth']) {
    openLog({ dataDir }).info(run)
    writeFileSync(join(folder, 'kira.log'), `${run}${' '.repeat(1024 * 1024)}`)
  }
  openLog({ dataDir }).info('fifth')
  expect(readdirSync(folder).sort()).toEqual(['kira.1.log', 'kira.2.log', 'kira.log'])
  expect(readFileSync(join(folder, 'kira.log'), 'utf8')).toContain('fifth')
  expect(readFileSync(join(folder, 'kira.1.log'), 'utf8')).toMatch(/^fourth/)
  expect(readFileSync(join(folder, 'kira.2.log'), 'utf8')).toMatch(/^third/)
})

test('where no log can be written, Kira runs all the same', () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'logs'), 'in the way')
  expect(() => openLog({ dataDir }).error('nobody hears this')).not.toThrow()
})
