import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Emotion } from '../../electron/contract/index.ts'

/** A feeling that lasts so long is told, in milliseconds: those that only pass by would be chatter. */
const LASTS = 2000

/** Tells screen readers, when they have a moment, what she has come to feel. That it is over is not told. */
export function FeelingNews({ emotion }: { emotion: Emotion }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('overlay')
  const [told, setTold] = useState<Emotion>('neutral')
  useEffect(() => {
    if (emotion === 'neutral') return
    const timer = setTimeout(() => setTold(emotion), LASTS)
    return () => clearTimeout(timer)
  }, [emotion])
  return (
    <p className="visually-hidden" role="status">
      {told !== 'neutral' && say('picture', { emotion: t(`emotion.${told}`) })}
    </p>
  )
}
