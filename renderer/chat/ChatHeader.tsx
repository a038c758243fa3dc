import { useTranslation } from 'react-i18next'
import { type CompanionState, useCompanion, useCompanionState } from '../client/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { SettingsIcon } from '../ui/icons.tsx'
import { useLocale } from '../ui/use-language.ts'
import { openSettings } from '../ui/windows.ts'
import { MoodMenu } from './MoodMenu.tsx'
import { SessionMenu } from './SessionMenu.tsx'

/** Which conversation this is, how she is, and how much of it she holds in mind. */
export function ChatHeader() {
  const { t } = useTranslation()
  const companion = useCompanion()
  const title = useCompanionState((state) => state.session?.title)
  return (
    <header className="chat-header">
      <SessionMenu />
      <h1 dir="auto">{title || t('session.untitled')}</h1>
      <MoodMenu />
      <ContextChip />
      <IconButton label={t('chat.settings')} onClick={() => void openSettings(companion)}>
        <SettingsIcon />
      </IconButton>
    </header>
  )
}

function ContextChip() {
  const { t } = useTranslation()
  const locale = useLocale()
  const used = useCompanionState(tokensInContext)
  const size = useCompanionState(({ model }) => (model.phase === 'ready' ? model.model.contextSize : null))
  if (used === null || size === null) return null
  const numbers = (style: 'short' | 'full') => ({
    used: formatNumber(used, locale, style),
    size: formatNumber(size, locale, style),
  })
  return (
    <span className="chip context" title={t('chat.contextHelp', numbers('full'))}>
      {t('chat.context', numbers('short'))}
    </span>
  )
}

/** Tokens that the latest turn took, its reply included; null where that is not known. */
function tokensInContext({ messages }: CompanionState): number | null {
  const tokens = messages.findLast((message) => message.tokens)?.tokens
  return tokens ? tokens.prompt + tokens.completion : null
}
