import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Emotion, Message, Session } from '../../electron/contract/index.ts'
import { latestReply, useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { EmotionMark } from '../ui/EmotionMark.tsx'
import { type Age, ageOf, formatWhen } from '../ui/format.ts'
import { PlusIcon } from '../ui/icons.tsx'
import { useLocale } from '../ui/use-language.ts'
import './sessions.css'

const AGES: readonly Age[] = ['today', 'yesterday', 'week', 'earlier']

/** All conversations, latest first, under headings of time. `onChosen` is called when one was opened or begun. */
export function SessionList({ onChosen = () => {} }: { onChosen?: () => void }) {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const open = useCompanionState((state) => state.session)
  const sessions = useSessions(open)
  const emotion = useCompanionState((state) => latestReply(state)?.emotion ?? 'neutral')
  // The list is older than what is being said.
  const lastSaid = useCompanionState(({ messages }) => messages.findLast(isSaidByHer)?.emotion)
  const now = Date.now()
  // What fails here is told as a notice or as a lost connection.
  const choose = (opening: Promise<Session>) => void opening.then(onChosen, () => {})
  return (
    <nav className="sessions" aria-label={t('session.list')}>
      <div className="sessions-top">
        <span className="brand-name">
          <span className="dot glowing" data-emotion={emotion} aria-hidden="true" />
          Kira
        </span>
        <Button onClick={() => choose(call.sessions.create())}>
          <PlusIcon />
          {t('session.create')}
        </Button>
      </div>
      <div className="sessions-scroll">
        {sessions.length === 0 && <p className="small">{t('session.none')}</p>}
        {AGES.map((age) => {
          const group = sessions.filter(({ updatedAt }) => ageOf(updatedAt, now) === age)
          if (group.length === 0) return null
          return (
            <section key={age}>
              <h2>{t(`session.${age}`)}</h2>
              <ul>
                {group.map((session) => (
                  <li key={session.id}>
                    <SessionButton
                      session={session}
                      emotion={(session.id === open?.id && lastSaid) || session.emotion}
                      current={session.id === open?.id}
                      now={now}
                      onClick={() => choose(call.sessions.open({ id: session.id }))}
                    />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </nav>
  )
}

const isSaidByHer = ({ role, text }: Message) => role === 'assistant' && text !== ''

interface SessionButtonProps {
  readonly session: Session
  /** Of her last reply; null where there is none. */
  readonly emotion: Emotion | null
  readonly current: boolean
  readonly now: number
  readonly onClick: () => void
}

function SessionButton({ session, emotion, current, now, onClick }: SessionButtonProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <button type="button" className="session" aria-current={current ? 'true' : undefined} onClick={onClick}>
      <span className="session-title" dir="auto">
        {session.title || t('session.untitled')}
      </span>
      <span className="session-facts">
        <small>{formatWhen(session.updatedAt, now, locale)}</small>
        {emotion && (
          <>
            <span className="visually-hidden">{t('session.felt', { emotion: t(`emotion.${emotion}`) })}</span>
            <span aria-hidden="true">
              <EmotionMark emotion={emotion} />
            </span>
          </>
        )}
      </span>
    </button>
  )
}

/** The list of sessions, asked for again whenever the open one changes. */
function useSessions(open: Session | null): readonly Session[] {
  const { call } = useCompanion()
  const connected = useCompanionState((state) => state.connection === 'open')
  const [sessions, setSessions] = useState<readonly Session[]>([])
  useEffect(() => {
    if (!connected || !open) return
    let current = true
    call.sessions.list().then(
      (list) => current && setSessions(list),
      () => {},
    )
    return () => {
      current = false
    }
  }, [call, connected, open])
  return sessions
}
