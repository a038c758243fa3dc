import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Download, OfferedModel } from '../../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { formatParams, formatSize } from '../../ui/format.ts'
import { OutsideLink } from '../../ui/OutsideLink.tsx'
import { useFailureText, useLanguage, useLocale } from '../../ui/use-language.ts'
import { Card } from '../parts/Card.tsx'
import { Question } from '../parts/Question.tsx'
import { useAction } from '../use-action.ts'
import { DownloadProgress } from './DownloadProgress.tsx'
import { FitMark, FitNumbers } from './FitMark.tsx'
import { useModel } from './use-model.ts'

/** What the card's first button does. It stays one button in every phase, and so keeps the focus. */
type Step = 'download' | 'pause' | 'goOn' | 'again' | 'use' | 'inUse' | 'wait'

const STEPS: Record<Download['phase'], Step> = {
  waiting: 'pause',
  running: 'pause',
  paused: 'goOn',
  checking: 'wait',
  // While it is still here, the card has a path; once that is deleted, it can be had again.
  done: 'download',
  failed: 'again',
}

interface OfferedCardProps {
  readonly offered: OfferedModel
  /** Whether none of the others would do better on this computer. */
  readonly isBest?: boolean
}

/** A model that Kira recommends: what it is good for, whether it fits, and its way here. */
export function OfferedCard({ offered, isBest = false }: OfferedCardProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const language = useLanguage()
  const failureText = useFailureText()
  const { id, name, params, quantization, sizeBytes, licence, licenceUrl, host, goodFor, fit, path, usedAs } = offered
  const download = useCompanionState((state) => state.downloads.find((known) => known.id === id))
  const model = useModel(path, usedAs)
  const { problem, start, pause, cancel } = useDownload(id)
  const dialog = useRef<HTMLDialogElement>(null)
  const isHere = path !== null
  const step = isHere ? (model.isUsed ? 'inUse' : 'use') : download ? STEPS[download.phase] : 'download'
  const isUnderWay = !isHere && download !== undefined && download.phase !== 'done'

  const steps: Record<Step, { label: string; named: string; act?: () => void }> = {
    download: { label: t('models.download'), named: t('models.downloadNamed', { name }), act: start },
    pause: { label: t('models.pause'), named: t('models.pauseNamed', { name }), act: pause },
    goOn: { label: t('models.goOn'), named: t('models.goOnNamed', { name }), act: start },
    again: { label: t('models.again'), named: t('models.againNamed', { name }), act: start },
    use: { label: t('models.useIt'), named: t('models.useNamed', { name }), act: model.use },
    inUse: { label: t('models.inUse'), named: t('models.inUseNamed', { name }) },
    wait: { label: t('models.phase.checking'), named: t('models.checkingNamed', { name }) },
  }
  const { label, named, act } = steps[step]
  return (
    <Card
      name={name}
      mark={
        <span className="chips">
          {isBest && <span className="chip best">{t('models.best')}</span>} {fit && <FitMark fit={fit} />}
        </span>
      }
      problem={problem ?? model.problem ?? (!isHere && download?.failure ? failureText(download.failure) : undefined)}
      actions={
        <>
          <Button
            aria-label={named}
            aria-pressed={isHere ? model.isUsed : undefined}
            aria-disabled={step === 'wait'}
            onClick={act}
          >
            {label}
          </Button>
          {isUnderWay && (
            <Button
              look="quiet"
              aria-label={t('models.cancelNamed', { name })}
              aria-haspopup="dialog"
              onClick={() => dialog.current?.showModal()}
            >
              {t('models.cancel')}
            </Button>
          )}
        </>
      }
      facts={
        <>
          {[
            t('models.params', { number: formatParams(params, locale) }),
            quantization,
            formatSize(sizeBytes, locale),
            t('models.from', { host }),
            t('models.licenceOf'),
          ].join(' · ')}
          <OutsideLink href={licenceUrl}>{licence}</OutsideLink>
        </>
      }
    >
      <p>{goodFor[language]}</p>
      {fit && <FitNumbers fit={fit} />}
      {isUnderWay && <DownloadProgress download={download} />}
      <Question
        dialog={dialog}
        title={t('models.cancelQuestion', { name })}
        help={t('models.cancelHelp', { size: formatSize(download?.doneBytes ?? 0, locale) })}
        yes={t('models.cancel')}
        no={t('models.keepLoading')}
        onYes={cancel}
      />
    </Card>
  )
}

function useDownload(id: string) {
  const { call } = useCompanion()
  const { problem, run } = useAction()
  return {
    problem,
    start: () => void run(() => call.downloads.start({ id })),
    pause: () => void run(() => call.downloads.pause({ id })),
    cancel: () => run(() => call.downloads.cancel({ id })),
  }
}
