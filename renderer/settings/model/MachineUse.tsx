import { useTranslation } from 'react-i18next'
import type { TEMPLATES } from '../../../electron/contract/index.ts'
import { useCompanionState } from '../../client/index.ts'
import { ChoiceSetting, NumberSetting, SwitchSetting } from '../controls.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'

const FAMILIES = {
  llama3: 'Llama 3',
  qwen: 'Qwen',
  gemma: 'Gemma',
  gemma4: 'Gemma 4',
  mistral: 'Mistral',
  zephyr: 'Zephyr',
  phi: 'Phi',
  chatml: 'ChatML',
} as const satisfies Record<Exclude<(typeof TEMPLATES)[number], 'auto' | 'jinja'>, string>

/** How much of the computer the model may take, and when it gives it back. */
export function MachineUse() {
  const { t } = useTranslation()
  const model = useCompanionState((state) => state.settings.model)
  return (
    <>
      <ChoiceSetting
        label={t('models.profile')}
        help={t('models.profileHelp')}
        value={model.profile}
        patch={(profile) => ({ model: { profile } })}
        choices={{
          auto: t('models.profileChoice.auto'),
          performance: t('models.profileChoice.performance'),
          balanced: t('models.profileChoice.balanced'),
          cpu_fallback: t('models.profileChoice.cpu_fallback'),
          custom: t('models.profileChoice.custom'),
        }}
      />
      {model.profile === 'custom' && (
        <NumberSetting
          label={t('models.customLayers')}
          help={t('models.customLayersHelp')}
          value={model.gpuLayers}
          patch={(gpuLayers) => ({ model: { gpuLayers: gpuLayers ?? 0 } })}
        />
      )}
      <NumberSetting
        label={t('models.contextSize')}
        help={t('models.contextSizeHelp')}
        value={model.contextSize}
        patch={(contextSize) => ({ model: { contextSize } })}
        placeholder={t('models.auto')}
      />
      <NumberSetting
        label={t('models.idle')}
        help={t('models.idleHelp')}
        value={model.idleMinutes}
        patch={(idleMinutes) => ({ model: { idleMinutes } })}
        placeholder={t('models.idlePlaceholder')}
      />
      <SwitchSetting
        label={t('models.fullScreen')}
        help={t('models.fullScreenHelp')}
        value={model.restOnFullScreen}
        patch={(restOnFullScreen) => ({ model: { restOnFullScreen } })}
      />
      <Disclosure title={t('models.fineTuning')}>
        <FineTuning />
      </Disclosure>
    </>
  )
}

function FineTuning() {
  const { t } = useTranslation()
  const model = useCompanionState((state) => state.settings.model)
  return (
    <>
      <NumberSetting
        label={t('models.threads')}
        help={t('models.threadsHelp')}
        value={model.threads}
        patch={(threads) => ({ model: { threads } })}
        placeholder={t('models.auto')}
      />
      <ChoiceSetting
        label={t('models.flash')}
        help={t('models.flashHelp')}
        value={model.flashAttention}
        patch={(flashAttention) => ({ model: { flashAttention } })}
        choices={{
          auto: t('models.flashChoice.auto'),
          on: t('models.flashChoice.on'),
          off: t('models.flashChoice.off'),
        }}
      />
      <ChoiceSetting
        label={t('models.kvType')}
        help={t('models.kvTypeHelp')}
        value={model.kvType}
        patch={(kvType) => ({ model: { kvType } })}
        choices={{
          f16: t('models.kvChoice.f16'),
          q8_0: t('models.kvChoice.q8_0'),
          q4_0: t('models.kvChoice.q4_0'),
        }}
      />
      <ChoiceSetting
        label={t('models.template')}
        help={t('models.templateHelp')}
        value={model.template}
        patch={(template) => ({ model: { template } })}
        choices={{ auto: t('models.templateAuto'), jinja: t('models.templateJinja'), ...FAMILIES }}
      />
    </>
  )
}
