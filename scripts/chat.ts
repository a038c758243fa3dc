import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server'
import { createOnNode, systemLocale } from '../electron/app/create-on-node.ts'
import type { CompanionRouter } from '../electron/app/router.ts'
import {
  type CompanionEvent,
  chooseLanguage,
  ERROR_CODES,
  type ErrorCode,
  type ErrorData,
  errorText,
  KiraError,
  type LoadedModel,
  type Message,
  type ModelState,
} from '../electron/contract/index.ts'
import { howItRuns, reasonSentences } from './lib/how-it-runs.ts'

const HELP = `npm run --silent chat -- --message TEXT [options]

Says something to Kira and prints her answer, as it comes. Continues the latest session. How the model runs, and why, is
said on standard error.

  --message TEXT   what to say
  --session ID     continue this session
  --new            begin a new session
  --data-dir DIR   where her memory and settings are (default: the app's own folder)
  --model FILE     a GGUF file to answer with, this once
  --seed N         the same answer twice, on the CPU
  --json           print one JSON object at the end instead of the text
  --help           this text

Exit code 0, or 1 with a one-line reason on standard error.`

type ReplyEnd = Extract<CompanionEvent, { type: 'reply-end' }>

const { values: options } = readOptions()
if (options.help) {
  console.log(HELP)
} else {
  process.exitCode = await main()
}

async function main(): Promise<0 | 1> {
  let language = chooseLanguage('auto', systemLocale())
  try {
    const { companion } = await createOnNode({
      dataDir: options['data-dir'],
      modelPath: options.model && resolve(options.model),
    })
    language = companion.language()
    try {
      const end = await takeTurn(createRouterClient(companion.router))
      if (!end.failure) return 0
      console.error(errorText(language, end.failure.code, end.failure.data))
      return 1
    } finally {
      await companion.dispose()
    }
  } catch (error) {
    console.error(reason(error))
    return 1
  }

  /** Sends the message, prints what comes, and returns how the reply ended. */
  async function takeTurn(client: RouterClient<CompanionRouter>): Promise<ReplyEnd> {
    const events = await client.events()
    if (options.new) await client.sessions.create()
    else if (options.session) await client.sessions.open({ id: options.session })

    const started = performance.now()
    const { message, replyId } = await client.chat.send({ text: options.message ?? '', seed: seed() })
    const stop = () => void client.chat.stop({ replyId })
    process.once('SIGINT', stop).once('SIGTERM', stop)

    let model: LoadedModel | null = null
    function follow(state: ModelState): void {
      if (state.phase !== 'ready') return
      model = state.model
      if (!options.json) console.error(howItRuns(model, language))
    }
    for await (const event of events) {
      if (event.type === 'snapshot') {
        for (const notice of event.snapshot.notices) console.error(errorText(language, notice.code, notice.data))
        follow(event.snapshot.model)
      }
      if (event.type === 'notice-added') console.error(errorText(language, event.notice.code, event.notice.data))
      if (event.type === 'model-changed') follow(event.model)
      if (event.type === 'reply-delta' && !options.json) process.stdout.write(event.text)
      if (event.type === 'reply-end' && event.message.id === replyId) {
        if (options.json && !event.failure) printJson(message, event, model, performance.now() - started)
        else if (!options.json && event.message.text) process.stdout.write('\n')
        return event
      }
    }
    throw new Error('the events ended before the reply')
  }

  function reason(error: unknown): string {
    if (error instanceof KiraError) return errorText(language, error.code, error.data)
    if (error instanceof ORPCError && ERROR_CODES.includes(error.code as ErrorCode)) {
      return errorText(language, error.code as ErrorCode, error.data as ErrorData)
    }
    return errorText(language, 'UNEXPECTED', { detail: error instanceof Error ? error.message : String(error) })
  }
}

function printJson(userMessage: Message, end: ReplyEnd, model: LoadedModel | null, totalMs: number): void {
  const { message, timings } = end
  console.log(
    JSON.stringify({
      reply: message.text,
      segments: message.segments,
      userEmotion: userMessage.emotion,
      userIntensity: userMessage.intensity,
      sessionId: message.sessionId,
      model: message.model,
      profile: model?.profile ?? null,
      layers: model && { asked: model.askedLayers, got: model.gpuLayers, total: model.totalLayers },
      why: model && reasonSentences('en', model.why),
      reasons: model?.why ?? null,
      timings: {
        loadMs: model?.loadMs ?? null,
        firstTokenMs: timings?.firstTokenMs ?? null,
        tokensPerSecond: timings?.tokensPerSecond ?? null,
        totalMs,
      },
      tokens: message.tokens,
    }),
  )
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        message: { type: 'string' },
        session: { type: 'string' },
        new: { type: 'boolean' },
        'data-dir': { type: 'string' },
        model: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} See --help.`)
    process.exit(1)
  }
}

function seed(): number | undefined {
  if (options.seed === undefined) return undefined
  const number = Number(options.seed)
  if (Number.isInteger(number) && number >= 0 && number <= 0xffff_ffff) return number
  throw new KiraError('OPTION_INVALID', { option: '--seed', value: options.seed })
}
