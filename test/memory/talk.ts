import { NEUTRAL } from '../../electron/contract/index.ts'
import type { Memory } from '../../electron/memory/port.ts'

/** The user says something in a session. */
export function say(memory: Memory, sessionId: string, text: string) {
  return memory.addUserMessage({ sessionId, text, ...NEUTRAL })
}

/** Kira says something, from beginning to end. */
export function answer(memory: Memory, sessionId: string, text: string, replaces: string | null = null) {
  const reply = memory.beginReply({ sessionId, replaces })
  if (text) memory.appendToReply(reply.id, { text, emotion: 'happy', intensity: 0.6 })
  return memory.endReply(reply.id, {
    status: 'complete',
    emotion: 'happy',
    intensity: 0.6,
    promptText: `[happy] ${text}`,
    model: 'test.gguf',
    tokens: { prompt: 10, reused: 0, completion: 5 },
  })
}

/** What is recalled for a text, as texts. */
export function recalledTexts(memory: Memory, text: string, limit = 5): string[] {
  return memory.recall({ text, except: new Set(), limit }).map((line) => line.text)
}
