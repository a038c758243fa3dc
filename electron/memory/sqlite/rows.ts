import {
  type Emotion,
  type Message,
  type MessageStatus,
  MODERATE_INTENSITY,
  type RecalledLine,
  type Segment,
  type TokenCounts,
} from '../../contract/index.ts'
import { joinSegments, textOf } from '../segments.ts'
import { readText, type StoredText } from './text.ts'

/** A message as it lies in the database. */
export interface MessageRow {
  readonly seq: number
  readonly id: string
  readonly session_id: string
  readonly role: 'user' | 'assistant'
  readonly text: StoredText
  readonly prompt_text: StoredText | null
  readonly segments: string
  readonly emotion: Emotion
  readonly intensity: number | null
  readonly status: MessageStatus
  readonly created_at: number
  readonly model: string | null
  readonly tokens: string | null
  readonly recalled: string
}

export interface PieceRow {
  readonly text: StoredText
  readonly emotion: Emotion
  readonly intensity: number | null
}

/** As it lies in a message: those of old have no intensity. */
type StoredSegment = Omit<Segment, 'intensity'> & Partial<Segment>

/** `pieces`: what has been said so far, for a reply that is still streaming. */
export function toMessage(row: MessageRow, pieces: readonly PieceRow[]): Message {
  const segments = pieces.length > 0 ? toSegments(pieces) : readSegments(row.segments)
  return {
    id: row.id,
    sessionId: row.session_id,
    role: row.role,
    text: pieces.length > 0 ? textOf(segments) : readText(row.text),
    segments,
    emotion: row.emotion,
    intensity: row.intensity ?? MODERATE_INTENSITY,
    status: row.status,
    createdAt: row.created_at,
    model: row.model,
    tokens: row.tokens === null ? null : (JSON.parse(row.tokens) as TokenCounts),
    recalled: JSON.parse(row.recalled) as RecalledLine[],
  }
}

export function toSegments(pieces: readonly PieceRow[]): Segment[] {
  return joinSegments(
    pieces.map(({ text, emotion, intensity }) => ({
      text: readText(text),
      emotion,
      intensity: intensity ?? MODERATE_INTENSITY,
    })),
  )
}

function readSegments(json: string): Segment[] {
  return (JSON.parse(json) as StoredSegment[]).map((segment) => ({ intensity: MODERATE_INTENSITY, ...segment }))
}
