import type { Machine, Plan } from '../../contract/index.ts'

/** What a model may take, in bytes. */
export interface Budget {
  readonly vram: number
  readonly ram: number
  /** Whether both are one and the same memory, of which there is no more than `ram`. */
  readonly shared: boolean
}

/** Of all memory this much stays free, for drivers and windows that come and go; but no more than half of what is free. */
const MARGIN = 0.08
const MAX_MARGIN = 1024 ** 3

export function budgetOf({ machine, avatarBytes }: { machine: Machine; avatarBytes: number }): Budget {
  const { gpu, ramFree, ramTotal } = machine
  const shared = gpu?.unified === true
  const ram = Math.max(0, ramFree - margin(ramTotal, ramFree) - (shared ? avatarBytes : 0))
  const vram = gpu === null ? 0 : Math.max(0, gpu.vramFree - margin(gpu.vramTotal, gpu.vramFree) - avatarBytes)
  return { vram: shared ? Math.min(vram, ram) : vram, ram, shared }
}

export function fits({ vramBytes, ramBytes }: Plan, { vram, ram, shared }: Budget): boolean {
  return vramBytes <= vram && ramBytes + (shared ? vramBytes : 0) <= ram
}

function margin(total: number, free: number): number {
  return Math.min(total * MARGIN, MAX_MARGIN, free / 2)
}
