import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../domain/commands/command.ts'
import { REASON_MIN_LENGTH } from '../../domain/commands/judge-finding.ts'
import { recordAccess, recordPapers } from '../../domain/commands/papers.ts'
import {
  ACCESS_CARDS,
  PAPER_SOURCES,
  PROVABLE_EXEMPTIONS,
  type PaperSource,
} from '../../domain/contract/codes.ts'
import type { TandemRecord } from '../../domain/contract/records.ts'
import { FREE_MOVEMENT, isUnknownCountry } from '../../domain/reference/countries.ts'
import { announce } from '../app/announce.ts'
import { useFormDraft } from '../app/drafts.ts'
import { takeBack } from '../app/take-back.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { OneOf, SelectField } from '../design/choice-field.tsx'
import { DateField } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import {
  accessDraft,
  accessOf,
  nothingShown,
  papersDraft,
  papersOf,
  type AccessTyped,
  type PapersTyped,
  type ShownTyped,
  typedAccess,
  typedPapers,
} from './shown-form.ts'

const lookupOf = (record: TandemRecord) =>
  ((kind: string, id: string) =>
    kind === record.kind && id === record.id ? record : null) as never

interface ShownProps<T extends ShownTyped> {
  act: 'recordPapers' | 'recordAccess'
  title: string
  intro: string
  values: T
  change: (some: Partial<ShownTyped>) => void
  /** Null while the form is not complete. */
  decision: Decision | null
  refused: { problem: ReturnType<typeof useCommand>['problem']; running: boolean }
  save: () => Promise<number | null>
  leave: (isDone: boolean) => void
  last: { by: string; on: string; source: PaperSource } | null
  children: ReactNode
}

