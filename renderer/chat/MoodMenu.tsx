import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../client/index.ts'
import { useLanguage } from '../ui/use-language.ts'
import { MoodCourse } from './MoodCourse.tsx'
import './mood.css'

/** How she is, in a few words; behind them, how she came to be so. */
export function MoodMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  const mood = useCompanionState((state) => state.mood)
  if (!mood) return null
  const words = mood.words[language]
  return (
    <Popover.Root>
      <Popover.Trigger className="chip mood" data-emotion={words === null ? 'neutral' : mood.face.emotion}>
        <span className="dot" aria-hidden="true" />
        {t('mood.is', { words: words ?? t('mood.usual') })}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="mood-menu" align="end" sideOffset={8} aria-label={t('mood.course')}>
          <MoodCourse />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
