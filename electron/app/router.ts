import { implement, ORPCError } from '@orpc/server'
import type { Avatars, Motions } from '../avatars/port.ts'
import type { Chat } from '../chat/chat.ts'
import type { Config } from '../config/port.ts'
import {
  type CompanionEvent,
  contract,
  KiraError,
  type MoodHistory,
  type Snapshot,
  toKiraError,
} from '../contract/index.ts'
import type { Downloads } from '../downloads/port.ts'
import type { Library } from '../library/port.ts'
import type { LanguageModel } from '../llm/port.ts'
import type { Memory } from '../memory/port.ts'
import type { Arrivals } from './arrivals.ts'
import type { Events } from './events.ts'
import type { Log } from './log.ts'
import type { Notices } from './notices.ts'
import type { Wardrobe } from './wardrobe.ts'
import type { Windows } from './windows-port.ts'

interface RouterParts {
  readonly chat: Chat
  readonly memory: Memory
  readonly model: LanguageModel
  readonly library: Library
  readonly downloads: Downloads
  readonly config: Config
  readonly arrivals: Arrivals
  readonly avatars: Avatars
  readonly motions: Motions
  readonly wardrobe: Wardrobe
  readonly notices: Notices
  readonly windows: Windows
  readonly events: Events
  readonly log: Log
  snapshot(): Snapshot
  /** Her mood in the open session over the last hours. */
  moodHistory(): MoodHistory
}

export type CompanionRouter = ReturnType<typeof createRouter>

/** The contract, call by call. Each handler is a line or two: the work is done in the rooms. */
export function createRouter(parts: RouterParts) {
  const {
    chat,
    memory,
    model,
    library,
    downloads,
    config,
    arrivals,
    avatars,
    motions,
    wardrobe,
    notices,
    windows,
    events,
  } = parts

  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toTypedError(error, parts.log)
    }
  })

  function openInEveryWindow(id: string) {
    const session = memory.session(id)
    memory.markOpen(id)
    events.publish({ type: 'session-changed', session })
    return session
  }

  return os.router({
    events: os.events.handler(({ signal }) => {
      // Both at once, when the page asks and not when it first listens: nothing falls between them.
      const following = events.subscribe(signal)
      return startingWith({ type: 'snapshot', snapshot: parts.snapshot() }, following)
    }),

    chat: {
      send: os.chat.send.handler(({ input }) => chat.send(input)),
      stop: os.chat.stop.handler(({ input }) => chat.stop(input.replyId)),
      retry: os.chat.retry.handler(({ input }) => chat.retry(input.replyId)),
    },

    sessions: {
      list: os.sessions.list.handler(() => memory.sessions()),
      create: os.sessions.create.handler(() => openInEveryWindow(memory.createSession().id)),
      open: os.sessions.open.handler(({ input }) => openInEveryWindow(input.id)),
    },

    messages: {
      list: os.messages.list.handler(({ input }) => memory.messages(input)),
    },

    mood: {
      history: os.mood.history.handler(() => parts.moodHistory()),
    },

    settings: {
      get: os.settings.get.handler(() => config.settings),
      change: os.settings.change.handler(({ input }) => config.change(input)),
    },

    files: {
      begin: os.files.begin.handler(({ input }) => arrivals.begin(input)),
      append: os.files.append.handler(({ input }) => arrivals.append(input)),
    },

    avatars: {
      list: os.avatars.list.handler(() => avatars.list()),
      add: os.avatars.add.handler(({ input }) => avatars.add(arrivals.take(input.file))),
      remove: os.avatars.remove.handler(({ input }) => wardrobe.removeAvatar(input.id)),
      profile: os.avatars.profile.handler(({ input }) => avatars.profile(input.id)),
      keepProfile: os.avatars.keepProfile.handler(({ input }) => wardrobe.keepProfile(input)),
    },

    motions: {
      list: os.motions.list.handler(() => motions.list()),
      add: os.motions.add.handler(({ input }) => motions.add(arrivals.take(input.file))),
      remove: os.motions.remove.handler(({ input }) => wardrobe.removeMotion(input.id)),
    },

    model: {
      load: os.model.load.handler(async () => {
        await model.load()
      }),
      cancel: os.model.cancel.handler(() => model.cancel()),
      rest: os.model.rest.handler(() => model.rest('asked')),
    },

    models: {
      list: os.models.list.handler(() => library.list()),
      offered: os.models.offered.handler(() => library.offered()),
      inspect: os.models.inspect.handler(({ input }) => library.inspect(input.path)),
      remove: os.models.remove.handler(({ input }) => library.remove(input.path)),
    },

    downloads: {
      start: os.downloads.start.handler(({ input }) => downloads.start(input.id)),
      pause: os.downloads.pause.handler(({ input }) => downloads.pause(input.id)),
      cancel: os.downloads.cancel.handler(({ input }) => downloads.cancel(input.id)),
    },

    notices: {
      dismiss: os.notices.dismiss.handler(({ input }) => notices.dismiss(input.id)),
    },

    windows: {
      open: os.windows.open.handler(({ input }) => windows.open(input.name, input.section)),
      close: os.windows.close.handler(({ input }) => windows.close(input.name)),
      setOverlayShape: os.windows.setOverlayShape.handler(({ input }) => windows.setOverlayShape(input.rects)),
      moveOverlay: os.windows.moveOverlay.handler(({ input }) => windows.moveOverlay(input.dx, input.dy)),
    },
  })
}

async function* startingWith(first: CompanionEvent, rest: AsyncGenerator<CompanionEvent>) {
  yield first
  yield* rest
}

/** A failure as the contract types it. What oRPC itself refused (bad input) stays as it is. */
function toTypedError(error: unknown, log: Log): unknown {
  if (error instanceof ORPCError) return error
  if (!(error instanceof KiraError)) log.error({ err: error }, 'a call failed')
  const { code, message, data } = toKiraError(error)
  return new ORPCError(code, { defined: true, message, data, cause: error })
}
