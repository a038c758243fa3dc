import {
  appendSegment,
  type CompanionEvent,
  chooseLanguage,
  DEFAULT_SETTINGS,
  type Download,
  type Failure,
  type Language,
  type Machine,
  type Message,
  type ModelState,
  type Notice,
  type Session,
  type Settings,
  type ShownAvatar,
  type ShownMood,
  type Snapshot,
} from '../../electron/contract/index.ts'

/** `connecting` until the first snapshot; `lost` while it is being tried again; `refused` is final. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'refused'

/** What a page knows: the newest snapshot and all that happened since. */
export interface CompanionState {
  readonly connection: ConnectionStatus
  readonly version: string
  /** The system's locale, BCP 47. */
  readonly locale: string
  /** The open session; null until the first snapshot. */
  readonly session: Session | null
  readonly settings: Settings
  readonly model: ModelState
  /** Null until it has been looked at. */
  readonly machine: Machine | null
  readonly downloads: readonly Download[]
  /** In the open session; null until the first snapshot. */
  readonly mood: ShownMood | null
  /** The chosen avatar, and what is kept for it; null until the first snapshot. */
  readonly avatar: ShownAvatar | null
  readonly notices: readonly Notice[]
  /** Messages of the open session, oldest first: what was loaded, and what was said since. */
  readonly messages: readonly Message[]
  readonly history: History
  /** Why a reply failed, by message id. Known for replies that failed while this page was open. */
  readonly failures: Readonly<Record<string, Failure>>
}

/** How much of the session's past is in `messages`. `loaded`: the newest page is; `more`: there are older ones. */
export interface History {
  readonly loaded: boolean
  readonly more: boolean
}

export type Action =
  | CompanionEvent
  | { type: 'connection-changed'; connection: ConnectionStatus }
  | { type: 'history-loaded'; sessionId: string; messages: readonly Message[]; more: boolean }

const NOTHING_LOADED: History = { loaded: false, more: false }

export const INITIAL_STATE: CompanionState = {
  connection: 'connecting',
  version: '',
  locale: typeof navigator === 'undefined' ? 'en' : navigator.language,
  session: null,
  settings: DEFAULT_SETTINGS,
  model: { phase: 'unloaded' },
  machine: null,
  downloads: [],
  mood: null,
  avatar: null,
  notices: [],
  messages: [],
  history: NOTHING_LOADED,
  failures: {},
}

/** The next state after an event or a page of history. Pure; what belongs to another session is left out. */
export function reduce(state: CompanionState, action: Action): CompanionState {
  switch (action.type) {
    case 'connection-changed':
      return { ...state, connection: action.connection }
    case 'snapshot':
      return fromSnapshot(state, action.snapshot)
    case 'history-loaded':
      if (action.sessionId !== state.session?.id) return state
      return {
        ...state,
        messages: mergeHistory(action.messages, state.messages),
        history: { loaded: true, more: action.more },
      }
    case 'message-added':
      return inOpenSession(state, action.message) ? { ...state, messages: put(state.messages, action.message) } : state
    case 'reply-start': {
      if (!inOpenSession(state, action.message)) return state
      const shown = state.messages.filter((message) => message.id !== action.replaces)
      return { ...state, messages: put(shown, action.message) }
    }
    case 'reply-delta':
      return { ...state, messages: state.messages.map((message) => appendDelta(message, action)) }
    case 'reply-end': {
      if (!inOpenSession(state, action.message)) return state
      const { failure, message } = action
      const failures = failure ? { ...state.failures, [message.id]: failure } : state.failures
      return { ...state, failures, messages: put(state.messages, message) }
    }
    case 'session-changed':
      if (action.session.id === state.session?.id) return { ...state, session: action.session }
      return { ...state, session: action.session, messages: [], history: NOTHING_LOADED, failures: {} }
    case 'settings-changed':
      return { ...state, settings: action.settings }
    case 'model-changed':
      return { ...state, model: action.model }
    case 'machine-known':
      return { ...state, machine: action.machine }
    case 'downloads-changed':
      return { ...state, downloads: action.downloads }
    case 'mood-changed':
      return { ...state, mood: action.mood }
    case 'avatar-changed':
      return { ...state, avatar: action.avatar }
    case 'notice-added':
      return { ...state, notices: [...state.notices.filter(({ id }) => id !== action.notice.id), action.notice] }
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) }
    case 'user-emotion-detected':
    case 'models-changed':
    case 'pointer-moved':
    case 'overlay-seen':
      return state
    default:
      action satisfies never
      return state
  }
}

/** The reply that is being said, if any. */
export function streamingReply(state: CompanionState): Message | undefined {
  return state.messages.findLast((message) => message.status === 'streaming')
}

/** What she said last, or is saying. */
export function latestReply(state: CompanionState): Message | undefined {
  return state.messages.findLast((message) => message.role === 'assistant')
}

/** The language of the pages. */
export function languageOf(state: CompanionState): Language {
  return chooseLanguage(state.settings.language, state.locale)
}

/** A snapshot heals whatever was missed: only why replies failed is kept, for it is told once. */
function fromSnapshot(state: CompanionState, snapshot: Snapshot): CompanionState {
  const { reply, ...rest } = snapshot
  return {
    ...rest,
    connection: 'open',
    messages: reply ? [reply] : [],
    history: NOTHING_LOADED,
    failures: snapshot.session.id === state.session?.id ? state.failures : {},
  }
}

const inOpenSession = (state: CompanionState, message: Message) => message.sessionId === state.session?.id

function put(messages: readonly Message[], message: Message): readonly Message[] {
  const index = messages.findIndex(({ id }) => id === message.id)
  return index < 0 ? [...messages, message] : messages.with(index, message)
}

/**
 * Loaded messages come before those that are there already. Where both have one that is still being said, ours
 * stands: it holds exactly the deltas that arrived, and the next ones belong behind them.
 */
function mergeHistory(loaded: readonly Message[], known: readonly Message[]): readonly Message[] {
  const mine = new Map(known.map((message) => [message.id, message]))
  const merged = loaded.map((message) => {
    const known = mine.get(message.id)
    mine.delete(message.id)
    return known && (known.status !== 'streaming' || message.status === 'streaming') ? known : message
  })
  return [...merged, ...mine.values()]
}

function appendDelta(message: Message, delta: Extract<CompanionEvent, { type: 'reply-delta' }>): Message {
  if (message.id !== delta.messageId || message.status !== 'streaming') return message
  const { text, emotion, intensity } = delta
  const segments = appendSegment(message.segments, { text, emotion, intensity })
  return { ...message, text: message.text + text, emotion, intensity, segments }
}
