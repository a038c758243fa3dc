import { useTranslation } from 'react-i18next'
import type { ModelState } from '../../electron/contract/index.ts'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { Button } from './Button.tsx'

/** What can be done about the model in each phase, and what it is called. */
const ACTIONS = {
  unloaded: { call: 'load', label: 'loadNow' },
  resting: { call: 'load', label: 'wake' },
  loading: { call: 'cancel', label: 'cancel' },
  restarting: { call: 'cancel', label: 'cancel' },
  ready: { call: 'rest', label: 'rest' },
  failed: { call: 'load', label: 'tryAgain' },
} as const satisfies Record<ModelState['phase'], { call: 'load' | 'cancel' | 'rest'; label: string }>

/** Loads, cancels, rests or wakes the model, whichever it can right now. It stays one button, and keeps the focus. */
export function ModelAction() {
  const { t } = useTranslation()
  const { call } = useCompanion()
  const action = useCompanionState((state) => ACTIONS[state.model.phase])
  return (
    // What goes wrong arrives as a change of the model's state.
    <Button onClick={() => void call.model[action.call]().catch(() => {})}>{t(`model.${action.label}`)}</Button>
  )
}
