import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COMMANDS, decideCommand, type CommandArgs } from '../../../domain/commands/index.ts'
import type { RecordLookup } from '../../../domain/commands/command.ts'
import type { EntryName } from '../../../domain/commands/entries/possible.ts'
import {
  MANDATE_RESULTS,
  MANDATE_SOURCES,
  OPINIONS,
  SEEN_ANSWERS,
  VACANCY_SERVICES,
} from '../../../domain/contract/codes.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { announce } from '../../app/announce.ts'
import { useFormDraft } from '../../app/drafts.ts'
import { takeBack } from '../../app/take-back.ts'
import { useCommand, useCommandContext } from '../../data/use-command.ts'
import { Button } from '../../design/button.tsx'
import { AnyOf, OneOf } from '../../design/choice-field.tsx'
import { DateField, type TypedDate } from '../../design/date-field.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextAreaField, TextField } from '../../design/field.tsx'
import { FormProblem, useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes } from '../../i18n/format.ts'

/** What the form of an entry may hold; a new field needs a control below. */
interface EntryValues {
  on: TypedDate
  text: string
  source: string
  result: string
  counter: string
  opinion: string
  enterpriseNumber: string
  reference: string
  services: string[]
  from: TypedDate
  to: TypedDate
  institution: string
  awardedOn: TypedDate
  recognised: string
  /** As typed. */
  experienceYears: string
}

interface EntryDialogProps {
  name: EntryName
  page: DossierPage
  onClose: () => void
}

/** Notes on a dossier what somebody said or found. */
export function EntryDialog({ name, page, onClose }: EntryDialogProps) {
  const t = useWords()
  const { i18n } = useTranslation()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const { dossier } = page
  const [values, change, forget] = useFormDraft(`${name} ${dossier.id}`, () =>
    firstValues(page, context?.today ?? ''),
  )
  const [tried, setTried] = useState(false)
  const { send, running, problem, clear } = useCommand(name)
  const args = useMemo(() => entryArgs(name, page, values), [name, page, values])
  const decision = useMemo(
    () => (context && args ? decideCommand(name, args, lookupOf(page), context) : null),
    [context, name, args, page],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = tried && refusal ? errorWords(refusal) : null
  const store = async () => {
    setTried(true)
    if (!args || !decision?.ok) return
    const n = await send(args as CommandArgs<EntryName>)
    if (n === null) return
    const { reference } = dossier.body
    const done = t('dossier.step.done', { step: t(`command.${name}`), reference })
    announce(done, 'calm', () => void takeBack(i18n.t, n))
    forget()
    onClose()
  }
  const leave = () => {
    forget()
    onClose()
  }
  return (
    <Dialog
      title={`${t(`command.${name}`)} · ${dossier.body.reference}`}
      onClose={onClose}
      onSubmit={() => void store()}
      outcome={<FormProblem said={words} />}
      actions={
        <>
          <Button onClick={leave}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('save')}
          </Button>
        </>
      }
    >
      <EntryFields
        name={name}
        values={values}
        onChange={(some) => {
          clear()
          change(some)
        }}
      />
    </Dialog>
  )
}

function firstValues(page: DossierPage, today: string): EntryValues {
  const counter = page.dossier.body.events.findLast(({ type }) => type === 'COUNTER_ADVISED')
  return {
    on: today,
    text: '',
    source: MANDATE_SOURCES[0],
    result: MANDATE_RESULTS[0],
    counter: counter?.text ?? '',
    opinion: OPINIONS[0],
    enterpriseNumber: '',
    reference: '',
    services: [...VACANCY_SERVICES],
    from: null,
    to: null,
    institution: '',
    awardedOn: null,
    recognised: 'NOT_SEEN',
    experienceYears: '',
  }
}

const DAYS = ['from', 'to', 'awardedOn'] as const

/** Null of nothing typed; what is no whole number makes the entry unfit. */
function yearsOf(typed: string): number | null {
  const text = typed.trim()
  return text === '' ? null : Number(text)
}