/** The frame of both forms: what was shown, by whom, when, and why it is noted. */
function ShownForm<T extends ShownTyped>(props: ShownProps<T>) {
  const { act, title, intro, values, change, decision, refused, save, leave, last } = props
  const t = useWords()
  const { i18n } = useTranslation()
  const code = useCodes()
  const errorWords = useErrorWords()
  const [tried, setTried] = useState(false)
  const refusal = refused.problem ?? (decision?.ok === false ? decision : null)
  const words = refusal ? errorWords(refusal) : null
  const told = words ? `${words.title}. ${words.advice}` : t('comparison.shown.incomplete')
  const submit = async () => {
    setTried(true)
    if (!decision?.ok) return
    const n = await save()
    if (n === null) return
    announce(t('comparison.shown.done'), 'calm', () => void takeBack(i18n.t, n))
    leave(true)
  }
  return (
    <Dialog
      title={title}
      onClose={() => leave(false)}
      onSubmit={() => void submit()}
      outcome={<FormProblem said={tried && !decision?.ok ? told : null} />}
      actions={
        <>
          <Button onClick={() => leave(true)}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={refused.running}>
            {t(`command.${act}`)}
          </Button>
        </>
      }
    >
      <p className="muted">{intro}</p>
      {last && (
        <p className="muted">
          {t('comparison.shown.last', { name: last.by, source: code('paperSource', last.source) })}{' '}
          <DateText date={last.on} />
        </p>
      )}
      {props.children}
      <SelectField
        label={t('comparison.shown.source')}
        options={PAPER_SOURCES.map((value) => ({ value, label: code('paperSource', value) }))}
        value={values.source}
        onChange={(source) => change({ source: source as PaperSource })}
      />
      <DateField
        label={t('comparison.shown.on')}
        required
        value={values.on}
        onChange={(on) => change({ on })}
      />
      <TextAreaField
        label={t('dossier.step.reason')}
        hint={t('dossier.step.reasonHint', { min: REASON_MIN_LENGTH })}
        rows={2}
        value={values.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
    </Dialog>
  )
}

const lastOf = (
  notes: readonly { byName: string; on: string; source: PaperSource }[] | undefined,
) => {
  const last = notes?.at(-1)
  return last ? { by: last.byName, on: last.on, source: last.source } : null
}

interface PapersDialogProps {
  declaration: TandemRecord<'declaration'>
  onClose: () => void
}

/** States that may have issued the papers of a worker: the members, and those that the declaration names. */
function issuersOf({ worker, employer }: TandemRecord<'declaration'>['body']): string[] {
  const named = [worker.nationality, worker.passport?.country, employer?.country]
  const all = [...FREE_MOVEMENT.map(({ country }) => country), ...named]
  return [...new Set(all)].filter((one) => one !== undefined && !isUnknownCountry(one)) as string[]
}

/**
 * The papers of a posting and the proof of an exemption as they were shown; what is left empty was not
 * shown. Nobody posts a person who works on their own account.
 */
export function PapersDialog({ declaration, onClose }: PapersDialogProps) {
  const t = useWords()
  const code = useCodes()
  const { country } = useFormats()
  const context = useCommandContext()
  const { send, running, problem, clear } = useCommand('recordPapers')
  const { id: declarationId, body } = declaration
  const [values, setValues, forget] = useFormDraft<PapersTyped>(papersDraft(declarationId), () => ({
    ...typedPapers(body.postingProof),
    ...nothingShown(context?.today ?? null),
  }))
  const change = (some: Partial<PapersTyped>) => {
    clear()
    setValues(some)
  }
  const after = papersOf(values)
  const { source, on, reason } = values
  const args =
    after !== undefined && on
      ? { declarationId, before: body.postingProof, after, source, on, reason }
      : null
  const day = (field: 'residenceFrom' | 'residenceTo' | 'workFrom' | 'workTo' | 'passportTo') => (
    <DateField
      label={t(`comparison.shown.${field}`)}
      value={values[field]}
      onChange={(date) => change({ [field]: date })}
    />
  )
  return (
    <ShownForm
      act="recordPapers"
      title={t('comparison.shown.papers', { l1: body.l1Number })}
      intro={t('comparison.shown.papersIntro')}
      values={values}
      change={change}
      decision={args && context ? recordPapers.decide(lookupOf(declaration), args, context) : null}
      refused={{ problem, running }}
      save={async () => (args ? await send(args) : null)}
      leave={(isDone) => {
        if (isDone) forget()
        onClose()
      }}
      last={lastOf(body.paperNotes)}
    >
      {body.employer !== null && (
        <>
          <div className="shown-pair">
            {day('residenceFrom')}
            {day('residenceTo')}
            {day('workFrom')}
            {day('workTo')}
          </div>
          <SelectField
            label={t('comparison.shown.issuedBy')}
            options={[
              { value: '', label: t('comparison.shown.employersState') },
              ...issuersOf(body)
                .map((value) => ({ value, label: country(value) }))
                .toSorted((a, b) => a.label.localeCompare(b.label)),
            ]}
            value={values.issuedBy}
            onChange={(issuedBy) => change({ issuedBy })}
          />
          <OneOf
            label={t('comparison.shown.contract')}
            options={[
              { value: '', label: t('comparison.shown.notSeen') },
              { value: 'YES', label: code('yesNo', 'YES') },
              { value: 'NO', label: code('yesNo', 'NO') },
            ]}
            value={values.contract}
            onChange={(contract) => change({ contract: contract as PapersTyped['contract'] })}
          />
          {day('passportTo')}
        </>
      )}
      <SelectField
        label={t('comparison.shown.exemption')}
        options={[
          { value: '', label: t('comparison.shown.noExemption') },
          ...PROVABLE_EXEMPTIONS.map((value) => ({ value, label: code('limosaExemption', value) })),
        ]}
        value={values.exemption}
        onChange={(exemption) => change({ exemption: exemption as PapersTyped['exemption'] })}
      />
    </ShownForm>
  )
}

interface AccessDialogProps {
  person: TandemRecord<'person'>
  onClose: () => void
}

/** The residence card that a person showed; without a card there is none. */
export function AccessDialog({ person, onClose }: AccessDialogProps) {
  const t = useWords()
  const code = useCodes()
  const context = useCommandContext()
  const { send, running, problem, clear } = useCommand('recordAccess')
  const { id: personId, body } = person
  const [values, setValues, forget] = useFormDraft<AccessTyped>(accessDraft(personId), () => ({
    ...typedAccess(body.unlimitedAccess),
    ...nothingShown(context?.today ?? null),
  }))
  const change = (some: Partial<AccessTyped>) => {
    clear()
    setValues(some)
  }
  const after = accessOf(values)
  const { source, on, reason } = values
  const args =
    after !== undefined && on
      ? { personId, before: body.unlimitedAccess, after, source, on, reason }
      : null
  return (
    <ShownForm
      act="recordAccess"
      title={t('comparison.shown.access')}
      intro={t('comparison.shown.accessIntro')}
      values={values}
      change={change}
      decision={args && context ? recordAccess.decide(lookupOf(person), args, context) : null}
      refused={{ problem, running }}
      save={async () => (args ? await send(args) : null)}
      leave={(isDone) => {
        if (isDone) forget()
        onClose()
      }}
      last={lastOf(body.accessNotes)}
    >
      <SelectField
        label={t('comparison.shown.card')}
        options={[
          { value: '', label: t('comparison.shown.noCard') },
          ...ACCESS_CARDS.map((value) => ({ value, label: code('accessCard', value) })),
        ]}
        value={values.card}
        onChange={(card) => change({ card: card as AccessTyped['card'] })}
      />
      <div className="shown-pair">
        <DateField
          label={t('comparison.shown.cardFrom')}
          value={values.from}
          onChange={(from) => change({ from })}
        />
        <DateField
          label={t('comparison.shown.cardTo')}
          value={values.to}
          onChange={(to) => change({ to })}
        />
      </div>
    </ShownForm>
  )
}
