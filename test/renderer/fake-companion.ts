import { implement, ORPCError } from '@orpc/server'
import {
  type CompanionEvent,
  contract,
  DEFAULT_SETTINGS,
  type Emotion,
  type Failure,
  KiraError,
  type Message,
  type MessageStatus,
  MODERATE_INTENSITY,
  type ModelState,
  type MoodHistory,
  NEUTRAL,
  type Notice,
  type Session,
  type Settings,
  type ShownMood,
  settingsSchema,
} from '../../electron/contract/index.ts'

/** Monday, 3 November 2025, 14:02 UTC. */
const START = Date.UTC(2025, 10, 3, 14, 2)

export const READY: ModelState = {
  phase: 'ready',
  model: {
    file: 'kira-starter.gguf',
    name: 'Kira starter',
    starter: true,
    profile: 'cpu_fallback',
    gpuLayers: 0,
    totalLayers: 8,
    contextSize: 8192,
    loadMs: 120,
  },
}

export const CALM: ShownMood = {
  face: { emotion: 'neutral', weight: 0 },
  restlessness: 0.5,
  words: { en: null, fr: null },
}

/** A whole message, from what matters about it. */
export function message(parts: Partial<Message> & Pick<Message, 'id' | 'role' | 'text'>): Message {
  const { emotion, intensity } = { ...NEUTRAL, ...parts }
  return {
    sessionId: 's1',
    segments: parts.role === 'assistant' && parts.text ? [{ text: parts.text, emotion, intensity }] : [],
    emotion,
    intensity,
    status: 'complete',
    createdAt: START,
    model: parts.role === 'assistant' ? 'kira-starter.gguf' : null,
    tokens: null,
    recalled: [],
    ...parts,
  }
}

