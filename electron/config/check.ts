import { DEFAULT_SETTINGS, KiraError, type Settings, settingsSchema } from '../contract/index.ts'
import { expectedAt, settingNames } from './expected.ts'
import { isJsonObject, type JsonObject, mergeSettings, valueAt, without } from './merge.ts'

/** The settings in a document: what is wrong takes its default and is named; what is unknown is passed over. */
export function checkSettings(document: JsonObject): { settings: Settings; problems: KiraError[] } {
  const result = settingsSchema.safeParse(document)
  if (result.success) return { settings: result.data, problems: [] }
  const paths = result.error.issues.map((issue) => issue.path)
  const good = paths.reduce(without, document)
  return { settings: settingsSchema.parse(good), problems: paths.map((path) => invalid(path, document)) }
}

/**
 * The settings after a change that comes from outside, and the change itself.
 * @throws KiraError `SETTING_INVALID` for the first setting that is unknown or wrong
 */
export function mustBeSettings(settings: Settings, patch: unknown): { settings: Settings; patch: JsonObject } {
  if (!isJsonObject(patch)) throw invalid([], patch)
  mustBeKnown(patch, DEFAULT_SETTINGS, [])
  const merged = mergeSettings(settings, patch)
  const result = settingsSchema.safeParse(merged)
  if (!result.success) throw invalid(result.error.issues[0]?.path ?? [], merged)
  return { settings: result.data, patch }
}

/** Every setting has a default, so the defaults know every name. */
function mustBeKnown(patch: JsonObject, known: JsonObject, path: readonly string[]): void {
  for (const [key, value] of Object.entries(patch)) {
    const here = [...path, key]
    if (!Object.hasOwn(known, key)) {
      throw new KiraError('SETTING_INVALID', {
        setting: here.join('.'),
        value: show(value),
        expected: settingNames(path, known),
      })
    }
    const inner = known[key]
    if (isJsonObject(inner) && isJsonObject(value)) mustBeKnown(value, inner, here)
  }
}

function invalid(path: readonly PropertyKey[], document: unknown): KiraError {
  return new KiraError('SETTING_INVALID', {
    setting: path.join('.'),
    value: show(valueAt(document, path)),
    expected: expectedAt(path),
  })
}

/** A value as it stands in the file, cut where it is long. */
function show(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value)
  return json.length <= 80 ? json : `${json.slice(0, 79)}…`
}
