import { useTranslation } from 'react-i18next'
import type { Machine } from '../../../electron/contract/index.ts'
import { useCompanionState } from '../../client/index.ts'
import { formatMemory } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { Facts } from '../parts/Facts.tsx'

/** What of this computer models care about. */
export function MachineFacts() {
  const { t } = useTranslation()
  const machine = useCompanionState((state) => state.machine)
  return (
    <div className="machine">
      <h4>{t('models.computer')}</h4>
      {machine ? <Found machine={machine} /> : <p className="small">{t('models.notLooked')}</p>}
    </div>
  )
}

const BACKENDS = { cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal' } as const

function Found({ machine: { gpu, ramTotal, ramFree, cores } }: { machine: Machine }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const freeOf = (free: number, total: number) =>
    t('models.freeOf', { free: formatMemory(free, locale), total: formatMemory(total, locale) })
  const name = gpu && `${gpu.names.join(', ') || t('models.graphicsCard')} (${BACKENDS[gpu.backend]})`
  const graphicsMemory = gpu && [
    freeOf(gpu.vramFree, gpu.vramTotal),
    ...(gpu.unified ? [t('models.sharedMemory')] : []),
  ]
  return (
    <Facts
      facts={[
        [t('models.graphics'), name ?? t('models.noGraphics')],
        [t('models.graphicsMemory'), graphicsMemory?.join(' · ') ?? null],
        [t('models.memory'), freeOf(ramFree, ramTotal)],
        [t('models.processor'), t('models.cores', { count: cores })],
      ]}
    />
  )
}
