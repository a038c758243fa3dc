import type { AvatarInfo, Emotion, EmotionLook } from '../../../electron/contract/index.ts'

/** How an emotion is shown, and what of it is seen. */
export interface EmotionReport extends EmotionLook {
  /** The expression that does most of it; null where none does. */
  readonly expression: string | null
  /** Of that expression, 0…1. */
  readonly weight: number
  /** Of her portrait, while the emotion shows entirely. */
  readonly changedPixels: number
  /** What is not as it was once the emotion is gone. */
  readonly residualPixels: number
}

export interface ExpressionReport {
  readonly name: string
  /** How many morphs, colours and textures it moves. */
  readonly binds: number
  /** Whether it is seen. */
  readonly effective: boolean
  readonly changedPixels: number
}

/** What an avatar's face can do. */
export interface FaceReport {
  readonly spec: AvatarInfo['spec']
  readonly expressions: readonly ExpressionReport[]
  readonly emotions: Readonly<Record<Emotion, EmotionReport>>
  /** Joints of hair and cloth that swing. */
  readonly springBones: number
}
