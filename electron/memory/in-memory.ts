import { KiraError, type Message, NEUTRAL, type Session } from '../contract/index.ts'
import type { Memory, TalkSummary } from './port.ts'
import { rank } from './recall/rank.ts'
import { subjectWords, wordsOf } from './recall/words.ts'
import { joinSegments, textOf } from './segments.ts'
import { titleOf } from './title.ts'

interface Entry {
  message: Message
  promptText: string | null
  replaced: boolean
}

/** The port's twin that forgets everything when the process ends: for tests and demos. */
export function createInMemoryMemory(parts: { clock: () => number; newId: () => string }): Memory {
  const { clock, newId } = parts
  const sessions = new Map<string, Session>()
  const entries = new Map<string, Entry>()
  const summaries = new Map<string, TalkSummary>()
  let openId: string | undefined

  function session(id: string): Session {
    const found = sessions.get(id)
    if (!found) throw new KiraError('SESSION_NOT_FOUND', { id })
    return withEmotion(found)
  }

  function withEmotion(of: Session): Session {
    const said = [...entries.values()].filter(({ message, replaced }) => {
      const { sessionId, role, status, text } = message
      return sessionId === of.id && role === 'assistant' && status !== 'streaming' && text !== '' && !replaced
    })
    return { ...of, emotion: said.at(-1)?.message.emotion ?? null }
  }

  function entry(id: string): Entry {
    const found = entries.get(id)
    if (!found) throw new KiraError('REPLY_NOT_FOUND')
    return found
  }

  function streaming(id: string): Entry {
    const found = entry(id)
    if (found.message.status !== 'streaming') throw new KiraError('REPLY_NOT_FOUND')
    return found
  }

  /** What is shown of a session, oldest first. */
  function shown(sessionId: string): Entry[] {
    session(sessionId)
    return [...entries.values()].filter((e) => e.message.sessionId === sessionId && !e.replaced)
  }

  function add(message: Pick<Message, 'sessionId' | 'role' | 'text' | 'emotion' | 'intensity' | 'status'>): Message {
    const added: Message = {
      ...message,
      id: newId(),
      segments: [],
      createdAt: clock(),
      model: null,
      tokens: null,
      recalled: [],
    }
    entries.set(added.id, { message: added, promptText: null, replaced: false })
    return structuredClone(added)
  }

  function touch(sessionId: string, patch: Partial<Session> = {}): void {
    sessions.set(sessionId, { ...session(sessionId), updatedAt: clock(), ...patch })
  }

  return {
    openSession() {
      return openId ? session(openId) : this.sessions()[0]
    },
    markOpen(sessionId) {
      openId = session(sessionId).id
    },
    createSession() {
      const now = clock()
      const created: Session = { id: newId(), title: '', createdAt: now, updatedAt: now, emotion: null }
      sessions.set(created.id, created)
      return { ...created }
    },
    session,
    sessions() {
      const all = [...sessions.values()].reverse().map(withEmotion)
      return all.sort((a, b) => b.updatedAt - a.updatedAt)
    },

    messages({ sessionId, before, limit }) {
      const all = shown(sessionId)
      const ids = [...entries.keys()]
      const end = before === undefined ? ids.length : ids.indexOf(entry(before).message.id)
      const earlier = all.filter((e) => ids.indexOf(e.message.id) < end)
      const page = earlier.slice(Math.max(0, earlier.length - limit))
      return { messages: structuredClone(page.map((e) => e.message)), more: page.length < earlier.length }
    },
    message: (id) => structuredClone(entry(id).message),
    promptTurns(sessionId) {
      return shown(sessionId)
        .filter(({ message }) => message.status !== 'streaming' && (message.role === 'user' || message.text !== ''))
        .map(({ message, promptText }) => ({
          messageId: message.id,
          role: message.role,
          promptText: promptText ?? message.text,
        }))
    },
    summary(sessionId) {
      return summaries.get(session(sessionId).id)
    },
    keepSummary({ sessionId, text, until }) {
      session(sessionId)
      if (entry(until).message.sessionId !== sessionId) throw new KiraError('REPLY_NOT_FOUND')
      summaries.set(sessionId, { text, until, madeAt: clock() })
    },
    felt({ sessionId, since }) {
      const ended = shown(sessionId).filter(({ message }) => message.status !== 'streaming')
      const latest = ended.slice(ended.findLastIndex(({ message }) => message.createdAt < since) + 1)
      return latest.map(({ message: { id, role, text, emotion, intensity, createdAt } }) => {
        return { messageId: id, role, text, emotion, intensity, createdAt }
      })
    },

    addUserMessage({ sessionId, text, emotion, intensity }) {
      const { title } = session(sessionId)
      const message = add({ sessionId, role: 'user', text, emotion, intensity, status: 'complete' })
      touch(sessionId, { title: title || titleOf(text) })
      return message
    },
    beginReply({ sessionId, replaces }) {
      session(sessionId)
      const old = replaces === null ? null : entry(replaces)
      if (old && (old.message.role !== 'assistant' || old.message.sessionId !== sessionId || old.replaced)) {
        throw new KiraError('REPLY_NOT_FOUND')
      }
      if (old) old.replaced = true
      return add({ sessionId, role: 'assistant', text: '', ...NEUTRAL, status: 'streaming' })
    },
    setPrompt({ userMessageId, promptText, replyId, recalled }) {
      const user = entry(userMessageId)
      const reply = entry(replyId)
      user.promptText = promptText
      reply.message.recalled = structuredClone([...recalled])
      return structuredClone(reply.message)
    },
    appendToReply(messageId, segment) {
      const { message } = streaming(messageId)
      message.segments = joinSegments([...message.segments, segment])
      message.text = textOf(message.segments)
    },
    endReply(messageId, { promptText, ...end }) {
      const ended = streaming(messageId)
      ended.promptText = promptText
      Object.assign(ended.message, structuredClone(end))
      touch(ended.message.sessionId)
      return structuredClone(ended.message)
    },

    recall({ text, except, limit }) {
      const words = subjectWords(text)
      const candidates = [...entries.values()]
        .filter(({ message, replaced }) => !replaced && message.status !== 'streaming' && !except.has(message.id))
        .map(({ message: { id, role, text: line, createdAt } }) => {
          const shared = new Set([...wordsOf(line)].map((word) => word.stem).filter((stem) => words.has(stem)))
          return { messageId: id, role, text: line, createdAt, score: shared.size }
        })
        .filter((candidate) => candidate.score > 0)
      return rank(candidates, { text, words, now: clock(), limit })
    },

    close() {},
  }
}
