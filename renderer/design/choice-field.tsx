import { useId } from 'react'

interface Option {
  value: string
  label: string
}

interface OneOfProps {
  label: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}

/** One of a few values, all in sight. */
export function OneOf({ label, options, value, onChange }: OneOfProps) {
  const name = useId()
  return (
    <fieldset className="choice-field">
      <legend className="field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-line">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface AnyOfProps {
  label: string
  options: readonly Option[]
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** Any number of values of a list, all in sight. */
export function AnyOf({ label, options, values, onChange }: AnyOfProps) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <fieldset className="choice-field choice-field-many">
      <legend className="field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-line">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface YesProps {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}

/** A statement that the officer makes or does not make. */
export function Yes({ label, value, onChange }: YesProps) {
  return (
    <label className="choice-line">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

interface SelectFieldProps extends OneOfProps {}

/** One of many values. */
export function SelectField({ label, options, value, onChange }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
