import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../electron/contract/index.ts'
import { formatMemory, formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { Reasons } from './Reasons.tsx'

/** Whether a model fits on this computer: a word beside the colour, and where its layers would lie. */
export function FitMark({ fit: { light, plan } }: { fit: Fit }) {
  const { t } = useTranslation()
  const { gpuLayers: got, totalLayers: total } = plan
  const word = t(`models.fit.${light}`)
  const where = t(`models.fit.${got > 0 ? 'onGpu' : 'onProcessor'}`, { light: word, got, total })
  return (
    <span className="chip fit" data-light={light}>
      {light === 'red' ? word : where}
    </span>
  )
}

/** The numbers behind it; and why, where it does not fit. */
export function FitNumbers({ fit: { light, plan, why } }: { fit: Fit }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { vramBytes, ramBytes, contextSize } = plan
  const needs = {
    vram: formatMemory(vramBytes, locale),
    ram: formatMemory(ramBytes, locale),
    size: formatNumber(contextSize, locale),
  }
  return (
    <>
      <p className="small">{t(`models.fit.${vramBytes > 0 ? 'needs' : 'needsRam'}`, needs)}</p>
      {light === 'red' && <Reasons why={why} />}
    </>
  )
}
