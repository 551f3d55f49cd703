import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideCommand, type CommandArgs } from '../../domain/commands/index.ts'
import {
  CATEGORIES,
  MONTH_COUNTINGS,
  OVERALL_CLOCKS,
  PAY_BASES,
  PAY_UNITS,
  type MonthCounting,
  type Scope,
  type TableName,
} from '../../domain/contract/codes.ts'
import type { TableValue } from '../../domain/contract/records.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import type { NormKey } from '../../domain/reference/norms.ts'
import { saidBy, tablesKeptBy, unitsOf } from '../../domain/reference/tables.ts'
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
              words ??
              (tried && !args ? t(isPay ? 'norms:amountOrDay' : 'norms:numberOrDay') : null)
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
        <TableFields keeper={first.region} values={values} set={set} />
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

/** Which table, and its number, the clock that files run or how months are counted. */
function TableFields({ keeper, values, set }: FieldsProps & { keeper: Scope }) {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const table = values.table as TableName
  const units = unitsOf(table)
  const said = saidBy(table)
  return (
    <>
      <SelectField
        label={t('column.table')}
        options={options(tablesKeptBy(keeper), (value) => t(`tableName.${value}`))}
        value={values.table}
        onChange={(next) => set({ table: next, unit: unitsOf(next as TableName)[0] ?? '' })}
      />
      {said === 'COUNTING' ? (
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
  return {
    category: key?.category ?? 'HIGHLY_SKILLED',
    age: key?.ageMax ? String(key.ageMax) : '',
    basis: pay?.basis ?? 'GROSS',
    table,
    clock: value && 'clock' in value ? value.clock : 'C3B',
    counting: value && 'counting' in value ? value.counting : 'SAME_DATE',
    amount: '',
    unit: key ? (pay?.unit ?? (key.region === 'BR' ? 'MONTH' : 'YEAR')) : (unit ?? ''),
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

function tableValue({ table, clock, counting, amount, unit }: Values): TableValue | null {
  const units = unitsOf(table as TableName)
  const said = saidBy(table as TableName)
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

/** What stands now and what an approval would make of it. */
function Effect({ args, norms }: { args: Args; norms: readonly NormView[] }) {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  const words = useRowWords()
  const last = rowsOf(args, norms).rows.at(-1)
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
          : t('effectFirst')}
      </p>
      {'table' in args && <p className="muted">{t('effectTable')}</p>}
    </div>
  )
}
