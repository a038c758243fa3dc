import { z } from 'zod'

/**
 * What Kira can feel. The first six are VRM 1.0 expression presets (VRMC_vrm-1.0, `expressions.preset`);
 * fear and disgust have no preset and are rendered as blends or custom expressions.
 */
export const EMOTIONS = ['neutral', 'happy', 'relaxed', 'sad', 'angry', 'surprised', 'fear', 'disgust'] as const

export const emotionSchema = z.enum(EMOTIONS)
export type Emotion = z.infer<typeof emotionSchema>

/** How strongly an emotion is felt: 0 is not at all, 1 as strongly as can be. */
export const intensitySchema = z.number().min(0).max(1)

/** The intensity where nothing tells it. */
export const MODERATE_INTENSITY = 0.6

/** An emotion, and how strongly it is felt. */
export const feltSchema = z.object({ emotion: emotionSchema, intensity: intensitySchema })
export type Felt = Readonly<z.infer<typeof feltSchema>>

/** What is felt where nothing tells it. */
export const NEUTRAL: Felt = { emotion: 'neutral', intensity: MODERATE_INTENSITY }

/** Whether two look the same on a face. */
export function feelsSame(a: Felt | undefined, b: Felt): boolean {
  return a?.emotion === b.emotion && a.intensity === b.intensity
}

/** A stretch of a reply that is said with one face. Concatenated, the segments of a reply are its text. */
export const segmentSchema = z.object({ text: z.string(), ...feltSchema.shape })
export type Segment = z.infer<typeof segmentSchema>

/** The segments with a piece more, which joins the last one where it is felt the same. */
export function appendSegment(segments: readonly Segment[], piece: Segment): Segment[] {
  const last = segments.at(-1)
  if (!last || !feelsSame(last, piece)) return [...segments, piece]
  return segments.with(-1, { ...last, text: last.text + piece.text })
}
