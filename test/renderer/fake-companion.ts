import { implement, ORPCError } from '@orpc/server'
import { mergeSettings } from '../../electron/config/merge.ts'
import {
  type AvatarInfo,
  type AvatarProfile,
  type CompanionEvent,
  contract,
  DEFAULT_SETTINGS,
  type Download,
  type Emotion,
  type Failure,
  type Fit,
  GESTURES,
  KIRA_AVATAR,
  KiraError,
  type Machine,
  type Message,
  type MessageStatus,
  MODERATE_INTENSITY,
  type ModelEntry,
  type ModelState,
  type MoodHistory,
  type MotionInfo,
  NEUTRAL,
  type Notice,
  type OfferedModel,
  type Session,
  type Settings,
  type ShownAvatar,
  type ShownMood,
  settingsSchema,
  type UnsearchedFolder,
} from '../../electron/contract/index.ts'

/** Monday, 3 November 2025, 14:02 UTC. */
const START = Date.UTC(2025, 10, 3, 14, 2)

/** So many GiB, in bytes. */
export const gib = (count: number): number => Math.round(count * 2 ** 30)

export const READY: ModelState = {
  phase: 'ready',
  model: {
    file: 'kira-starter.gguf',
    name: 'Kira starter',
    starter: true,
    profile: 'cpu_fallback',
    gpuLayers: 0,
    totalLayers: 8,
    askedLayers: 0,
    gpu: null,
    contextSize: 8192,
    threads: 1,
    template: 'ChatML',
    why: [],
    loadMs: 120,
  },
}

export const CALM: ShownMood = {
  face: { emotion: 'neutral', weight: 0 },
  restlessness: 0.5,
  words: { en: null, fr: null },
}

export const KIRA: AvatarInfo = {
  id: KIRA_AVATAR,
  name: 'Kira',
  spec: '1.0',
  bytes: 635_968,
  triangles: 13_932,
  url: '/avatars/kira.vrm',
  licence: {
    authors: ['Kira'],
    copyright: null,
    licence: 'https://creativecommons.org/publicdomain/zero/1.0/',
    mayBeUsedBy: 'everyone',
    commercialUse: 'corporation',
    violence: true,
    sexual: true,
    modification: 'redistribution',
    creditNecessary: false,
  },
}

/** An RTX 4050 laptop: what the profiles are made for. */
export const MACHINE: Machine = {
  gpu: {
    backend: 'cuda',
    names: ['NVIDIA RTX 4050'],
    vramTotal: gib(6),
    vramFree: gib(5),
    unified: false,
    driver: '570.1',
  },
  ramTotal: gib(16),
  ramFree: gib(9.5),
  cores: 6,
}

/** Whether a model fits: all of it, some of it, or nothing. */
export function fits(light: Fit['light'], plan: Partial<Fit['plan']> = {}, why: Fit['why'] = []): Fit {
  const whole: Fit['plan'] = {
    profile: 'performance',
    gpuLayers: 33,
    totalLayers: 33,
    contextSize: 4096,
    threads: 5,
    flashAttention: true,
    kvType: 'f16',
    vramBytes: gib(4.5),
    ramBytes: gib(0.5),
  }
  return { light, plan: { ...whole, ...plan }, why }
}

/** A model on this disk, from what matters about it. */
export function entry(
  parts: Partial<Omit<ModelEntry, 'facts'>> & { facts?: Partial<ModelEntry['facts']> } = {},
): ModelEntry {
  const facts: ModelEntry['facts'] = {
    path: '/models/zephyr.gguf',
    file: 'zephyr.gguf',
    name: 'Zephyr 7B',
    kind: 'chat',
    arch: 'llama',
    params: 7_240_000_000,
    quantization: 'Q5_K_M',
    layers: 32,
    trainContext: 32_768,
    template: 'Zephyr',
    licence: 'MIT',
    sizeBytes: 5_130_000_000,
    parts: 1,
    ...parts.facts,
  }
  return { source: 'kira', fit: fits('green'), problem: null, usedAs: null, ...parts, facts }
}

