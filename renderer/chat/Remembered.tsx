import { useTranslation } from 'react-i18next'
import type { RecalledLine } from '../../electron/contract/index.ts'
import { formatWhen } from '../ui/format.ts'
import { useLocale } from '../ui/use-language.ts'

/** What she remembered for this reply, and when it was said. */
export function Remembered({ lines }: { lines: readonly RecalledLine[] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  if (lines.length === 0) return null
  return (
    <ul className="remembered">
      {lines.map(({ messageId, text, createdAt }) => (
        <li key={messageId} dir="auto" title={text}>
          {t('chat.remembered', { text: shorten(text), date: formatWhen(createdAt, Date.now(), locale) })}
        </li>
      ))}
    </ul>
  )
}

/** The first words of a line, cut between words where there are any. */
export function shorten(text: string, limit = 120): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, limit)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > limit / 2 ? end : limit)}…`
}
