import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { endOnSignals } from '../../electron/app/end-on-signals.ts'

function listen(end: () => Promise<void>) {
  const signals = new EventEmitter()
  const exits: number[] = []
  const time = { now: 0 }
  endOnSignals(end, { exit: (code) => exits.push(code), clock: () => time.now, signals })
  return { signals, exits, time }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends everything, once, and the process with it', async (signal) => {
  let ends = 0
  const { signals, exits } = listen(async () => void ends++)
  signals.emit(signal)
  signals.emit(signal) // the same Ctrl-C, passed on by npm
  await settled()
  expect({ ends, exits }).toEqual({ ends: 1, exits: [0] })
})

test('a second Ctrl-C does not wait', async () => {
  const { signals, exits, time } = listen(() => new Promise(() => {}))
  signals.emit('SIGINT')
  time.now = 400
  signals.emit('SIGINT')
  expect(exits).toEqual([])
  time.now = 2000
  signals.emit('SIGINT')
  expect(exits).toEqual([1])
})

test('an end that fails is a failure', async () => {
  const { signals, exits } = listen(() => Promise.reject(new Error('the disk')))
  signals.emit('SIGTERM')
  await settled()
  expect(exits).toEqual([1])
})
