import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fit, type ModelEntry, PROFILES, type Profile } from '../../../electron/contract/index.ts'
import { type Companion, useCompanion } from '../../client/index.ts'
import { formatMemory, formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Facts } from '../parts/Facts.tsx'
import { useAction } from '../use-action.ts'
import { Reasons } from './Reasons.tsx'

type Inspection = Awaited<ReturnType<Companion['call']['models']['inspect']>>

/** What a model's file says about itself, and how it would run here. The file is read when somebody wants to know. */
export function ModelDetails({ entry: { facts, fit, problem: known } }: { entry: ModelEntry }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { call } = useCompanion()
  const { problem, run } = useAction()
  const [found, setFound] = useState<Inspection | null>(null)
  const inspect = () => run(async () => setFound(await call.models.inspect({ path: facts.path })))
  const { path, arch, layers, trainContext, template } = facts
  return (
    // What is known to be broken needs no second look: its card says why.
    <Disclosure title={t('models.details')} onOpen={() => !known && void inspect()}>
      <Facts
        facts={[
          [t('models.path'), path],
          [t('models.arch'), arch || null],
          [t('models.layers'), layers > 0 ? formatNumber(layers, locale) : null],
          [
            t('models.trained'),
            trainContext === null ? null : t('models.tokens', { size: formatNumber(trainContext, locale) }),
          ],
          [t('models.templateName'), template],
        ]}
      />
      {fit && fit.light !== 'red' && <Reasons why={fit.why} />}
      {problem ? (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      ) : (
        !found && !known && <p className="small">{t('models.reading')}</p>
      )}
      {found?.profiles && <Profiles profiles={found.profiles} />}
      {found && (
        <Disclosure title={t('models.metadata', { number: formatNumber(found.metadata.length, locale) })}>
          <Facts facts={found.metadata.map(({ key, value }) => [key, value])} />
        </Disclosure>
      )}
    </Disclosure>
  )
}

/** How each profile would load it, side by side. */
function Profiles({ profiles }: { profiles: Readonly<Record<Profile, Fit>> }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const number = (value: number) => formatNumber(value, locale)
  const rows: [name: string, value: (fit: Fit) => string][] = [
    [t('models.gpuLayers'), ({ plan }) => `${number(plan.gpuLayers)}/${number(plan.totalLayers)}`],
    [t('models.context'), ({ plan }) => number(plan.contextSize)],
    [t('models.graphicsMemory'), ({ plan }) => formatMemory(plan.vramBytes, locale)],
    [t('models.memory'), ({ plan }) => formatMemory(plan.ramBytes, locale)],
    [t('models.verdict'), ({ light }) => t(`models.fit.${light}`)],
  ]
  return (
    <table className="profiles small">
      <caption>{t('models.profiles')}</caption>
      <thead>
        <tr>
          <td />
          {PROFILES.map((profile) => (
            <th key={profile} scope="col">
              {t(`models.profileChoice.${profile}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {PROFILES.map((profile) => (
              <td key={profile}>{value(profiles[profile])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
