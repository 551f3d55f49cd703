import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as v from 'valibot'
import { decideCommand, type CommandArgs } from '../../domain/commands/index.ts'
import {
  CATEGORIES,
  INTERMEDIARY_KINDS,
  MONTH_COUNTINGS,
  OVERALL_CLOCKS,
  PAY_BASES,
  PAY_UNITS,
  type MonthCounting,
  type Scope,
  type TableName,
} from '../../domain/contract/codes.ts'
import { TableValue } from '../../domain/contract/records.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { parseEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import type { NormKey } from '../../domain/reference/norms.ts'
import {
  listsMany,
  saidBy,
  tablesKeptBy,
  unitsOf,
  type Said,
} from '../../domain/reference/tables.ts'
import { entryOf } from '../../domain/reference/own-rows.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField, TextField } from '../design/field.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'
import { parseAmount } from '../dossier/fact-form.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { normLookup } from './norm-lookup.ts'
import { rowsOf, useRowWords, type SeriesKey } from './series.ts'

/** What is said while a form of a table cannot be read. */
const UNREAD = {
  NUMBER: 'numberOrDay',
  CLOCK: 'numberOrDay',
  COUNTING: 'numberOrDay',
  JOBS: 'jobs.unread',
  INTERMEDIARY: 'intermediary.unread',
} as const satisfies Record<Said, string>

interface ProposeProps {
  /** The series that the form begins with. */
  first: SeriesKey
  norms: readonly NormView[]
  onClose: () => void
}

/** What the form holds: of a salary threshold, or of another table, and what both have. */
interface Values {
  category: string
  age: string
  basis: string
  table: string
  clock: string
  counting: string
  amount: string
  unit: string
  /** ISCO codes, as typed. */
  jobs: string
  who: string
  kind: string
  number: string
  /** One on each line. */
  handles: string
  from: TypedDate
  to: TypedDate
  endedBy: string
  source: string
  reason: string
}

/** Proposes a dated row of a table; what it would change is shown before it is sent. */
export function ProposeDialog({ first, norms, onClose }: ProposeProps) {
  const { t } = useTranslation(['norms', 'app'])
  const code = useCodes()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [values, setValues] = useState<Values>(() => startValues(first, norms))
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('proposeNorm')
  const set = (some: Partial<Values>) => {
    clear()
    setValues({ ...values, ...some })
  }
  const args = useMemo(() => argsOf(first, values), [first, values])
  const decision = useMemo(
    () => (context && args ? decideCommand('proposeNorm', args, normLookup(norms), context) : null),
    [context, args, norms],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = tried && refusal ? errorWords(refusal) : null
  const send = async () => {
    setTried(true)
    if (!args || !decision?.ok) return
    if (!(await run(args))) return
    announce(t('norms:proposed'))
    onClose()
  }
  const isPay = 'category' in first
  const said = saidBy(values.table as TableName)
  return (
    <Dialog
      title={`${t('norms:propose')} · ${code('scope', first.region)}`}
      wide
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <>
          {args && decision?.ok && <Effect args={args} norms={norms} />}
          <FormProblem
            said={
              words ?? (tried && !args ? t(`norms:${isPay ? 'amountOrDay' : UNREAD[said]}`) : null)
            }
          />
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('norms:send')}
          </Button>
        </>
      }
    >
      {isPay ? (
        <PayFields values={values} set={set} />
      ) : (
        <TableFields first={first} values={values} set={set} />
      )}
      <div className="field-row">
        <DateField
          label={t('norms:firstDay')}
          required
          value={values.from}
          onChange={(from) => set({ from })}
        />
        <DateField
          label={t('norms:lastDay')}
          hint={t('norms:lastDayHint')}
          value={values.to}
          onChange={(to) => set({ to })}
        />
      </div>
      {isPay && values.to && (
        <TextField
          label={t('norms:endedBy')}
          hint={t('norms:endedByHint')}
          value={values.endedBy}
          onChange={(event) => set({ endedBy: event.target.value })}
        />
      )}
      <TextField
        label={t('norms:sourceField')}
        hint={t('norms:sourceHint')}
        value={values.source}
        onChange={(event) => set({ source: event.target.value })}
      />
      <TextAreaField
        label={t('norms:reason')}
        rows={2}
        value={values.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </Dialog>
  )
}

interface FieldsProps {
  values: Values
  set: (some: Partial<Values>) => void
}

const options = (list: readonly string[], word: (value: string) => string) =>
  list.map((value) => ({ value, label: word(value) }))

