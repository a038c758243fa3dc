import { Switch } from 'radix-ui'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import type { SettingsPatch } from '../../electron/contract/index.ts'
import { Field } from './Field.tsx'
import { ChoiceField, SliderField } from './fields.tsx'
import { useChange } from './use-change.ts'

interface SettingProps<T> {
  readonly label: string
  readonly help: string
  readonly value: T
  /** The change that sets it. */
  readonly patch: (value: T) => SettingsPatch
}

/** On or off. */
export function SwitchSetting({ label, help, value, patch }: SettingProps<boolean>) {
  const { problem, apply } = useChange()
  return (
    <Field label={label} help={help} problem={problem} inline>
      {(ids) => (
        <Switch.Root {...ids} className="switch" checked={value} onCheckedChange={(on) => void apply(patch(on))}>
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      )}
    </Field>
  )
}

interface ChoiceSettingProps<T extends string> extends SettingProps<T> {
  readonly choices: Readonly<Record<T, string>>
}

/** One of a few. */
export function ChoiceSetting<T extends string>({ patch, choices, ...field }: ChoiceSettingProps<T>) {
  const { problem, apply } = useChange()
  const entries = Object.entries(choices) as [T, string][]
  return <ChoiceField {...field} problem={problem} choices={entries} onChoose={(value) => void apply(patch(value))} />
}

interface SliderSettingProps extends SettingProps<number> {
  readonly min: number
  readonly max: number
  readonly step: number
  /** How the value is written, with its unit. */
  readonly format: (value: number) => string
}

/** A number in a range. It is saved when the thumb is let go. */
export function SliderSetting({ patch, ...field }: SliderSettingProps) {
  const { problem, apply } = useChange()
  return <SliderField {...field} problem={problem} onChoose={(value) => apply(patch(value))} />
}

interface TextSettingProps extends SettingProps<string> {
  readonly input?: ComponentProps<'input'>
}

/** A text or a number that is typed. It is saved on Enter or on leaving; what is refused gives way to the old value. */
export function TextSetting({ label, help, value, patch, input }: TextSettingProps) {
  const { problem, apply } = useChange()
  /** What is typed and not yet the setting. A change from elsewhere doesn't take it away. */
  const [draft, setDraft] = useState<string | null>(null)
  const sent = useRef({ draft: '', before: value })
  /** What the setting is about to be, while that is being saved. */
  const coming = useRef<string | null>(null)
  useEffect(() => {
    if (value !== sent.current.before) setDraft((typed) => (typed === sent.current.draft ? null : typed))
  }, [value])
  const save = async () => {
    if (draft === null || draft === (coming.current ?? value)) return
    sent.current = { draft, before: value }
    coming.current = draft
    const accepted = await apply(patch(draft))
    if (coming.current === draft) coming.current = null
    if (!accepted) setDraft((typed) => (typed === draft ? null : typed))
  }
  return (
    <Field label={label} help={help} problem={problem}>
      {(ids) => (
        <input
          {...ids}
          className="control"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          value={draft ?? value}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void save()}
          onKeyDown={(event) => event.key === 'Enter' && void save()}
          {...input}
        />
      )}
    </Field>
  )
}

/** The value is null where the field is empty. */
interface NumberSettingProps extends SettingProps<number | null> {
  /** What an empty field means. */
  readonly placeholder?: string
}

/** A number that is typed. The settings know its limits, and say so where it is refused. */
export function NumberSetting({ value, patch, placeholder, ...field }: NumberSettingProps) {
  return (
    <TextSetting
      {...field}
      value={value === null ? '' : String(value)}
      patch={(text) => patch(text.trim() === '' ? null : Number(text))}
      input={{ type: 'number', inputMode: 'numeric', className: 'control number', placeholder }}
    />
  )
}
