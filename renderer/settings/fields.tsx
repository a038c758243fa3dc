import { Slider } from 'radix-ui'
import { useEffect, useState } from 'react'
import { Field } from './Field.tsx'

interface FieldProps<T> {
  readonly label: string
  readonly help?: string
  readonly value: T
  readonly problem?: string | undefined
}

interface ChoiceFieldProps<T extends string> extends FieldProps<T> {
  /** Each with what it is called, in order. */
  readonly choices: readonly (readonly [value: T, name: string])[]
  readonly onChoose: (value: T) => void
}

/** One of a few. */
export function ChoiceField<T extends string>({ value, choices, onChoose, ...field }: ChoiceFieldProps<T>) {
  const choose = (name: string) => {
    const chosen = choices.find(([known]) => known === name)
    if (chosen) onChoose(chosen[0])
  }
  return (
    <Field {...field}>
      {(ids) => (
        <select {...ids} className="control" value={value} onChange={(event) => choose(event.target.value)}>
          {choices.map(([known, name]) => (
            <option key={known} value={known}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface SliderFieldProps extends FieldProps<number> {
  readonly min: number
  readonly max: number
  readonly step: number
  /** How the value is written, with its unit. */
  readonly format: (value: number) => string
  /** Called when the thumb is let go. Resolves to whether the value was accepted; if not, the old one stands again. */
  readonly onChoose: (value: number) => Promise<boolean>
}

/** A number in a range. */
export function SliderField({ label, value, min, max, step, format, onChoose, ...field }: SliderFieldProps) {
  const [shown, setShown] = useState(value)
  useEffect(() => setShown(value), [value])
  const choose = async (chosen: number) => {
    if (!(await onChoose(chosen))) setShown(value)
  }
  return (
    <Field label={label} {...field}>
      {({ id, ...ids }) => (
        <div className="slider-row">
          <Slider.Root
            className="slider"
            min={min}
            max={max}
            step={step}
            value={[shown]}
            onValueChange={([moved = value]) => setShown(moved)}
            onValueCommit={([chosen = value]) => void choose(chosen)}
          >
            <Slider.Track className="slider-track">
              <Slider.Range className="slider-range" />
            </Slider.Track>
            <Slider.Thumb className="slider-thumb" aria-label={label} aria-valuetext={format(shown)} {...ids} />
          </Slider.Root>
          <output htmlFor={id}>{format(shown)}</output>
        </div>
      )}
    </Field>
  )
}