function entryArgs(
  name: EntryName,
  { dossier, mandateCheck }: DossierPage,
  values: EntryValues,
): Record<string, unknown> | null {
  if (!values.on) return null
  const given: Readonly<Record<string, unknown>> = {
    ...values,
    mandateId: mandateCheck.mandate?.id ?? null,
    experienceYears: yearsOf(values.experienceYears),
  }
  const { fields } = COMMANDS[name].entry
  // A day that is not typed yet; the field says so.
  if (DAYS.some((day) => fields.includes(day) && !values[day])) return null
  return {
    dossierId: dossier.id,
    on: values.on,
    text: values.text,
    ...Object.fromEntries(fields.map((field) => [field, given[field]])),
  }
}

/** An entry reads the dossier alone. */
const lookupOf = ({ dossier }: DossierPage): RecordLookup =>
  ((kind: string, id: string) =>
    kind === 'dossier' && id === dossier.id ? { kind, ...dossier } : null) as RecordLookup

interface FieldsProps {
  name: EntryName
  values: EntryValues
  onChange: (some: Partial<EntryValues>) => void
}

function EntryFields({ name, values, onChange }: FieldsProps) {
  const t = useWords()
  return (
    <>
      <DateField
        label={t('dossier.entry.on')}
        required
        value={values.on}
        onChange={(on) => onChange({ on })}
      />
      {COMMANDS[name].entry.fields.map((field) => (
        <EntryField key={field} field={field} values={values} onChange={onChange} />
      ))}
      <TextAreaField
        label={t(`dossier.entry.text.${name}`)}
        rows={4}
        value={values.text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </>
  )
}

function EntryField({ field, values, onChange }: Omit<FieldsProps, 'name'> & { field: string }) {
  const t = useWords()
  const code = useCodes()
  const options = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: code(list, value) }))
  const typed = (name: 'reference' | 'institution', label: string) => (
    <TextField
      label={label}
      required
      value={values[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  )
  const day = (name: 'from' | 'to' | 'awardedOn') => (
    <DateField
      label={t(`dossier.entry.${name}`)}
      required
      value={values[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  switch (field) {
    case 'reference':
    case 'institution':
      return typed(field, t(`dossier.entry.${field}`))
    case 'from':
    case 'to':
    case 'awardedOn':
      return day(field)
    case 'services':
      return (
        <AnyOf
          label={t('dossier.entry.services')}
          options={options('vacancyService', VACANCY_SERVICES)}
          values={values.services}
          onChange={(services) => onChange({ services })}
        />
      )
    case 'recognised':
      return (
        <OneOf
          label={t('dossier.entry.recognised')}
          options={options('recognised', SEEN_ANSWERS)}
          value={values.recognised}
          onChange={(recognised) => onChange({ recognised })}
        />
      )
    case 'experienceYears':
      return (
        <TextField
          label={t('dossier.entry.experienceYears')}
          hint={t('dossier.entry.experienceHint')}
          inputMode="numeric"
          value={values.experienceYears}
          onChange={(event) => onChange({ experienceYears: event.target.value })}
        />
      )
    case 'source':
      return (
        <OneOf
          label={t('dossier.entry.source')}
          options={options('mandateSource', MANDATE_SOURCES)}
          value={values.source}
          onChange={(source) => onChange({ source })}
        />
      )
    case 'result':
      return (
        <OneOf
          label={t('dossier.entry.result')}
          options={options('mandateResult', MANDATE_RESULTS)}
          value={values.result}
          onChange={(result) => onChange({ result })}
        />
      )
    case 'opinion':
      return (
        <OneOf
          label={t('dossier.step.opinion')}
          options={options('opinion', OPINIONS)}
          value={values.opinion}
          onChange={(opinion) => onChange({ opinion })}
        />
      )
    case 'counter':
      return (
        <TextField
          label={t('dossier.entry.counter')}
          value={values.counter}
          onChange={(event) => onChange({ counter: event.target.value })}
        />
      )
    case 'enterpriseNumber':
      return (
        <TextField
          label={t('dossier.parties.enterpriseNumber')}
          hint={t('dossier.entry.numberHint')}
          value={values.enterpriseNumber}
          onChange={(event) => onChange({ enterpriseNumber: event.target.value })}
        />
      )
    case 'mandateId':
      // The mandate that the check found, not asked.
      return null
    default:
      throw new TypeError(`no control for the field ${field}`)
  }
}
