import { randomUUID } from 'node:crypto'
import { homedir, release } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { openAvatars } from '../avatars/avatar-store.ts'
import { openMotions } from '../avatars/motion-store.ts'
import { createChat } from '../chat/chat.ts'
import { createMoods } from '../chat/moods.ts'
import { readPersona } from '../chat/persona.ts'
import { systemPromptOf } from '../chat/teach-tags.ts'
import { openConfig } from '../config/config.ts'
import {
  type CompanionEvent,
  chooseLanguage,
  DEFAULT_SETTINGS,
  type Language,
  type Settings,
  type Snapshot,
} from '../contract/index.ts'
import { openDownloads } from '../downloads/downloads.ts'
import type { Downloads } from '../downloads/port.ts'
import { PERSONALITIES } from '../emotion/index.ts'
import { createLibrary } from '../library/create-library.ts'
import { readOffers } from '../library/offers.ts'
import { createLocalModel } from '../llm/local/create-local-model.ts'
import { AVATAR_BYTES } from '../llm/local/open-model.ts'
import { openRungs } from '../llm/local/rungs.ts'
import type { LanguageModel, ModelChoice } from '../llm/port.ts'
import type { StartModelProcess } from '../llm/process.ts'
import { openSqliteMemory } from '../memory/sqlite/memory.ts'
import { createArrivals } from './arrivals.ts'
import { createEvents } from './events.ts'
import { freeBytes } from './free-bytes.ts'
import type { Log } from './log.ts'
import { modelChoice, starterChoice, starterPath } from './model-choice.ts'
import { createMoodNews, everyMinute } from './mood-news.ts'
import { createNotices } from './notices.ts'
import { openClassifier, openFeelingReader } from './open-classifier.ts'
import { type CompanionRouter, createRouter } from './router.ts'
import { createWardrobe } from './wardrobe.ts'
import type { Windows } from './windows-port.ts'

export interface CompanionOptions {
  /** Where the database, the settings and the log are; it exists and can be written to (see data-folder.ts). */
  readonly dataDir: string
  /** Where models/ and data/ are: the checkout, or the packed app's resources. */
  readonly rootDir: string
  readonly version: string
  /** The system's locale, BCP 47, such as `fr-CA`. */
  readonly locale: string
  /** A GGUF file to use instead of the one in the settings. */
  readonly modelPath?: string | undefined
  readonly startModelProcess: StartModelProcess
  readonly windows: Windows
  readonly log: Log
  readonly clock?: (() => number) | undefined
  readonly newId?: (() => string) | undefined
}

/** Kira without a face: everything behind the contract. */
export interface Companion {
  /** The contract, implemented: for oRPC's handlers and for `createRouterClient`. */
  readonly router: CompanionRouter
  settings(): Settings
  onSettings(listener: (settings: Settings) => void): () => void
  language(): Language
  /** Lets the host give the model's memory to a game, and wake it again. */
  readonly model: Pick<LanguageModel, 'state' | 'onState' | 'rest' | 'load'>
  /** Tells the pages where the mouse is, in CSS pixels from the overlay window's top left corner. */
  pointerMoved(x: number, y: number): void
  /** Tells the pages whether the overlay can be seen. */
  overlaySeen(seen: boolean): void
  readonly downloads: Pick<Downloads, 'list' | 'onChange'>
  /** Stops what is being said, keeps it, and closes everything. */
  dispose(): Promise<void>
}

/**
 * The composition root: wires the rooms together, with plain functions.
 * @throws KiraError `DATABASE_NEWER`, `DATABASE_UNAVAILABLE`
 */
