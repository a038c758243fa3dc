/** What a JSON file may hold at its top. Its values are unknown until they are checked. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * `base` with the values of `patch`: objects are merged, everything else is replaced, `undefined` changes nothing.
 * Both are left as they are. Keys are taken over as plain data, so that `__proto__` is a key like any other.
 */
export function mergeSettings(base: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue
    const old = merged.get(key)
    merged.set(key, isJsonObject(value) ? mergeSettings(isJsonObject(old) ? old : {}, value) : value)
  }
  return Object.fromEntries(merged)
}

/** `base` without the value at `path`. */
export function without(base: JsonObject, [key, ...rest]: readonly PropertyKey[]): JsonObject {
  const entries = Object.entries(base).flatMap(([name, value]): [string, unknown][] => {
    if (name !== key) return [[name, value]]
    return rest.length > 0 && isJsonObject(value) ? [[name, without(value, rest)]] : []
  })
  return Object.fromEntries(entries)
}

/** The value at `path`, or undefined. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isJsonObject(inner) && Object.hasOwn(inner, key) ? inner[String(key)] : undefined),
    value,
  )
}