/** Category and age, the amount and what counts for it. */
function PayFields({ values, set }: FieldsProps) {
  const { t } = useTranslation('norms')
  const code = useCodes()
  return (
    <>
      <div className="field-row">
        <SelectField
          label={t('column.category')}
          options={options(CATEGORIES, (value) => code('category', value))}
          value={values.category}
          onChange={(category) => set({ category })}
        />
        <TextField
          label={t('age')}
          hint={t('ageHint')}
          inputMode="numeric"
          value={values.age}
          onChange={(event) => set({ age: event.target.value })}
        />
      </div>
      <div className="field-row">
        <TextField
          label={t('amount')}
          inputMode="decimal"
          value={values.amount}
          onChange={(event) => set({ amount: event.target.value })}
        />
        <SelectField
          label={t('unit')}
          options={options(PAY_UNITS, (value) => t(`per.${value}`))}
          value={values.unit}
          onChange={(unit) => set({ unit })}
        />
      </div>
      <SelectField
        label={t('column.basis')}
        options={options(PAY_BASES, (value) => t(`basis.${value}`))}
        value={values.basis}
        onChange={(basis) => set({ basis })}
      />
    </>
  )
}

/** Which table, and what its row says; of one that lists many, whom. */
function TableFields({ first, values, set }: FieldsProps & { first: SeriesKey }) {
  return 'table' in first && listsMany(first.table) ? (
    <IntermediaryFields values={values} set={set} />
  ) : (
    <OneTableFields keeper={first.region} values={values} set={set} />
  )
}

/** Who acts for many, and by what their clients' records name them. */
function IntermediaryFields({ values, set }: FieldsProps) {
  const { t } = useTranslation('norms')
  const code = useCodes()
  return (
    <>
      <div className="field-row">
        <TextField
          label={t('intermediary.name')}
          required
          value={values.who}
          onChange={(event) => set({ who: event.target.value })}
        />
        <SelectField
          label={t('intermediary.kindField')}
          options={options(INTERMEDIARY_KINDS, (value) => code('intermediaryKind', value))}
          value={values.kind}
          onChange={(kind) => set({ kind })}
        />
      </div>
      <TextField
        label={t('intermediary.number')}
        hint={t('intermediary.numberHint')}
        inputMode="numeric"
        value={values.number}
        onChange={(event) => set({ number: event.target.value })}
      />
      <TextAreaField
        label={t('intermediary.handles')}
        hint={t('intermediary.handlesHint')}
        rows={3}
        value={values.handles}
        onChange={(event) => set({ handles: event.target.value })}
      />
    </>
  )
}

/** Which table, and its number, the clock that files run, how months are counted or which jobs are short. */
function OneTableFields({ keeper, values, set }: FieldsProps & { keeper: Scope }) {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const table = values.table as TableName
  const units = unitsOf(table)
  const said = saidBy(table)
  return (
    <>
      <SelectField
        label={t('column.table')}
        options={options(
          tablesKeptBy(keeper).filter((one) => !listsMany(one)),
          (value) => t(`tableName.${value}`),
        )}
        value={values.table}
        onChange={(next) => set({ table: next, unit: unitsOf(next as TableName)[0] ?? '' })}
      />
      {said === 'JOBS' ? (
        <TextAreaField
          label={t('jobs.field')}
          hint={t('jobs.hint')}
          rows={3}
          value={values.jobs}
          onChange={(event) => set({ jobs: event.target.value })}
        />
      ) : said === 'COUNTING' ? (
        <SelectField
          label={t('tableName.MONTH_COUNTING')}
          options={options(MONTH_COUNTINGS, (value) => t(`counting.${value}`))}
          value={values.counting}
          onChange={(counting) => set({ counting })}
        />
      ) : said === 'CLOCK' ? (
        <SelectField
          label={t('tableName.OVERALL_CLOCK')}
          options={options(OVERALL_CLOCKS, (value) => code('clock', value))}
          value={values.clock}
          onChange={(clock) => set({ clock })}
        />
      ) : (
        <div className="field-row">
          <TextField
            label={t(units[0] === 'EURO_CENTS' ? 'euros' : 'number')}
            inputMode="decimal"
            value={values.amount}
            onChange={(event) => set({ amount: event.target.value })}
          />
          <SelectField
            label={t('countedIn')}
            options={options(units, (value) => t(`unitName.${value}`))}
            value={values.unit}
            onChange={(unit) => set({ unit })}
          />
        </div>
      )}
    </>
  )
}

function startValues(first: SeriesKey, norms: readonly NormView[]): Values {
  const last = rowsOf(first, norms).rows.at(-1)
  const pay = last && 'basis' in last ? last : null
  const value = last && 'value' in last ? last.value : null
  const table = 'table' in first ? first.table : tablesKeptBy(first.region)[0]!
  const unit = value && 'unit' in value ? value.unit : unitsOf(table)[0]
  const key = 'category' in first ? first : null
  const known = value && 'intermediary' in value ? value.intermediary : null
  return {
    category: key?.category ?? 'HIGHLY_SKILLED',
    age: key?.ageMax ? String(key.ageMax) : '',
    basis: pay?.basis ?? 'GROSS',
    table,
    clock: value && 'clock' in value ? value.clock : 'C3B',
    counting: value && 'counting' in value ? value.counting : 'SAME_DATE',
    amount: '',
    unit: key ? (pay?.unit ?? (key.region === 'BR' ? 'MONTH' : 'YEAR')) : (unit ?? ''),
    jobs: value && 'jobs' in value ? value.jobs.join(' ') : '',
    who: known?.name ?? '',
    kind: known?.kind ?? INTERMEDIARY_KINDS[0],
    number: known?.enterpriseNumber ?? '',
    handles: known?.handles.join('\n') ?? '',
    from: null,
    to: null,
    endedBy: '',
    source: '',
    reason: '',
  }
}

