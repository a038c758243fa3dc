import { availableParallelism, freemem, totalmem } from 'node:os'
import type { Machine } from '../../electron/contract/index.ts'

/** Bytes of a machine that is only thought of; undefined is this one's. */
export interface GivenMemory {
  readonly vram: number | undefined
  readonly ram: number | undefined
}

const UNITS: Record<string, number> = { mib: 2 ** 20, gib: 2 ** 30, mb: 1e6, gb: 1e9 }

/** What a desktop leaves free of a card, and a day's work of RAM, where only their sizes are told. */
const [FREE_VRAM, FREE_RAM] = [0.9, 0.75]

/** `6GiB` and `512 MB` in bytes. @throws Error with `complaint` */
export function readBytes(size: string, complaint: string): number {
  const [, number = '', unit = 'GiB'] = /^(\d+(?:\.\d+)?)\s*([mg]i?b)?$/i.exec(size.trim()) ?? []
  const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN)
  if (number === '' || !Number.isSafeInteger(Math.floor(bytes))) throw new Error(`${complaint} ${size}`)
  return Math.floor(bytes)
}

/** This machine, with as much memory as is given. llama.cpp is asked for it only where no graphics memory is. */
export async function machineOf({ vram, ram }: GivenMemory): Promise<Machine> {
  const machine = vram === undefined ? await probeThisOne() : { ...withoutGpu(), gpu: cardOf(vram) }
  return ram === undefined ? machine : { ...machine, ramTotal: ram, ramFree: Math.floor(ram * FREE_RAM) }
}

async function probeThisOne(): Promise<Machine> {
  // Native code takes its time to load, and a machine that is given needs none.
  const [{ startLlama }, { probeMachine }] = await Promise.all([
    import('../../electron/llm/local/llama.ts'),
    import('../../electron/llm/local/machine.ts'),
  ])
  const { llama } = await startLlama(true, () => {})
  try {
    return await probeMachine(llama)
  } finally {
    await llama.dispose()
  }
}

function withoutGpu(): Machine {
  return { gpu: null, ramTotal: totalmem(), ramFree: freemem(), cores: availableParallelism() }
}

function cardOf(vramTotal: number): Machine['gpu'] {
  if (vramTotal === 0) return null
  const vramFree = Math.floor(vramTotal * FREE_VRAM)
  return { backend: 'cuda', names: [], vramTotal, vramFree, unified: false, driver: '' }
}
