import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeFact, lettersIn, takesBack } from '../../domain/commands/change-fact.ts'
import { STEP_REASON_MIN_LENGTH } from '../../domain/commands/steps/step.ts'
import { FACT_SOURCES, type FactField, type FactSource } from '../../domain/contract/codes.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { readFact, sameFact } from '../../domain/dossier/facts.ts'
import { announce } from '../app/announce.ts'
import { takeBack } from '../app/take-back.ts'
import { factDraft, useFormDraft } from '../app/drafts.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { useDossier } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { FormProblem, Loading, useErrorWords } from '../design/states.tsx'
import { lookupOf } from '../findings/records.ts'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { FactFields } from './fact-fields.tsx'
import { factOf, otherRegion, typedFact, type FactTyped } from './fact-form.ts'
import { FactValueText } from './fact-value.tsx'

interface FactDialogProps {
  field: FactField
  dossierId: string
  onClose: () => void
}

/** Changes a key fact: the new value, where it was read, since when, why, and what that takes back. */
export default function FactDialog({ field, dossierId, onClose }: FactDialogProps) {
  const { data } = useDossier(dossierId)
  const code = useCodes()
  if (data) return <FactForm field={field} page={data} onClose={onClose} />
  return (
    <Dialog title={code('fact', field)} onClose={onClose}>
      <Loading lines={4} />
    </Dialog>
  )
}

interface Values extends FactTyped {
  source: FactSource
  on: TypedDate
  reason: string
}

function FactForm({
  field,
  page,
  onClose,
}: {
  field: FactField
  page: DossierPage
  onClose: () => void
}) {
  const t = useWords()
  const { i18n } = useTranslation()
  const code = useCodes()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const { dossier } = page
  const { send, running, problem, clear } = useCommand('changeFact')
  const [tried, setTried] = useState(false)
  const [values, change, forget] = useFormDraft<Values>(factDraft(field, dossier.id), () => ({
    ...typedFact(dossier.body, field),
    source: 'APPLICANT',
    on: context?.today ?? null,
    reason: '',
  }))
  const before = readFact(dossier.body, field)
  const after = factOf(field, values)
  const { on, source, reason } = values
  const args = after && on ? { dossierId: dossier.id, before, after, on, source, reason } : null
  const records = useMemo(() => lookupOf({ ...page, dossiers: [dossier] }), [page, dossier])
  const decision =
    args && context ? changeFact.decide(withEmployer(records, args), args, context) : null
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = refusal ? errorWords(refusal) : null
  const told = words ? `${words.title}. ${words.advice}` : t('dossier.facts.form.incomplete')
  const save = async () => {
    setTried(true)
    if (!args || !decision?.ok) return
    const n = await send(args)
    if (n === null) return
    const { reference } = dossier.body
    announce(
      t('dossier.facts.form.done', { reference, fact: code('fact', field) }),
      'calm',
      () => void takeBack(i18n.t, n),
    )
    forget()
    onClose()
  }
  const update = (some: Partial<Values>) => {
    clear()
    change(some)
  }
  return (
    <Dialog
      title={t('dossier.facts.form.title', {
        fact: code('fact', field),
        reference: dossier.body.reference,
      })}
      wide={field === 'WORKPLACES'}
      onClose={onClose}
      onSubmit={() => void save()}
      outcome={
        <>
          {after && !sameFact(before, after) && <Effect page={page} field={field} after={after} />}
          <FormProblem said={tried && (!args || refusal) ? told : null} />
        </>
      }
      actions={
        <>
          <Button
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('cancel')}
          </Button>
          <Button kind="primary" submit disabled={running}>
            {t('command.changeFact')}
          </Button>
        </>
      }
    >
      <p className="step-waiting">
        <span className="muted">{t('dossier.facts.form.now')}</span>{' '}
        <span>
          <FactValueText value={before} page={page} />
        </span>
      </p>
      <FactFields
        field={field}
        procedure={dossier.body.procedure}
        values={values}
        onChange={update}
      />
      <SelectField
        label={t('dossier.facts.form.source')}
        options={FACT_SOURCES.map((value) => ({ value, label: code('factSource', value) }))}
        value={source}
        onChange={(chosen) => update({ source: chosen as FactSource })}
      />
      <DateField
        label={t('dossier.facts.form.on')}
        required
        value={on}
        onChange={(day) => update({ on: day })}
      />
      <TextAreaField
        label={t('dossier.step.reason')}
        hint={t('dossier.step.reasonHint', { min: STEP_REASON_MIN_LENGTH })}
        rows={2}
        value={reason}
        onChange={(event) => update({ reason: event.target.value })}
      />
    </Dialog>
  )
}

type Lookup = ReturnType<typeof lookupOf>

/** An employer that was found by number is one that the desk holds. */
function withEmployer(records: Lookup, { after }: { after: { field: string } }): Lookup {
  if (after.field !== 'EMPLOYER') return records
  return ((kind: never, id: string) =>
    kind === 'enterprise' ? ({ kind, id } as never) : records(kind, id)) as Lookup
}

/** What the change takes back, and what it leaves. */
function Effect({
  page,
  field,
  after,
}: {
  page: DossierPage
  field: FactField
  after: NonNullable<ReturnType<typeof factOf>>
}) {
  const t = useWords()
  const code = useCodes()
  const { body } = page.dossier
  const { work, stay } = takesBack(body, field)
  const letters = after.field === 'LANGUAGE' ? lettersIn(body, after.language).length : 0
  const other = otherRegion(body, after, page.employer?.body ?? null)
  return (
    <div className="step-preview" role="status">
      <p className="field-label">{t('dossier.step.effect')}</p>
      <ul>
        {work && <li>{t('dossier.facts.form.backWork')}</li>}
        {stay && <li>{t('dossier.facts.form.backStay')}</li>}
        {letters > 0 && <li>{t('dossier.facts.form.letters', { count: letters })}</li>}
        {other && <li>{t('dossier.facts.form.other', { region: code('region', other) })}</li>}
        <li>{t('dossier.facts.form.clocks')}</li>
      </ul>
    </div>
  )
}
