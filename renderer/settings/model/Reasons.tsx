import { type Reason, reasonText } from '../../../electron/contract/index.ts'
import { formatNumber } from '../../ui/format.ts'
import { useLanguage, useLocale } from '../../ui/use-language.ts'

/** Why a model runs as it does, a sentence each. */
export function Reasons({ why }: { why: readonly Reason[] }) {
  const language = useLanguage()
  const locale = useLocale()
  const written = (data: Reason['data']) =>
    Object.fromEntries(
      Object.entries(data).map(([name, fact]) => [name, typeof fact === 'number' ? formatNumber(fact, locale) : fact]),
    )
  if (why.length === 0) return null
  return (
    <ul className="reasons small">
      {why.map(({ code, data }) => (
        <li key={code}>{reasonText(language, code, written(data))}</li>
      ))}
    </ul>
  )
}
