import { type CompanionEvent, type Felt, feelsSame, type Message, NEUTRAL } from '../../../electron/contract/index.ts'
import { createClauses } from '../motion/clauses.ts'
import { type Cue, createCues } from '../motion/cues.ts'
import type { AvatarView } from '../view.ts'
import { reactionTo } from './reaction.ts'
import { createSpeech } from './speech.ts'

/** How long after her last word the face goes, in seconds. */
export const FACE_LINGERS_SECONDS = 3
/** How long a listener's face stays if no answer comes. */
export const REACTION_SECONDS = 2.5
/** How long the bubble stays after her last word: time to finish reading, and more for more text. */
export const bubbleLingersSeconds = (text: string): number => Math.min(20, 5 + text.length / 30)

/** What the bubble shows. */
export interface Bubble extends Felt {
  /** `thinking`: she was asked and has not said a word; `done`: all is said, and still there to be read. */
  readonly phase: 'away' | 'thinking' | 'speaking' | 'done'
  readonly text: string
}

const AWAY: Bubble = { phase: 'away', text: '', ...NEUTRAL }

/** Turns what the companion tells into what Kira shows: words at reading pace, and the face of each. */
export interface Director {
  /** The same object as long as nothing changed. */
  readonly bubble: Bubble
  /** Whether it wants to be updated. */
  readonly busy: boolean
  /** Where things stand: the open session, and the reply that is being said, if any. */
  join(sessionId: string, reply: Message | null): void
  handle(event: CompanionEvent): void
  /** `delta`: seconds. */
  update(delta: number): void
}

export interface DirectorOptions {
  /** Gives 0…1. */
  readonly random: () => number
  /** Seconds, from any moment on. */
  readonly now: () => number
}

export function createDirector(
  face: Pick<AvatarView, 'show' | 'release' | 'speak' | 'gesture' | 'attend'>,
  { random, now }: DirectorOptions,
): Director {
  const answer = createCues(random, now)
  let clauses = createClauses()
  let thinkingFor = 0
  let speech = createSpeech()
  let bubble = AWAY
  let sessionId = ''
  /** The reply she is on; null once it is over and gone. */
  let replyId: string | null = null
  /** Whether more text may come. */
  let streaming = false
  let faceShown = false
  /** Seconds until the face, and the bubble, go. */
  let faceLeft = 0
  let bubbleLeft = 0

  function cue(what: Cue): void {
    const move = answer(what)
    if (move) face.gesture(move)
  }

  function show({ emotion, intensity }: Felt): void {
    faceShown = emotion !== 'neutral'
    face.show(emotion, intensity)
  }

  function silence(): void {
    replyId = null
    streaming = false
    bubble = AWAY
    if (faceShown) face.release()
    faceShown = false
  }

  function begin(reply: Message): void {
    if (reply.id !== replyId) {
      speech = createSpeech()
      clauses = createClauses()
    }
    thinkingFor = 0
    replyId = reply.id
    streaming = true
    // What was said before this page came is not said again.
    speech.replace(reply.segments)
    speech.finish()
    refresh()
  }

  function phaseOf(felt: Felt | null): Bubble['phase'] {
    if (streaming || speech.behind) return felt === null ? 'thinking' : 'speaking'
    return speech.text ? 'done' : 'away'
  }

  /** Brings face and bubble to where the speech is. */
  function refresh(): void {
    const { text, felt } = speech
    const phase = phaseOf(felt)
    const { emotion, intensity } = felt ?? NEUTRAL
    const next = { phase, text, emotion, intensity }
    if (phase === bubble.phase && text === bubble.text && feelsSame(bubble, next)) return
    if (felt && (!feelsSame(bubble, felt) || bubble.phase === 'thinking')) {
      show(felt)
      cue({ type: 'felt', emotion, intensity })
    }
    bubble = next
    if (phase === 'done') {
      for (const clause of clauses.finish()) cue({ type: 'said', clause })
      faceLeft = FACE_LINGERS_SECONDS
      bubbleLeft = bubbleLingersSeconds(text)
    }
  }

  function end(reply: Message): void {
    streaming = false
    speech.replace(reply.segments)
    // Told to stop, she stops.
    if (reply.status === 'stopped') speech.finish()
    if (reply.text) refresh()
    else silence()
  }

  function enterSession(id: string): void {
    if (id !== sessionId) silence()
    sessionId = id
  }

  function join(id: string, reply: Message | null): void {
    enterSession(id)
    if (reply) begin(reply)
    else if (streaming) silence()
  }

  return {
    get bubble() {
      return bubble
    },
    get busy() {
      return replyId !== null || faceShown
    },
    join,
    handle(event) {
      switch (event.type) {
        case 'snapshot':
          join(event.snapshot.session.id, event.snapshot.reply)
          break
        case 'session-changed':
          enterSession(event.session.id)
          break
        case 'user-emotion-detected':
          faceLeft = REACTION_SECONDS
          show(reactionTo(event))
          break
        case 'message-added':
          face.attend()
          if (event.message.role === 'user') cue({ type: 'heard', text: event.message.text })
          break
        case 'reply-start':
          face.attend()
          begin(event.message)
          cue({ type: 'asked' })
          break
        case 'reply-delta':
          if (event.messageId !== replyId) break
          speech.append({ text: event.text, emotion: event.emotion, intensity: event.intensity })
          refresh()
          break
        case 'reply-end':
          if (event.message.id === replyId) end(event.message)
          break
      }
    },
    update(delta) {
      const words = speech.update(delta)
      if (words) face.speak(words)
      for (const clause of clauses.hear(words)) cue({ type: 'said', clause })
      if (replyId) refresh()
      if (bubble.phase === 'thinking') {
        thinkingFor += delta
        cue({ type: 'thinking', seconds: thinkingFor })
      }
      if (bubble.phase === 'speaking') return

      faceLeft -= delta
      if (faceShown && faceLeft <= 0) {
        face.release()
        faceShown = false
      }
      if (bubble.phase !== 'done') return
      bubbleLeft -= delta
      if (bubbleLeft <= 0) silence()
    },
  }
}
