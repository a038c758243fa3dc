import { avatarProfileSchema, EMOTIONS, type EmotionChoices, KiraError } from '../../../electron/contract/index.ts'

/** Far more than any profile takes. */
const MOST_BYTES = 1_000_000

/** What a file chooses for a face. */
export interface ReadChoices {
  readonly choices: EmotionChoices
  /** Expressions that the file chooses and this avatar doesn't offer; what they were chosen for stays as proposed. */
  readonly missing: readonly string[]
}

/**
 * Reads the choices of an exported profile, for an avatar that offers these expressions: that of another avatar may have
 * some in common with it. Throws `FACE_FILE_UNREADABLE`.
 */
export async function readChoices(file: File, offered: readonly string[]): Promise<ReadChoices> {
  const found = (await readProfile(file)).choices
  const choices: EmotionChoices = {}
  const missing = new Set<string>()
  for (const emotion of EMOTIONS) {
    const choice = found[emotion]
    if (!choice || emotion === 'neutral') continue
    if (choice.expression && !offered.includes(choice.expression)) missing.add(choice.expression)
    else choices[emotion] = choice
  }
  return { choices, missing: [...missing] }
}

async function readProfile(file: File) {
  try {
    if (file.size > MOST_BYTES) throw new Error(`It has ${file.size} bytes.`)
    return avatarProfileSchema.parse(JSON.parse(await file.text()))
  } catch (error) {
    throw new KiraError('FACE_FILE_UNREADABLE', { file: file.name }, { cause: error })
  }
}
