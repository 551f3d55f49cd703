import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  FILE_LANGUAGES,
  type Category,
  type FactField,
  type Procedure,
  type UiLanguage,
} from '../../domain/contract/codes.ts'
import { categoriesOf } from '../../domain/reference/categories.ts'
import { MUNICIPALITIES } from '../../domain/reference/municipalities.ts'
import { workbench } from '../data/client.ts'
import { Button, IconButton } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { DateField } from '../design/date-field.tsx'
import { TextField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { municipalityName } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import type { FactTyped } from './fact-form.ts'

interface FactFieldsProps {
  field: FactField
  procedure: Procedure
  values: FactTyped
  onChange: (some: Partial<FactTyped>) => void
}

/** The controls of one key fact. */
export function FactFields({ field, procedure, values, onChange }: FactFieldsProps) {
  const t = useWords()
  const code = useCodes()
  switch (field) {
    case 'CATEGORY':
      return (
        <SelectField
          label={code('fact', field)}
          options={categoriesOf(procedure).map((value) => ({
            value: value as string,
            label: code('category', value),
          }))}
          value={values.category ?? ''}
          onChange={(category) => onChange({ category: category as Category })}
        />
      )
    case 'EMPLOYER':
      return <EmployerField values={values} onChange={onChange} />
    case 'JOB':
      return (
        <>
          <TextField
            label={t('dossier.facts.form.title2')}
            value={values.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
          <TextField
            label={t('dossier.facts.form.isco')}
            inputMode="numeric"
            maxLength={4}
            value={values.isco}
            onChange={(event) => onChange({ isco: event.target.value })}
          />
        </>
      )
    case 'PAY':
      return (
        <div className="field-row">
          <TextField
            label={t('dossier.facts.form.amount')}
            inputMode="decimal"
            value={values.amount}
            onChange={(event) => onChange({ amount: event.target.value })}
          />
          <SelectField
            label={t('dossier.facts.form.unit')}
            options={(['YEAR', 'MONTH'] as const).map((value) => ({
              value,
              label: t(`dossier.facts.form.unitOf.${value}`),
            }))}
            value={values.unit}
            onChange={(unit) => onChange({ unit: unit as FactTyped['unit'] })}
          />
        </div>
      )
    case 'HOURS':
      return (
        <TextField
          label={t('dossier.facts.form.hours')}
          inputMode="decimal"
          value={values.hours}
          onChange={(event) => onChange({ hours: event.target.value })}
        />
      )
    case 'PERIOD':
      return (
        <div className="field-row">
          <DateField
            label={t('dossier.facts.form.from')}
            required
            value={values.from}
            onChange={(from) => onChange({ from })}
          />
          <DateField
            label={t('dossier.facts.form.to')}
            hint={t('dossier.facts.form.toHint')}
            value={values.to}
            onChange={(to) => onChange({ to })}
          />
        </div>
      )
    case 'WORKPLACES':
      return <PlaceFields values={values} onChange={onChange} />
    case 'LANGUAGE':
      return (
        <SelectField
          label={t('dossier.language')}
          options={FILE_LANGUAGES.map((value) => ({
            value,
            label: t(`dossier.fileLanguage.${value}`),
          }))}
          value={values.language}
          onChange={(language) => onChange({ language: language as FactTyped['language'] })}
        />
      )
  }
}

/** An enterprise is named by its number; the name that the register gives it is said at once. */
function EmployerField({ values, onChange }: Pick<FactFieldsProps, 'values' | 'onChange'>) {
  const t = useWords()
  const errorWords = useErrorWords()
  const [name, setName] = useState<string | null>(null)
  const [unknown, setUnknown] = useState(false)
  const find = async (number: string) => {
    onChange({ employerNumber: number, employerId: null })
    setName(null)
    if (number.replaceAll(/\D/gu, '').length < 9) return setUnknown(false)
    const found = await workbench.enterprise.find({ number }).catch(() => null)
    setUnknown(found === null)
    setName(found?.name ?? null)
    onChange({ employerNumber: number, employerId: found?.id ?? null })
  }
  const problem = unknown ? errorWords({ code: 'UNKNOWN_ENTERPRISE' }) : null
  return (
    <TextField
      label={t('dossier.facts.form.employerNumber')}
      hint={name ?? undefined}
      problem={problem ? `${problem.title}. ${problem.advice}` : undefined}
      inputMode="numeric"
      maxLength={20}
      value={values.employerNumber}
      onChange={(event) => void find(event.target.value)}
    />
  )
}

function PlaceFields({ values, onChange }: Pick<FactFieldsProps, 'values' | 'onChange'>) {
  const t = useWords()
  const { i18n } = useTranslation()
  const language = i18n.language as UiLanguage
  const options = MUNICIPALITIES.map(({ code }) => ({
    value: code,
    label: municipalityName(code, language),
  })).toSorted((a, b) => a.label.localeCompare(b.label, language))
  const { places } = values
  const put = (index: number, some: Partial<FactTyped['places'][number]>) =>
    onChange({ places: places.map((place, i) => (i === index ? { ...place, ...some } : place)) })
  return (
    <>
      {places.map(({ municipality, percent }, index) => (
        <div className="field-row" key={index}>
          <SelectField
            label={t('dossier.facts.form.municipality', { n: index + 1 })}
            options={options}
            value={municipality}
            // Street and unit are of the place that was there before.
            onChange={(chosen) => put(index, { municipality: chosen, street: null, unit: null })}
          />
          <TextField
            label={t('dossier.facts.form.share')}
            inputMode="decimal"
            value={percent}
            onChange={(event) => put(index, { percent: event.target.value })}
          />
          {places.length > 1 && (
            <IconButton
              icon="close"
              label={t('dossier.facts.form.removePlace', { n: index + 1 })}
              onClick={() => onChange({ places: places.filter((_, i) => i !== index) })}
            />
          )}
        </div>
      ))}
      <Button
        kind="quiet"
        icon="plus"
        onClick={() =>
          onChange({
            places: [
              ...places,
              { municipality: options[0]!.value, street: null, unit: null, percent: '' },
            ],
          })
        }
      >
        {t('dossier.facts.form.addPlace')}
      </Button>
    </>
  )
}
