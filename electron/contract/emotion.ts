import { z } from 'zod'

/**
 * What Kira can feel. The first six are VRM 1.0 expression presets (VRMC_vrm-1.0, `expressions.preset`);
 * fear and disgust have no preset and are rendered as blends or custom expressions.
 */
export const EMOTIONS = ['neutral', 'happy', 'relaxed', 'sad', 'angry', 'surprised', 'fear', 'disgust'] as const

export const emotionSchema = z.enum(EMOTIONS)
export type Emotion = z.infer<typeof emotionSchema>

/** A stretch of a reply that is said with one face. Concatenated, the segments of a reply are its text. */
export const segmentSchema = z.object({ text: z.string(), emotion: emotionSchema })
export type Segment = z.infer<typeof segmentSchema>
