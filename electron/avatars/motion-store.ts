import { z } from 'zod'
import { type MotionInfo, motionInfoSchema } from '../contract/index.ts'
import { checkMotion } from './check/check-motion.ts'
import { MAX_MOTION_BYTES } from './check/limits.ts'
import { mustBeSmall } from './must-be-small.ts'
import { fileName, nameWithoutEnding } from './names.ts'
import type { Motions } from './port.ts'
import { idOf, openShelf } from './shelf.ts'

const keptSchema = z.object({ info: motionInfoSchema, addedAt: z.number() })

/** Opens the movements of a data folder, which need not have any. `clock`: milliseconds since the Unix epoch. */
export async function openMotions(options: {
  readonly folder: string
  readonly clock: () => number
}): Promise<Motions> {
  const { folder, clock } = options
  const shelf = await openShelf({
    folder,
    extensions: ['vrma', 'fbx'],
    schema: keptSchema,
    clock,
    label: ({ id, bytes, name, addedAt }) => ({ info: infoOf(id, bytes, id, name), addedAt }),
  })
  return {
    problems: shelf.problems,
    list: () => shelf.labels().map(({ info }) => info),
    async add({ name, bytes }) {
      mustBeSmall(bytes.length, MAX_MOTION_BYTES, name)
      const id = idOf(bytes)
      const info = infoOf(id, bytes, fileName(name), nameWithoutEnding(name))
      const kept = shelf.find(id) ?? { info, addedAt: clock() }
      await shelf.put(kept, { bytes, extension: info.kind })
      return kept.info
    },
    remove: shelf.remove,
  }
}

function infoOf(id: string, bytes: Uint8Array, file: string, name: string): MotionInfo {
  const { kind } = checkMotion(bytes, file)
  return { id, name, kind, bytes: bytes.length, url: `/motions/${id}.${kind}` }
}
