import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { watchFullScreen } from '../../electron/desktop/full-screen.ts'
import { type LinesOf, linesOf } from '../../electron/desktop/lines-of.ts'
import { restOnFullScreen } from '../../electron/desktop/rest-on-full-screen.ts'
import { createInMemoryModel } from '../../electron/llm/in-memory.ts'

const OWN = 4711

/** Programs that a test speaks for, by what they were started with. */
function watch(platform: NodeJS.Platform) {
  const programs = new Map<string, (line: string) => void>()
  const ended: string[] = []
  const told: boolean[] = []
  const fakeLines: LinesOf = (command, args, onLine) => {
    const name = [command, ...args].join(' ')
    programs.set(name, onLine)
    return () => {
      programs.delete(name)
      ended.push(name)
    }
  }
  const stop = watchFullScreen({ platform, linesOf: fakeLines, ownPid: OWN, onChange: (on) => told.push(on) })
  /** Prints a line as the one program whose command holds `part`. */
  function print(part: string, line: string): void {
    const [program] = [...programs].filter(([name]) => name.includes(part)).map(([, onLine]) => onLine)
    if (program === undefined) throw new Error(`nothing runs with ${part}`)
    program(line)
  }
  return { print, told, ended, stop, running: () => [...programs.keys()] }
}

describe('on X11', () => {
  const active = (id: string) => `_NET_ACTIVE_WINDOW(WINDOW): window id # ${id}`

  test('a game that fills the screen is seen, and that it no longer does', () => {
    const { print, told, running } = watch('linux')
    print('-root', active('0x3e00007'))
    print('0x3e00007', '_NET_WM_PID(CARDINAL) = 99')
    print('0x3e00007', '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FOCUSED')
    expect(told).toEqual([])
    print('0x3e00007', '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN, _NET_WM_STATE_FOCUSED')
    expect(told).toEqual([true])
    print('-root', active('0x3e00007, 0x0'))
    expect(told).toEqual([true])
    print('0x3e00007', '_NET_WM_STATE:  not found.')
    expect(told).toEqual([true, false])

    print('0x3e00007', '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN')
    print('-root', active('0x4a00001'))
    expect(running()).toHaveLength(2)
    print('0x4a00001', '_NET_WM_PID:  not found.')
    print('0x4a00001', '_NET_WM_STATE(ATOM) = ')
    expect(told).toEqual([true, false, true, false])
  })

  test('Kira’s own windows are no game, and no window is none', () => {
    const { print, told } = watch('linux')
    print('-root', active('0x1'))
    print('0x1', `_NET_WM_PID(CARDINAL) = ${OWN}`)
    print('0x1', '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN')
    expect(told).toEqual([])
    print('-root', active('0x2'))
    print('0x2', '_NET_WM_PID(CARDINAL) = 99')
    print('0x2', '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN')
    print('-root', active('0x0'))
    expect(told).toEqual([true, false])
  })

  test('no program is left behind', () => {
    const { print, stop, running } = watch('linux')
    print('-root', active('0x1'))
    stop()
    expect(running()).toEqual([])
  })
})

test('on Windows, the system is asked, in one process', () => {
  const { print, told, running, stop } = watch('win32')
  for (const state of ['5', '3\r', '3', '2', '7', '5']) print('SHQueryUserNotificationState', state)
  expect(told).toEqual([true, false])
  expect(running()).toHaveLength(1)
  stop()
  expect(running()).toEqual([])
})

test('on macOS nothing is started, and nothing told', () => {
  const { running, told, stop } = watch('darwin')
  stop()
  expect([running(), told]).toEqual([[], []])
})

describe.skipIf(process.platform === 'win32')('real programs', () => {
  let folder: string | undefined
  afterEach(() => folder && rmSync(folder, { recursive: true }))

  test('hand over their lines until they are left; one that is not installed has none', async () => {
    folder = mkdtempSync(join(tmpdir(), 'kira-lines-'))
    const program = join(folder, 'program')
    writeFileSync(program, '#!/bin/sh\necho "one $1"\necho two\nexec sleep 100\n')
    chmodSync(program, 0o700)
    const lines: string[] = []
    const leave = linesOf(program, ['argument'], (line) => lines.push(line))
    const none = linesOf(join(folder, 'missing'), [], (line) => lines.push(line))
    await vi.waitFor(() => expect(lines).toEqual(['one argument', 'two']))
    leave()
    none()
  })
})

describe('the model', () => {
  function setUp() {
    const model = createInMemoryModel()
    let tell: ((fullScreen: boolean) => void) | undefined
    const rest = restOnFullScreen({
      model,
      watch(onChange) {
        tell = onChange
        return () => {
          tell = undefined
        }
      },
    })
    const fills = async (fullScreen: boolean) => {
      tell?.(fullScreen)
      await new Promise(setImmediate)
    }
    return { model, rest, fills, isWatching: () => tell !== undefined }
  }

  test('rests while a program fills the screen, and comes back', async () => {
    const { model, rest, fills } = setUp()
    await model.load()
    rest.follow(true)
    await fills(true)
    expect(model.state).toEqual({ phase: 'resting', why: 'full-screen' })
    await fills(false)
    expect(model.state.phase).toBe('ready')
  })

  test('is not sent to rest by what is over before it could', async () => {
    const { model, rest, fills } = setUp()
    await model.load()
    const phases: string[] = []
    model.onState(({ phase }) => phases.push(phase))
    rest.follow(true)
    await Promise.all([fills(true), fills(false)])
    expect(phases).toEqual([])
  })

  test('goes on resting where the user asked for it', async () => {
    const { model, rest, fills } = setUp()
    rest.follow(true)
    await model.rest('asked')
    await fills(false)
    expect(model.state).toEqual({ phase: 'resting', why: 'asked' })
  })

  test('is left alone where the user wants that, at once', async () => {
    const { model, rest, fills, isWatching } = setUp()
    rest.follow(false)
    expect(isWatching()).toBe(false)
    rest.follow(true)
    await fills(true)
    rest.follow(false)
    await new Promise(setImmediate)
    expect(isWatching()).toBe(false)
    expect(model.state.phase).toBe('ready')
    rest.follow(true)
    rest.leave()
    expect(isWatching()).toBe(false)
  })
})
