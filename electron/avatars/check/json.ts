import { damaged, mustBeAtMost } from './gltf.ts'
import { MAX_JSON_DEPTH, MAX_JSON_VALUES } from './limits.ts'

/**
 * Parses a JSON object, once it is known that it is neither too deep nor has too many values to be held.
 * @throws KiraError `AVATAR_DAMAGED`, `AVATAR_TOO_COMPLEX`
 */
export function parseJsonObject(text: string, file: string): Readonly<Record<string, unknown>> {
  mustBeBounded(text, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw damaged({ file }, 'JSON', error)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged({ file }, 'JSON')
  return value as Record<string, unknown>
}

function mustBeBounded(text: string, file: string): void {
  let depth = 0
  let deepest = 0
  let values = 1
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    if (quoted) {
      if (sign === 0x5c)
        i++ // \
      else if (sign === 0x22) quoted = false
    } else if (sign === 0x22) quoted = true
    else if (sign === 0x2c)
      values++ // ,
    else if (sign === 0x7b || sign === 0x5b) {
      values++
      depth++
      if (depth > deepest) deepest = depth
    } else if (sign === 0x7d || sign === 0x5d) depth--
  }
  mustBeAtMost(MAX_JSON_DEPTH, { file }, 'JSON depth', deepest)
  mustBeAtMost(MAX_JSON_VALUES, { file }, 'JSON values', values)
}
