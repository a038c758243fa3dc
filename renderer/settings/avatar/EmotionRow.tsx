import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AvatarProfile, Emotion, EmotionChoice, EmotionLook } from '../../../electron/contract/index.ts'
import { Button } from '../../ui/Button.tsx'
import { EmotionMark } from '../../ui/EmotionMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import { useLocale } from '../../ui/use-language.ts'
import { ChoiceField, SliderField } from '../fields.tsx'
import { visibility } from './visibility.ts'

interface EmotionRowProps {
  readonly emotion: Emotion
  /** What shows it, and what would without a choice. */
  readonly look: EmotionLook
  readonly proposal: EmotionLook
  readonly choice: EmotionChoice | undefined
  readonly effective: AvatarProfile['effective']
  /** The expressions that can be chosen for it. */
  readonly offered: readonly string[]
  readonly onShow: () => void
  readonly onChoose: (choice: EmotionChoice) => Promise<boolean>
}

// What a choice is as the value of an option: names of expressions are a file's, and may be anything.
const PROPOSED = 'proposed'
const BODY_ONLY = 'body'
const NAMED = 'name '

/** How one emotion is shown, and by what else it could be. */
export function EmotionRow(props: EmotionRowProps) {
  const { emotion, look, proposal, choice, effective, offered, onShow, onChoose } = props
  const { t } = useTranslation()
  const locale = useLocale()
  const id = useId()
  const { expression, strength } = choice ?? { expression: null, strength: 1 }
  const percent = (value: number) => formatNumber(value, locale, 'percent')
  const names = (weights: EmotionLook['weights']) =>
    Object.entries(weights)
      .map(([name, weight]) => (weight === 1 ? name : `${name} ${percent(weight)}`))
      .join(' + ')
  const known = expression !== null && offered.includes(expression)
  const value = expression === '' ? BODY_ONLY : known ? NAMED + expression : PROPOSED

  const chooseExpression = (chosen: string) => {
    const name = chosen === PROPOSED ? null : chosen === BODY_ONLY ? '' : chosen.slice(NAMED.length)
    return onChoose({ expression: name, strength })
  }

  return (
    <li>
      <fieldset className="row" aria-labelledby={id}>
        <div className="row-head">
          <span id={id} className="row-name">
            <EmotionMark emotion={emotion} />
          </span>
          <Button aria-label={t('avatar.showNamed', { emotion: t(`emotion.${emotion}`) })} onClick={onShow}>
            {t('avatar.show')}
          </Button>
        </div>
        {emotion === 'neutral' ? (
          <p className="small">{t('avatar.via.rest')}</p>
        ) : (
          <>
            <p className="small" dir="auto">
              {t(`avatar.via.${look.via}`, { names: names(look.weights) })}
              {look.via !== 'cue' && ` · ${t(`avatar.visibility.${visibility(look.weights, effective)}`)}`}
            </p>
            <div className="row-controls">
              <ChoiceField
                label={t('avatar.shownBy')}
                value={value}
                choices={[
                  [PROPOSED, t('avatar.asProposed', { names: names(proposal.weights) || t('avatar.bodyOnlyShort') })],
                  [BODY_ONLY, t('avatar.bodyOnly')],
                  ...offered.map((name) => [NAMED + name, name] as const),
                ]}
                onChoose={(chosen) => void chooseExpression(chosen)}
              />
              {look.via !== 'cue' && (
                <SliderField
                  label={t('avatar.strength')}
                  value={strength}
                  min={0.1}
                  max={1}
                  step={0.05}
                  format={percent}
                  onChoose={(chosen) => onChoose({ expression, strength: chosen })}
                />
              )}
            </div>
          </>
        )}
      </fieldset>
    </li>
  )
}
