import { useTranslation } from 'react-i18next'
import type { ModelEntry } from '../../../electron/contract/index.ts'
import { useCompanion } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { formatParams, formatSize } from '../../ui/format.ts'
import { useFailureText, useLocale } from '../../ui/use-language.ts'
import { Card } from '../parts/Card.tsx'
import { RemoveButton } from '../parts/RemoveButton.tsx'
import { useAction } from '../use-action.ts'
import { FitMark, FitNumbers } from './FitMark.tsx'
import { ModelDetails } from './ModelDetails.tsx'
import { useModel } from './use-model.ts'

interface ModelCardProps {
  readonly entry: ModelEntry
  readonly onRemoved: () => Promise<void>
}

/** Whether it can be her mind: it can talk, and its file is whole. */
export const isUsable = ({ facts, problem }: ModelEntry): boolean => facts.kind === 'chat' && problem === null

/** A model on this disk. */
export function ModelCard({ entry, onRemoved }: ModelCardProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { call } = useCompanion()
  const failureText = useFailureText()
  const removal = useAction()
  const { facts, source, fit, problem, usedAs } = entry
  const { name, kind, path, params, quantization, sizeBytes, parts, licence } = facts
  const model = useModel(source === 'starter' ? null : path, usedAs)
  const usable = isUsable(entry)

  async function remove(): Promise<boolean> {
    if (!(await removal.run(() => call.models.remove({ path })))) return false
    await onRemoved()
    return true
  }

  const told = [
    params > 0 && t('models.params', { number: formatParams(params, locale) }),
    quantization,
    formatSize(sizeBytes, locale),
    parts > 1 && t('models.parts', { count: parts }),
    licence,
    t(`models.source.${source}`),
  ]
  return (
    <Card
      name={name}
      mark={usable && fit && <FitMark fit={fit} />}
      problem={removal.problem ?? model.problem}
      actions={
        <>
          {usable && (
            <Button
              aria-label={t(model.isUsed ? 'models.inUseNamed' : 'models.useNamed', { name })}
              aria-pressed={model.isUsed}
              onClick={model.use}
            >
              {t(model.isUsed ? 'models.inUse' : 'models.useIt')}
            </Button>
          )}
          {source === 'kira' && (
            <RemoveButton
              name={name}
              help={t('models.removeHelp', { size: formatSize(sizeBytes, locale) })}
              onRemove={remove}
            />
          )}
        </>
      }
      facts={told.filter(Boolean).join(' · ')}
    >
      {kind !== 'chat' && problem === null && <p className="small">{t(`models.kind.${kind}`)}</p>}
      {problem && <p className="field-problem">{failureText(problem)}</p>}
      {usable && fit && <FitNumbers fit={fit} />}
      <ModelDetails entry={entry} />
    </Card>
  )
}