export const STARTER = entry({
  source: 'starter',
  fit: fits('green', { profile: 'cpu_fallback', gpuLayers: 0, vramBytes: 0, ramBytes: gib(0.1), contextSize: 8192 }),
  facts: {
    path: '/kira/models/kira-starter.gguf',
    file: 'kira-starter.gguf',
    name: 'Kira starter',
    params: 6_300_000,
    quantization: 'Q8_0',
    licence: 'CC0',
    sizeBytes: 7_000_000,
  },
})

export function offered(parts: Partial<OfferedModel> = {}): OfferedModel {
  return {
    id: 'qwen3-4b',
    name: 'Qwen3 4B Instruct',
    params: 4_020_000_000,
    quantization: 'Q4_K_M',
    sizeBytes: 2_500_000_000,
    sha256: '0'.repeat(64),
    licence: 'Apache 2.0',
    licenceUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
    host: 'huggingface.co',
    goodFor: { en: 'Good at everyday talk.', fr: 'À l’aise dans la conversation de tous les jours.' },
    fit: fits('green', { gpuLayers: 37, totalLayers: 37, vramBytes: gib(3.4), contextSize: 8192 }),
    path: null,
    usedAs: null,
    ...parts,
  }
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
    machine: null as Machine | null,
    models: [STARTER] as ModelEntry[],
    unsearched: [] as UnsearchedFolder[],
    offered: [] as OfferedModel[],
    downloads: [] as Download[],
    mood: CALM,
    avatar: { info: KIRA, profile: null, motions: [] } as ShownAvatar,
    avatars: [KIRA],
    profiles: new Map<string, AvatarProfile>(),
    motions: [] as MotionInfo[],
    /** Thrown by the next file that is added, where it is set. */
    refuseFile: null as KiraError | null,
    moodHistory: { points: [{ at: START, valence: 0 }], movers: [] } as MoodHistory,
    notices: [] as Notice[],
    locale: initial.locale ?? 'en-GB',
    /** Whether this host has windows. */
    hasWindows: false,
    /** Every change of settings waits for it. */
    settingsSaved: Promise.resolve(),
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
    setAvatar(avatar: ShownAvatar): void {
      fake.avatar = avatar
      fake.emit({ type: 'avatar-changed', avatar })
    },
    setMood(mood: ShownMood): void {
      fake.mood = mood
      fake.emit({ type: 'mood-changed', mood })
    },
    setDownloads(downloads: Download[]): void {
      fake.downloads = downloads
      fake.emit({ type: 'downloads-changed', downloads })
    },
    /** Changes a download; one that is not there begins. */
    setDownload(id: string, parts: Partial<Download>): void {
      const model = fake.offered.find((known) => known.id === id)
      if (!model) throw new Error(`There is no model ${id}.`)
      const begun: Download = {
        id,
        name: model.name,
        phase: 'waiting',
        doneBytes: 0,
        totalBytes: model.sizeBytes,
        bytesPerSecond: null,
        secondsLeft: null,
        failure: null,
      }
      const now = fake.downloads.find((known) => known.id === id) ?? begun
      fake.setDownloads([...fake.downloads.filter((known) => known !== now), { ...now, ...parts }])
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

  function change(patch: Record<string, unknown>): Settings {
    fake.settings = merged(fake.settings, patch)
    fake.emit({ type: 'settings-changed', settings: fake.settings })
    const info = fake.avatars.find(({ id }) => id === fake.settings.avatar.id)
    if (info && info.id !== fake.avatar.info.id) {
      fake.setAvatar({ ...fake.avatar, info, profile: fake.profiles.get(info.id) ?? null })
    }
    return fake.settings
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
      const { settings, model, machine, downloads, mood, avatar, notices, locale } = fake
      const reply = fake.messages.findLast(({ status }) => status === 'streaming') ?? null
      const state = { settings, model, machine, downloads, mood, avatar, notices, reply }
      const snapshot = { version: '0.1.0', locale, session: session(open), ...state }
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
      change: os.settings.change.handler(async ({ input }) => {
        await fake.settingsSaved
        return change(input)
      }),
    },
    files: {
      begin: os.files.begin.handler(({ input }) => ({ id: input.name })),
      append: os.files.append.handler(() => {}),
    },
    avatars: {
      list: os.avatars.list.handler(() => fake.avatars),
      add: os.avatars.add.handler(({ input }) => {
        const refusal = fake.refuseFile
        fake.refuseFile = null
        if (refusal) throw refusal
        // The same name is the same file.
        const known = fake.avatars.find(({ name }) => name === input.file)
        const id = String(fake.avatars.length).repeat(64).slice(0, 64)
        const info = known ?? { ...KIRA, id, name: input.file, url: `/avatars/${input.file}` }
        if (!known) fake.avatars.push(info)
        return info
      }),
      remove: os.avatars.remove.handler(({ input }) => {
        fake.avatars = fake.avatars.filter(({ id }) => id !== input.id)
        if (fake.avatar.info.id === input.id) change({ avatar: { id: KIRA_AVATAR } })
      }),
      profile: os.avatars.profile.handler(({ input }) => fake.profiles.get(input.id) ?? null),
      keepProfile: os.avatars.keepProfile.handler(({ input }) => {
        fake.profiles.set(input.avatar, input)
        if (fake.avatar.info.id === input.avatar) fake.setAvatar({ ...fake.avatar, profile: input })
      }),
    },
    motions: {
      list: os.motions.list.handler(() => fake.motions),
      add: os.motions.add.handler(({ input: { file: name } }) => {
        const id = 'f'.repeat(64)
        const motion: MotionInfo = { id, name, kind: 'vrma', bytes: 1, url: `/motions/${id}.vrma` }
        fake.motions.push(motion)
        fake.setAvatar({ ...fake.avatar, motions: fake.motions })
        return motion
      }),
      remove: os.motions.remove.handler(({ input }) => {
        fake.motions = fake.motions.filter(({ id }) => id !== input.id)
        const used = GESTURES.filter((gesture) => fake.settings.avatar.motions[gesture] === input.id)
        change({ avatar: { motions: Object.fromEntries(used.map((gesture) => [gesture, null])) } })
        fake.setAvatar({ ...fake.avatar, motions: fake.motions })
      }),
    },
    model: {
      load: os.model.load.handler(() => fake.setModel(READY)),
      cancel: os.model.cancel.handler(() => fake.setModel({ phase: 'unloaded' })),
      rest: os.model.rest.handler(() => fake.setModel({ phase: 'resting', why: 'asked' })),
    },
    models: {
      list: os.models.list.handler(() => ({
        models: fake.models,
        unsearched: fake.unsearched,
        folder: '/home/me/.config/kira/models',
        usedBytes: 5_130_000_000,
        freeBytes: 120_000_000_000,
      })),
      offered: os.models.offered.handler(() => fake.offered),
      inspect: os.models.inspect.handler(({ input: { path } }) => {
        const model = fake.models.find(({ facts }) => facts.path === path)
        if (!model) throw new KiraError('MODEL_NOT_FOUND', { path })
        const processor = { profile: 'cpu_fallback', gpuLayers: 0, vramBytes: 0, ramBytes: gib(5.1) } as const
        return {
          model,
          metadata: [
            { key: 'general.architecture', value: model.facts.arch },
            { key: 'tokenizer.chat_template', value: '{% for message in messages %}'.repeat(40) },
          ],
          profiles: model.fit && {
            performance: fits('green', { contextSize: 8192 }),
            balanced: fits('yellow', { profile: 'balanced', gpuLayers: 28 }),
            cpu_fallback: fits('red', processor),
          },
        }
      }),
      remove: os.models.remove.handler(({ input: { path } }) => {
        fake.models = fake.models.filter(({ facts }) => facts.path !== path)
        fake.emit({ type: 'models-changed' })
      }),
    },
    downloads: {
      start: os.downloads.start.handler(({ input: { id } }) =>
        fake.setDownload(id, { phase: 'running', failure: null }),
      ),
      pause: os.downloads.pause.handler(({ input: { id } }) => fake.setDownload(id, { phase: 'paused' })),
      cancel: os.downloads.cancel.handler(({ input: { id } }) => {
        fake.setDownloads(fake.downloads.filter((known) => known.id !== id))
      }),
    },
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

/** The settings with a patch; a wrong one is refused as the real ones are. */
function merged(settings: Settings, patch: Record<string, unknown>): Settings {
  const whole = mergeSettings({ ...settings }, patch)
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