export async function createCompanion(options: CompanionOptions): Promise<Companion> {
  const { dataDir, rootDir, log, windows } = options
  const clock = options.clock ?? Date.now
  const newId = options.newId ?? randomUUID

  const events = createEvents()
  const notices = createNotices({ newId, publish: events.publish })
  const config = openConfig({ path: join(dataDir, 'settings.json'), log })
  const { memory, problems } = openSqliteMemory({ path: join(dataDir, 'kira.db'), clock, newId })
  const kiraPath = join(rootDir, 'data/avatars/kira.vrm')
  const avatars = await openAvatars({ folder: join(dataDir, 'avatars'), kiraPath, clock })
  const motions = await openMotions({ folder: join(dataDir, 'motions'), clock })
  for (const problem of [...config.problems, ...problems, ...avatars.problems, ...motions.problems]) {
    notices.add('warning', problem)
  }

  const model = createLocalModel({
    startProcess: options.startModelProcess,
    log,
    fallback: starterChoice(rootDir, DEFAULT_SETTINGS),
    rungs: openRungs({
      path: join(dataDir, 'model-rungs.json'),
      version: options.version,
      system: `${process.platform} ${release()}`,
      log,
    }),
    tell: (givenUp) => notices.add('info', givenUp),
    idleMinutes: () => config.settings.model.idleMinutes,
    everyMinute,
  })
  const modelsDir = join(dataDir, 'models')
  const diskFree = () => freeBytes(modelsDir)
  const offers = readOffers(join(rootDir, 'data/models.json'))
  const library = createLibrary({
    folder: modelsDir,
    starterPath: starterPath(rootDir),
    offers,
    env: process.env,
    home: homedir(),
    platform: process.platform,
    folders: () => config.settings.model.folders,
    chosen: () => modelChoice(config.settings, rootDir, options.modelPath),
    machine: () => model.machine,
    avatarBytes: AVATAR_BYTES,
    diskFree,
    publish: events.publish,
  })
  const downloads = await openDownloads({
    folder: modelsDir,
    offers,
    settings: () => config.settings.downloads,
    diskFree,
    log,
    clock,
    random: Math.random,
    env: process.env,
  })
  downloads.onChange((list) => events.publish({ type: 'downloads-changed', downloads: list }))
  downloads.onFinished(() => events.publish({ type: 'models-changed' }))
  const language = () => chooseLanguage(config.settings.language, options.locale)
  const logError = (error: unknown, what: string) => log.error({ err: error }, `${what} failed`)
  const wardrobe = createWardrobe({ avatars, motions, config, notices, publish: events.publish, logError })
  const persona = readPersona(join(rootDir, 'data/personas/kira.json'))
  const moods = createMoods({ memory, clock, personality: PERSONALITIES[persona.personality] })
  const readFeeling = openFeelingReader(
    () => openClassifier(rootDir),
    (problem) => {
      log.warn({ err: problem }, 'the classifier could not be opened')
      notices.add('warning', problem)
    },
  )
  const moodNews = createMoodNews({
    mood: () => moods.shown(openSession().id),
    publish: events.publish,
    everyMinute,
    logError,
  })
  /** What a talk tells, and what that does to her mood. */
  function publish(event: CompanionEvent): void {
    events.publish(event)
    moodNews.follow(event)
  }
  const chat = createChat({
    memory,
    model,
    persona,
    moods,
    readFeeling,
    settings: () => config.settings,
    language,
    publish,
    logError,
  })

  model.onState((state) => events.publish({ type: 'model-changed', model: state }))
  model.onMachine((machine) => events.publish({ type: 'machine-known', machine }))
  model.onRestart(() => notices.addOnce('info', 'MODEL_RESTARTED'))
  config.onChange((settings) => {
    events.publish({ type: 'settings-changed', settings })
    wardrobe.refresh()
    void loadChosenModel()
  })

  let chosen: ModelChoice | null = null
  /** Makes the model the one in the settings, and loads it before anybody has to wait for it. */
  async function loadChosenModel(): Promise<void> {
    model.prepare(systemPromptOf(persona, language()))
    const choice = modelChoice(config.settings, rootDir, options.modelPath)
    if (isDeepStrictEqual(choice, chosen)) return
    chosen = choice
    try {
      await model.choose(choice)
      await model.ready()
    } catch (error) {
      // The model's state tells the pages; here it is only written down.
      log.warn({ err: error }, 'the model could not be loaded')
    }
  }
  void loadChosenModel()
  wardrobe.refresh()

  function snapshot(): Snapshot {
    const session = openSession()
    return {
      version: options.version,
      locale: options.locale,
      session,
      settings: config.settings,
      model: model.state,
      machine: model.machine,
      downloads: downloads.list(),
      mood: moods.shown(session.id),
      avatar: wardrobe.shown(),
      notices: notices.all(),
      reply: chat.current,
    }
  }

  function openSession() {
    const open = memory.openSession()
    if (open) return open
    const session = memory.createSession()
    memory.markOpen(session.id)
    return session
  }

  const router = createRouter({
    chat,
    memory,
    model,
    library,
    downloads,
    config,
    arrivals: createArrivals({ newId }),
    avatars,
    motions,
    wardrobe,
    notices,
    windows,
    events: { ...events, publish },
    snapshot,
    moodHistory: () => moods.history(openSession().id),
    log,
  })

  return {
    router,
    model,
    settings: () => config.settings,
    onSettings: config.onChange,
    language,
    downloads,
    pointerMoved: (x, y) => events.publish({ type: 'pointer-moved', x, y }),
    overlaySeen: (seen) => events.publish({ type: 'overlay-seen', seen }),
    async dispose() {
      moodNews.dispose()
      await downloads.dispose()
      await chat.dispose()
      await model.dispose()
      memory.close()
    },
  }
}
