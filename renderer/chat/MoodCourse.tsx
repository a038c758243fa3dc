import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MoodHistory } from '../../electron/contract/index.ts'
import { useCompanion } from '../client/index.ts'
import { formatWhen } from '../ui/format.ts'
import { useLocale } from '../ui/use-language.ts'
import { MoodChart } from './MoodChart.tsx'
import { shorten } from './Remembered.tsx'

/** Her mood over the last hours as a line, and what moved it most. */
export function MoodCourse() {
  const { t } = useTranslation()
  const history = useMoodHistory()
  if (!history) return null
  return (
    <>
      <h2>{t('mood.course')}</h2>
      <MoodChart history={history} />
      {history.movers.length === 0 ? (
        <p className="small">{t('mood.nothing')}</p>
      ) : (
        <ul className="movers small">
          {history.movers.map((mover) => (
            <MoverItem key={mover.messageId} mover={mover} />
          ))}
        </ul>
      )}
    </>
  )
}

function MoverItem({ mover: { role, text, at, change } }: { mover: MoodHistory['movers'][number] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const how = change > 0 ? 'lifted' : change < 0 ? 'lowered' : 'stirred'
  const who = role === 'user' ? t('mood.you') : 'Kira'
  return (
    <li dir="auto" title={text}>
      {t(`mood.${how}`, { who, text: shorten(text), when: formatWhen(at, Date.now(), locale) })}
    </li>
  )
}

/** The course of her mood, asked for again whenever the mood changes. */
function useMoodHistory(): MoodHistory | null {
  const { call, events } = useCompanion()
  const [history, setHistory] = useState<MoodHistory | null>(null)
  useEffect(() => {
    // Where it fails, the connection is gone; the next snapshot asks again.
    const ask = () => void call.mood.history().then(setHistory, () => {})
    ask()
    return events.subscribe(({ type }) => {
      if (type === 'mood-changed' || type === 'snapshot') ask()
    })
  }, [call, events])
  return history
}
