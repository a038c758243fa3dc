import { z } from 'zod'
import { settingsSchema } from '../contract/index.ts'

/** What of a JSON schema the settings use. */
interface Shape {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
}

/**
 * What a setting takes, in signs that need no translation: `"auto" | "en" | "fr"`, `0 … 2`, `true | false`,
 * `512, 513 … 131072 | null`.
 */
export function expectedAt(path: readonly PropertyKey[]): string {
  const whole = z.toJSONSchema(settingsSchema, { io: 'input' }) as Shape
  const shape = path.reduce<Shape | undefined>((inner, key) => inner?.properties?.[String(key)], whole)
  return shape ? notation(shape) : '…'
}

/** The names of the settings in a section: `reply.temperature | reply.maxTokens`. */
export function settingNames(path: readonly string[], section: Readonly<Record<string, unknown>>): string {
  return Object.keys(section)
    .map((key) => [...path, key].join('.'))
    .join(' | ')
}

function notation(shape: Shape): string {
  if (shape.anyOf) return shape.anyOf.map(notation).join(' | ')
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' | ')
  const { type, minimum = '', maximum = '' } = shape
  if (type === 'boolean') return 'true | false'
  if (type === 'number') return `${minimum} … ${maximum}`
  if (type === 'integer') return `${minimum}, ${Number(minimum) + 1} … ${maximum}`
  if (type === 'object') return `{ ${Object.keys(shape.properties ?? {}).join(', ')} }`
  if (type === 'string') return '"…"'
  return String(type)
}
