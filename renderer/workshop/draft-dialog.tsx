import { useMemo, useState } from 'react'
import { decideCommand, type CommandArgs } from '../../domain/commands/index.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleView } from '../../domain/contract/workshop.ts'
import { valuesOn } from '../../domain/risk/parameters.ts'
import { ruleOf } from '../../domain/risk/settings.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField, TextField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'
import { parseAmount } from '../dossier/fact-form.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { ruleLookup, useWorkshopWords, type Standing } from './words.ts'

interface DraftProps {
  code: FindingCode
  standing: Standing
  rules: readonly RuleView[]
  /** Retire the rule, or bring it back, instead of changing its numbers. */
  active: boolean
  today: string
  onClose: () => void
}

/** Writes a draft of a rule, or one's own draft anew: numbers within their limits, a day and a reason. */
export function DraftDialog({ code, standing, rules, active, today, onClose }: DraftProps) {
  const t = useWorkshopWords()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const own = standing.open
  const first = own ? valuesOf(code, own.values, today) : standing.values
  const [typed, setTyped] = useState(() => textsOf(first))
  const [from, setFrom] = useState<TypedDate>(own?.validFrom ?? today)
  const [reason, setReason] = useState(own?.reason ?? '')
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('draftRule')
  const args = useMemo(
    () => argsOf({ code, standing, active, typed, from, reason, today }),
    [code, standing, active, typed, from, reason, today],
  )
  const decision = useMemo(
    () => (context && args ? decideCommand('draftRule', args, ruleLookup(rules), context) : null),
    [context, args, rules],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = tried && refusal ? errorWords(refusal) : null
  const send = async () => {
    setTried(true)
    if (!args || !decision?.ok || !(await run(args))) return
    announce(t('draft.kept'))
    onClose()
  }
  return (
    <Dialog
      title={`${t(active ? 'draft.title' : 'draft.retire')} · ${code}`}
      wide
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <div role="alert">
          {(words ?? (tried && !args)) && (
            <p className="field-problem">
              <Icon name="warning" size={14} />
              {words ? `${words.title}. ${words.advice}` : t('draft.numbers')}
            </p>
          )}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('draft.keep')}
          </Button>
        </>
      }
    >
      <p className="muted">{t(active ? 'draft.intro' : 'draft.retireIntro')}</p>
      {active && (
        <ParameterFields
          code={code}
          standing={standing}
          typed={typed}
          onType={(name, text) => {
            clear()
            setTyped({ ...typed, [name]: text })
          }}
        />
      )}
      <DateField
        label={t('draft.from')}
        hint={t('draft.fromHint')}
        required
        value={from}
        onChange={(date) => {
          clear()
          setFrom(date)
        }}
      />
      <TextAreaField
        label={t('draft.reason')}
        rows={3}
        value={reason}
        onChange={(event) => {
          clear()
          setReason(event.target.value)
        }}
      />
    </Dialog>
  )
}

interface FieldsProps {
  code: FindingCode
  standing: Standing
  typed: Readonly<Record<string, string>>
  onType: (name: string, text: string) => void
}

/** A field for each number of the rule, with its unit, its limits and what is in force. */
function ParameterFields({ code, standing, typed, onType }: FieldsProps) {
  const t = useWorkshopWords()
  const unitWord = useCodes()
  const { number } = useFormats()
  return Object.entries(ruleOf(code).parameters).map(([name, { unit, min, max }]) => (
    <TextField
      key={name}
      label={`${t(`parameter.${name}`)} (${unitWord('parameterUnit', unit)})`}
      hint={t('draft.limits', {
        min: number(min),
        max: number(max),
        now: number(standing.values[name] ?? 0),
      })}
      inputMode="decimal"
      value={typed[name] ?? ''}
      onChange={(event) => onType(name, event.target.value)}
    />
  ))
}

const textsOf = (values: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value).replace('.', ',')]),
  )

function valuesOf(
  code: FindingCode,
  set: readonly { name: string; value: number }[],
  today: string,
): Readonly<Record<string, number>> {
  const values = Object.fromEntries(set.map(({ name, value }) => [name, value]))
  return valuesOn(ruleOf(code).parameters, today, values)
}

interface Typed {
  code: FindingCode
  standing: Standing
  active: boolean
  typed: Readonly<Record<string, string>>
  from: TypedDate
  reason: string
  today: string
}

/** Null while a number or the day cannot be read. Only what differs from what was delivered is set. */
function argsOf({
  code,
  standing,
  active,
  typed,
  from,
  reason,
  today,
}: Typed): CommandArgs<'draftRule'> | null {
  const delivered = valuesOn(ruleOf(code).parameters, today)
  const values = Object.entries(delivered).map(([name, value]) => ({
    name,
    value: parseAmount(typed[name] ?? ''),
    delivered: value,
  }))
  if (!from || values.some(({ value }) => value === null)) return null
  const set = values
    .filter(({ value, delivered: before }) => value !== before)
    .map(({ name, value }) => ({ name, value: value! }))
  const place = standing.open ? standing.place : null
  return { code, place, active, values: set, validFrom: from, reason }
}
