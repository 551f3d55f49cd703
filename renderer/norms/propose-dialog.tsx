import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideCommand, type CommandArgs } from '../../domain/commands/index.ts'
import { CATEGORIES, PAY_BASES, PAY_UNITS, type Region } from '../../domain/contract/codes.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { normId, seriesOf, type NormInForce, type NormKey } from '../../domain/reference/norms.ts'
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

interface ProposeProps {
  region: Region
  /** The series that the form begins with; null: the officer chooses. */
  first: NormKey | null
  norms: readonly NormView[]
  onClose: () => void
}

interface Values {
  category: string
  age: string
  amount: string
  unit: string
  basis: string
  from: TypedDate
  to: TypedDate
  source: string
  reason: string
}

/** Proposes a dated row of the salary thresholds; what it would change is shown before it is sent. */
export function ProposeDialog({ region, first, norms, onClose }: ProposeProps) {
  const { t } = useTranslation(['norms', 'app'])
  const code = useCodes()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [values, setValues] = useState<Values>(() => startValues(region, first, norms))
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('proposeNorm')
  const set = (some: Partial<Values>) => {
    clear()
    setValues({ ...values, ...some })
  }
  const args = useMemo(() => argsOf(region, values), [region, values])
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
  const options = (list: readonly string[], word: (value: string) => string) =>
    list.map((value) => ({ value, label: word(value) }))
  return (
    <Dialog
      title={`${t('norms:propose')} · ${code('region', region)}`}
      wide
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <>
          {args && decision?.ok && <Effect region={region} args={args} norms={norms} />}
          <FormProblem said={words ?? (tried && !args ? t('norms:amountOrDay') : null)} />
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
      <div className="field-row">
        <SelectField
          label={t('norms:column.category')}
          options={options(CATEGORIES, (value) => code('category', value))}
          value={values.category}
          onChange={(category) => set({ category })}
        />
        <TextField
          label={t('norms:age')}
          hint={t('norms:ageHint')}
          inputMode="numeric"
          value={values.age}
          onChange={(event) => set({ age: event.target.value })}
        />
      </div>
      <div className="field-row">
        <TextField
          label={t('norms:amount')}
          inputMode="decimal"
          value={values.amount}
          onChange={(event) => set({ amount: event.target.value })}
        />
        <SelectField
          label={t('norms:unit')}
          options={options(PAY_UNITS, (value) => t(`norms:per.${value}`))}
          value={values.unit}
          onChange={(unit) => set({ unit })}
        />
      </div>
      <SelectField
        label={t('norms:column.basis')}
        options={options(PAY_BASES, (value) => t(`norms:basis.${value}`))}
        value={values.basis}
        onChange={(basis) => set({ basis })}
      />
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

function startValues(region: Region, first: NormKey | null, norms: readonly NormView[]): Values {
  const body = first && norms.find(({ id }) => id === normId(first))?.body
  const last: NormInForce | undefined = first ? seriesOf(first, body ?? null).at(-1) : undefined
  return {
    category: first?.category ?? 'HIGHLY_SKILLED',
    age: first?.ageMax ? String(first.ageMax) : '',
    amount: '',
    unit: last?.unit ?? (region === 'BR' ? 'MONTH' : 'YEAR'),
    basis: last?.basis ?? 'GROSS',
    from: null,
    to: null,
    source: '',
    reason: '',
  }
}

/** Null while the amount or a day cannot be read. */
function argsOf(region: Region, values: Values): CommandArgs<'proposeNorm'> | null {
  const { category, age, unit, basis, from, to, source, reason } = values
  const euros = parseAmount(values.amount)
  const ageMax = age.trim() === '' ? null : Number(age)
  if (euros === null || !from || to === undefined) return null
  if (ageMax !== null && !(Number.isInteger(ageMax) && ageMax >= 16 && ageMax <= 99)) return null
  return {
    region,
    category: category as NormKey['category'],
    ageMax,
    amountCents: Math.round(euros * 100),
    unit: unit as (typeof PAY_UNITS)[number],
    basis: basis as (typeof PAY_BASES)[number],
    validFrom: from,
    validTo: to,
    source,
    reason,
  }
}

/** What stands now and what an approval would make of it. */
function Effect({
  region,
  args,
  norms,
}: {
  region: Region
  args: CommandArgs<'proposeNorm'>
  norms: readonly NormView[]
}) {
  const { t } = useTranslation('norms')
  const { money, date } = useFormats()
  const key = { region, category: args.category, ageMax: args.ageMax }
  const body = norms.find(({ id }) => id === normId(key))?.body ?? null
  const last = seriesOf(key, body).at(-1)
  return (
    <div className="step-preview" role="status">
      <p className="field-label">{t('effect')}</p>
      <p>
        {last
          ? t(last.validFrom === args.validFrom ? 'effectReplaces' : 'effectAfter', {
              amount: money(last.amountCents),
              from: date(last.validFrom),
              next: date(args.validFrom),
            })
          : t('effectFirst')}
      </p>
    </div>
  )
}
