/** Calls back after so many milliseconds, unless the returned function is called first. */
export type After = (ms: number, work: () => void) => () => void

/** In real time. Never keeps the process alive. */
export const afterRealTime: After = (ms, work) => {
  const timer = setTimeout(work, ms).unref()
  return () => clearTimeout(timer)
}

/** Milliseconds in which a process has to start, and to look at the machine. */
export const PROBE_PATIENCE = 30_000
/** Milliseconds in which a stop has to be answered: a process does so at once, whatever its model is busy with. */
export const STOP_PATIENCE = 20_000
/** Milliseconds in which a process that is ended has to be gone. A driver that never returns may keep it. */
export const END_PATIENCE = 30_000

/** Bytes a millisecond. Where a file is mapped, all of it may be read before llama.cpp tells of any progress. */
const SLOWEST_DISK = 20_000
/** Milliseconds, beside the time that it takes to read the file. */
const [LOAD, REPLY] = [120_000, 60_000]

/**
 * Milliseconds in which a process has to get further with a load, and with a reply, of a model whose file has so many bytes.
 *
 * With a reply it gets further at each token, and at each batch of the prompt: 64 tokens on the processor, 512 with a graphics card
 * (engine.ts). For a batch each weight is read once, at worst from the disk, and there is time for that. Where the weights are in
 * memory, the same time is for calculating: 5 GB, which is 8 billion parameters at 4 bits, have five minutes. So a processor is
 * waited for that reads a prompt at a quarter of a token a second, and a card at two: with less nobody could talk.
 */
export function patienceFor(sizeBytes: number): { readonly load: number; readonly reply: number } {
  const toRead = sizeBytes / SLOWEST_DISK
  return { load: LOAD + toRead, reply: REPLY + toRead }
}

/** Waits for something that may never come. */
export interface Patience {
  /** From now on for so many milliseconds, whatever was left of an earlier wait. */
  wait(ms: number): void
  /** It came. */
  end(): void
}

/** A laptop that sleeps costs a wait one of so many parts, whatever its system's clocks make of the sleep. */
const PARTS = 10

/** @param onOver called where a wait was too long */
export function createPatience(after: After, onOver: () => void): Patience {
  let end = () => {}

  function waitParts(ms: number, parts: number): void {
    end = after(ms, () => (parts === 1 ? onOver() : waitParts(ms, parts - 1)))
  }

  return {
    wait(ms) {
      end()
      waitParts(ms / PARTS, PARTS)
    },
    end: () => end(),
  }
}