/** A companion without a mind: it keeps everything in memory and says what a test has it say. */
export function createFakeCompanion(initial: { settings?: Partial<Settings>; locale?: string } = {}) {
  const listeners = new Set<(event: CompanionEvent) => void>()
  const sessions: Session[] = [{ id: 's1', title: '', createdAt: START, updatedAt: START, emotion: null }]
  let open = 's1'
  let count = 0
  const fake = {
    /** What the pages asked for, in order. */
    calls: [] as { path: string; input: unknown }[],
    sessions,
    messages: [] as Message[],
    settings: { ...DEFAULT_SETTINGS, ...initial.settings } as Settings,
    model: READY as ModelState,
    mood: CALM,
    moodHistory: { points: [{ at: START, valence: 0 }], movers: [] } as MoodHistory,
    notices: [] as Notice[],
    locale: initial.locale ?? 'en-GB',
    /** Whether this host has windows. */
    hasWindows: false,
    /** Thrown by the next send, where it is set. */
    refuseSend: null as KiraError | null,

    emit(event: CompanionEvent): void {
      for (const listener of listeners) listener(event)
    },
    /** Adds to the open reply, as the model would. */
    say(text: string, emotion: Emotion = 'neutral', intensity = MODERATE_INTENSITY): void {
      const reply = latest('streaming')
      const segments = [...reply.segments, { text, emotion, intensity }]
      Object.assign(reply, { text: reply.text + text, emotion, intensity, segments })
      fake.emit({ type: 'reply-delta', messageId: reply.id, sessionId: reply.sessionId, text, emotion, intensity })
    },
    /** Ends the open reply. */
    end(
      status: Exclude<MessageStatus, 'streaming'> = 'complete',
      rest: Partial<Message> = {},
      failure?: Failure,
    ): void {
      const reply = Object.assign(latest('streaming'), { status, ...rest })
      fake.emit({ type: 'reply-end', message: reply, failure: failure ?? null, timings: null })
    },
    setMood(mood: ShownMood): void {
      fake.mood = mood
      fake.emit({ type: 'mood-changed', mood })
    },
    setModel(model: ModelState): void {
      fake.model = model
      fake.emit({ type: 'model-changed', model })
    },
  }

  function latest(status: MessageStatus): Message {
    const found = fake.messages.findLast((known) => known.status === status)
    if (!found) throw new Error(`There is no ${status} message.`)
    return found
  }

  function session(id: string): Session {
    const found = sessions.find((known) => known.id === id)
    if (!found) throw new KiraError('SESSION_NOT_FOUND', { id })
    return found
  }

  const lastEmotion = (sessionId: string) =>
    fake.messages.findLast((known) => known.sessionId === sessionId && known.role === 'assistant')?.emotion ?? null

  function openSession(id: string): Session {
    open = session(id).id
    fake.emit({ type: 'session-changed', session: session(id) })
    return session(id)
  }

  function beginReply(sessionId: string, replaces: string | null): { replyId: string } {
    const reply = message({ id: `reply-${++count}`, sessionId, role: 'assistant', text: '', status: 'streaming' })
    fake.messages = fake.messages.filter(({ id }) => id !== replaces)
    fake.messages.push(reply)
    fake.emit({ type: 'reply-start', message: { ...reply }, replaces })
    return { replyId: reply.id }
  }

  const os = implement(contract).use(async ({ next, path }, input) => {
    fake.calls.push({ path: path.join('.'), input })
    try {
      return await next()
    } catch (error) {
      if (error instanceof KiraError) throw new ORPCError(error.code, { defined: true, data: error.data })
      throw error
    }
  })

  const router = os.router({
    events: os.events.handler(async function* ({ signal }) {
      const queue: CompanionEvent[] = []
      let wake = () => {}
      const listen = (event: CompanionEvent) => {
        queue.push(structuredClone(event))
        wake()
      }
      listeners.add(listen)
      signal?.addEventListener('abort', () => wake())
      const { settings, model, mood, notices, locale } = fake
      const reply = fake.messages.findLast(({ status }) => status === 'streaming') ?? null
      const snapshot = { version: '0.1.0', locale, session: session(open), settings, model, mood, notices, reply }
      yield { type: 'snapshot' as const, snapshot: structuredClone(snapshot) }
      try {
        while (!signal?.aborted) {
          const event = queue.shift()
          if (event) yield event
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listen)
      }
    }),
    chat: {
      send: os.chat.send.handler(({ input }) => {
        const refusal = fake.refuseSend
        fake.refuseSend = null
        if (refusal) throw refusal
        const sessionId = input.sessionId ?? open
        const said = message({ id: `said-${++count}`, sessionId, role: 'user', text: input.text })
        fake.messages.push(said)
        fake.emit({ type: 'message-added', message: said })
        return { message: said, ...beginReply(sessionId, null) }
      }),
      stop: os.chat.stop.handler(() => fake.end('stopped')),
      retry: os.chat.retry.handler(({ input }) => beginReply(open, input.replyId)),
    },
    sessions: {
      list: os.sessions.list.handler(() =>
        sessions
          .map((known) => ({ ...known, emotion: lastEmotion(known.id) }))
          .sort((a, b) => b.updatedAt - a.updatedAt),
      ),
      create: os.sessions.create.handler(() => {
        const id = `s${sessions.length + 1}`
        sessions.push({ id, title: '', createdAt: Date.now(), updatedAt: Date.now(), emotion: null })
        return openSession(id)
      }),
      open: os.sessions.open.handler(({ input }) => openSession(input.id)),
    },
    messages: {
      list: os.messages.list.handler(({ input: { sessionId, before, limit } }) => {
        const all = fake.messages.filter((known) => known.sessionId === sessionId)
        const end = before ? all.findIndex(({ id }) => id === before) : all.length
        const start = Math.max(0, end - limit)
        return { messages: all.slice(start, end), more: start > 0 }
      }),
    },
    mood: { history: os.mood.history.handler(() => fake.moodHistory) },
    settings: {
      get: os.settings.get.handler(() => fake.settings),
      change: os.settings.change.handler(({ input }) => {
        fake.settings = merged(fake.settings, input)
        fake.emit({ type: 'settings-changed', settings: fake.settings })
        return fake.settings
      }),
    },
    model: { load: os.model.load.handler(() => fake.setModel(READY)) },
    notices: {
      dismiss: os.notices.dismiss.handler(({ input: { id } }) => {
        fake.notices = fake.notices.filter((notice) => notice.id !== id)
        fake.emit({ type: 'notice-dismissed', id })
      }),
    },
    windows: {
      open: os.windows.open.handler(() => fake.hasWindows),
      close: os.windows.close.handler(() => fake.hasWindows),
      setOverlayShape: os.windows.setOverlayShape.handler(() => {}),
      moveOverlay: os.windows.moveOverlay.handler(() => {}),
    },
  })

  return Object.assign(fake, { router })
}
export type FakeCompanion = ReturnType<typeof createFakeCompanion>

/** The settings with a patch of one or two levels; a wrong one is refused as the real ones are. */
function merged(settings: Settings, patch: Record<string, unknown>): Settings {
  const whole: Record<string, unknown> = { ...settings }
  for (const [name, value] of Object.entries(patch)) {
    const old = whole[name]
    whole[name] = isGroup(old) && isGroup(value) ? { ...old, ...value } : value
  }
  const parsed = settingsSchema.safeParse(whole)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path ?? []
  const value = path.reduce<unknown>((part, key) => (isGroup(part) ? part[String(key)] : part), whole)
  throw new KiraError('SETTING_INVALID', {
    setting: path.join('.'),
    value: String(value),
    expected: 'Expected another.',
  })
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