type Args = CommandArgs<'proposeNorm'>

/** Null while the amount or a day cannot be read. */
function argsOf(first: SeriesKey, values: Values): Args | null {
  const { from, to, source, reason } = values
  if (!from || to === undefined) return null
  const common = { validFrom: from, validTo: to, source, reason }
  if (!('category' in first)) {
    const value = tableValue(values)
    return value && { region: first.region, table: values.table as TableName, value, ...common }
  }
  const euros = parseAmount(values.amount)
  const ageMax = values.age.trim() === '' ? null : Number(values.age)
  if (euros === null) return null
  if (ageMax !== null && !(Number.isInteger(ageMax) && ageMax >= 16 && ageMax <= 99)) return null
  return {
    region: first.region,
    category: values.category as NormKey['category'],
    ageMax,
    amountCents: Math.round(euros * 100),
    unit: values.unit as (typeof PAY_UNITS)[number],
    basis: values.basis as (typeof PAY_BASES)[number],
    ...(to !== null && values.endedBy.trim() !== '' && { endedBy: values.endedBy.trim() }),
    ...common,
  }
}

/** The lines that say something. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function intermediaryOf({ who, kind, number, handles }: Values): TableValue | null {
  const known = INTERMEDIARY_KINDS.find((one) => one === kind)
  if (who.trim() === '' || !known) return null
  const typed = number.trim()
  const intermediary = {
    kind: known,
    name: who.trim(),
    enterpriseNumber: typed === '' ? null : (parseEnterpriseNumber(typed) ?? typed),
    handles: linesOf(handles),
  }
  return v.is(TableValue, { intermediary }) ? { intermediary } : null
}

/** Each job once, in order. */
function jobsOf({ jobs }: Values): TableValue | null {
  const codes = jobs.split(/[\s,;]+/).filter((one) => one !== '')
  const list = { jobs: [...new Set(codes)].toSorted() }
  return v.is(TableValue, list) ? list : null
}

function tableValue(values: Values): TableValue | null {
  const { table, clock, counting, amount, unit } = values
  const units = unitsOf(table as TableName)
  const said = saidBy(table as TableName)
  if (said === 'INTERMEDIARY') return intermediaryOf(values)
  if (said === 'JOBS') return jobsOf(values)
  if (said === 'CLOCK') return { clock: clock as (typeof OVERALL_CLOCKS)[number] }
  if (said === 'COUNTING') return { counting: counting as MonthCounting }
  const typed = parseAmount(amount)
  const known = units.find((one) => one === unit)
  if (typed === null || typed < 0 || !known) return null
  const counted = known === 'EURO_CENTS' ? Math.round(typed * 100) : typed
  return Number.isSafeInteger(counted) && counted <= 100_000_000
    ? { unit: known, amount: counted }
    : null
}

/** What is said where nothing stood before, and of what already runs. */
const [EFFECT_FIRST, EFFECT_ON] = [
  {
    NUMBER: 'effectFirst',
    CLOCK: 'effectFirst',
    COUNTING: 'effectFirst',
    JOBS: 'jobs.first',
    INTERMEDIARY: 'intermediary.first',
  },
  {
    NUMBER: 'effectTable',
    CLOCK: 'effectTable',
    COUNTING: 'effectTable',
    JOBS: 'jobs.effect',
    INTERMEDIARY: 'intermediary.note',
  },
] as const satisfies readonly Record<Said, string>[]

/** What stands now and what an approval would make of it. */
function Effect({ args, norms }: { args: Args; norms: readonly NormView[] }) {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  const words = useRowWords()
  const entry = 'value' in args ? entryOf(args.value) : null
  const key = 'table' in args && entry !== null ? { ...args, entry, label: '' } : args
  const last = rowsOf(key, norms).rows.at(-1)
  const said = 'table' in args ? saidBy(args.table) : null
  return (
    <div className="step-preview" role="status">
      <p className="field-label">{t('effect')}</p>
      <p>
        {last
          ? t(last.validFrom === args.validFrom ? 'effectReplaces' : 'effectAfter', {
              amount: words(last),
              from: date(last.validFrom),
              next: date(args.validFrom),
            })
          : t(EFFECT_FIRST[said ?? 'NUMBER'])}
      </p>
      {said && <p className="muted">{t(EFFECT_ON[said])}</p>}
    </div>
  )
}
