import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { availableParallelism, freemem, release, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { Llama } from 'node-llama-cpp'
import type { Machine } from '../../contract/index.ts'

/** What is looked at of llama.cpp. */
export type ProbedLlama = Pick<Llama, 'gpu' | 'cpuMathCores' | 'getVramState' | 'getRamState' | 'getGpuDeviceNames'>

/** Milliseconds. A driver that is asked for its version and doesn't answer is not worth the wait. */
const PATIENCE = 2000

/** Looks at the machine, in the model's process: what its GPU has free is told with llama.cpp already on it. */
export async function probeMachine(llama: ProbedLlama): Promise<Machine> {
  const [gpu, ramFree] = await Promise.all([probeGpu(llama), freeRam(llama)])
  const ramTotal = Math.min(totalmem(), limitOfProcess())
  return { gpu, ramTotal, ramFree: Math.min(ramFree, ramTotal), cores: llama.cpuMathCores || availableParallelism() }
}

async function probeGpu(llama: ProbedLlama): Promise<Machine['gpu']> {
  if (llama.gpu === false) return null
  const [{ total, free, unifiedSize }, names] = await Promise.all([llama.getVramState(), llama.getGpuDeviceNames()])
  // A software renderer has no memory of its own; nor has a card that went to sleep.
  if (total === 0) return null
  const driver = await driverOf(llama.gpu)
  return { backend: llama.gpu, names, vramTotal: total, vramFree: free, unified: unifiedSize > 0, driver }
}

/** The version of NVIDIA's driver, where it is that; of others, the system's says when they may have changed. */
async function driverOf(backend: 'cuda' | 'vulkan' | 'metal'): Promise<string> {
  const nvidia = backend === 'metal' ? null : ((await driverInProc()) ?? (await driverFromTool()))
  return nvidia ?? release()
}

async function driverInProc(): Promise<string | null> {
  return versionIn(await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => ''))
}

async function driverFromTool(): Promise<string | null> {
  const question = ['--query-gpu=driver_version', '--format=csv,noheader']
  const said = await promisify(execFile)('nvidia-smi', question, { timeout: PATIENCE, windowsHide: true }).catch(
    () => null,
  )
  return versionIn(said?.stdout ?? '')
}

/** The first that looks like a version of NVIDIA's driver, such as `550.54.14`. */
export function versionIn(said: string): string | null {
  return /\b\d{3}\.\d+(\.\d+)*\b/.exec(said)?.[0] ?? null
}

/** What programs can still have, in bytes: files that the system only keeps at hand give way. */
async function freeRam(llama: ProbedLlama): Promise<number> {
  if (process.platform === 'linux') {
    const said = await readFile('/proc/meminfo', 'utf8').catch(() => '')
    const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(said)?.[1]
    return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024
  }
  // On macOS, Node counts what holds nothing at all.
  if (process.platform === 'darwin') return Math.max(freemem(), (await llama.getRamState()).free)
  return freemem()
}

/** What a container lets this process have; endless where nobody limits it. */
function limitOfProcess(): number {
  return process.constrainedMemory() || Infinity
}
