import { useTranslation } from 'react-i18next'
import type { Emotion } from '../../electron/contract/index.ts'

/** What she feels: a dot in its colour, and its word. */
export function EmotionMark({ emotion }: { emotion: Emotion }) {
  const { t } = useTranslation()
  return (
    <span className="emotion-mark" data-emotion={emotion}>
      <span className="dot" aria-hidden="true" />
      {t(`emotion.${emotion}`)}
    </span>
  )
}
