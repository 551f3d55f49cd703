import { replaces } from '../../../domain/dossier/relation.ts'
import { advisersFor } from '../../../domain/commands/steps/examination.ts'
import { NOT_SAID } from '../../../domain/commands/steps/fields.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { appealResultOn } from '../../../domain/dossier/outcome.ts'
import { adviceDeadline } from '../../../domain/reference/advice-terms.ts'
import { mayBeUnlimited } from '../../../domain/reference/authorisations.ts'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import { STEP_REASON_MIN_LENGTH } from '../../../domain/commands/steps/step.ts'
import {
  DECISIONS,
  APPLICANT_DOCUMENT_TYPES,
  GROUNDS,
  HOLD_CAUSES,
  OPINIONS,
  type Track,
} from '../../../domain/contract/codes.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import type { OwnTables } from '../../../domain/reference/own-rows.ts'
import { requiredDocuments } from '../../../domain/reference/required-documents.ts'
import { AnyOf, OneOf, SelectField, Yes } from '../../design/choice-field.tsx'
import { DateField } from '../../design/date-field.tsx'
import { TextAreaField, TextField } from '../../design/field.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { deadlineOf, isGranting, isTermOfLaw, otherRegions, type StepValues } from './step-form.ts'

interface StepFieldsProps {
  name: StepName
  track: Track
  body: DossierBody
  /** The other dossiers of the worker. */
  related: DossierPage['related']
  tables: OwnTables
  values: StepValues
  onChange: (change: Partial<StepValues>) => void
}

/** What a step asks, in the order of its command, with day and reason around it. */
export function StepFields(props: StepFieldsProps) {
  const { name, values, onChange } = props
  const t = useWords()
  const { fields, needsReason } = COMMANDS[name].step
  return (
    <>
      <DateField
        label={t('dossier.step.on')}
        hint={t('dossier.step.onHint')}
        required
        value={values.on}
        onChange={(on) => onChange({ on })}
      />
      {fields.map((field) => (
        <StepField key={field} field={field} {...props} />
      ))}
      <TextAreaField
        label={t(needsReason ? 'dossier.step.reason' : 'dossier.step.reasonIfAny')}
        hint={
          needsReason ? t('dossier.step.reasonHint', { min: STEP_REASON_MIN_LENGTH }) : undefined
        }
        rows={2}
        value={values.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
    </>
  )
}

/** The control of one field; nothing where the officer is not asked as the form stands. */
export function StepField({
  field,
  name,
  track,
  body,
  related,
  tables,
  values,
  onChange,
}: StepFieldsProps & { field: string }) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const options = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: code(list, value) }))
  const refusing = values.decision === 'REFUSE' || name === 'withdraw'
  switch (field) {
    case 'documents':
      return (
        <AnyOf
          label={t('dossier.step.documents')}
          options={options('documentType', documentChoices(body, values.documents))}
          values={values.documents}
          onChange={(documents) => onChange({ documents })}
        />
      )
    case 'text':
      return (
        <TextAreaField
          label={t(name === 'receiveAdvice' ? 'dossier.step.answer' : 'dossier.step.question')}
          rows={3}
          value={values.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      )
    case 'deadline':
      if (isTermOfLaw(name, values)) {
        const last = deadlineOf(name, body, tables, values)
        return last ? <p>{t('dossier.step.lawGives', { date: date(last) })}</p> : null
      }
      return (
        <DateField
          label={t('dossier.step.deadline')}
          required
          value={values.deadline}
          onChange={(deadline) => onChange({ deadline })}
        />
      )
    case 'adviser':
      return (
        <SelectField
          label={t('dossier.step.adviser')}
          options={options('adviser', advisersFor(body))}
          value={values.adviser}
          onChange={(adviser) =>
            onChange({
              adviser,
              ...(values.on && { deadline: adviceDeadline(adviser, values.on, body, tables) }),
            })
          }
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
    case 'decision':
      return (
        <OneOf
          label={t('dossier.step.decision')}
          options={options('decision', DECISIONS)}
          value={values.decision}
          onChange={(decision) => onChange({ decision })}
        />
      )
    case 'grounds':
      return refusing ? (
        <AnyOf
          label={t('dossier.step.grounds')}
          options={options('ground', GROUNDS)}
          values={values.grounds}
          onChange={(grounds) => onChange({ grounds })}
        />
      ) : null
    case 'period': {
      if (!isGranting(name, track, body, values)) return null
      const unlimited = mayBeUnlimited(body, values.from ?? body.submittedOn)
      return (
        <div className="field-row">
          <DateField
            label={t('dossier.step.periodFrom')}
            required
            value={values.from}
            onChange={(from) => onChange({ from })}
          />
          <DateField
            label={t('dossier.step.periodTo')}
            {...(unlimited && { hint: t('dossier.step.periodToHint') })}
            required={!unlimited}
            value={values.to}
            onChange={(to) => onChange({ to })}
          />
        </div>
      )
    }
    case 'heard':
      return (
        <Yes
          label={t('dossier.step.heard')}
          value={values.heard}
          onChange={(heard) => onChange({ heard })}
        />
      )
    case 'checked':
      return (
        <Yes
          label={t('dossier.step.checked')}
          value={values.checked}
          onChange={(checked) => onChange({ checked })}
        />
      )
    case 'cause':
      return (
        <SelectField
          label={t('dossier.step.cause')}
          options={options('holdCause', HOLD_CAUSES)}
          value={values.cause}
          onChange={(cause) => onChange({ cause })}
        />
      )
    case 'result':
      return (
        <OneOf
          label={t('dossier.step.result')}
          options={
            name === 'decideAppeal'
              ? APPEAL_RESULTS.map((value) => ({
                  value,
                  label: code('appealResult', appealResultOn(track, value)),
                }))
              : options('assessment', ['POSITIVE', 'NEGATIVE'])
          }
          value={values.result}
          onChange={(result) => onChange({ result })}
        />
      )
    case 'post':
      return (
        <TextField
          label={t('dossier.step.post')}
          value={values.post}
          onChange={(event) => onChange({ post: event.target.value })}
        />
      )
    case 'successor':
      return (
        <SelectField
          label={t('dossier.step.successor')}
          options={[
            { value: '', label: t('dossier.step.noSuccessor') },
            ...related
              .filter((row) =>
                replaces({ ...row, work: { state: row.workState, since: row.submittedOn } }, body),
              )
              .map(({ id, reference }) => ({ value: id, label: reference })),
          ]}
          value={values.successor}
          onChange={(successor) => onChange({ successor })}
        />
      )
    case 'employmentEndedOn':
    case 'heldSince':
      return (
        <DateField
          label={t(`dossier.step.${field}`)}
          hint={t(`dossier.step.${field}Hint`)}
          required
          value={values[field]}
          onChange={(day) => onChange({ [field]: day })}
        />
      )
    case 'region':
      return (
        <SelectField
          label={t('dossier.step.region')}
          options={options('region', otherRegions(body))}
          value={values.region}
          onChange={(region) => onChange({ region })}
        />
      )
    default:
      if (NOT_ASKED.has(field)) return null
      throw new TypeError(`no control for the field ${field}`)
  }
}

/** Fields that the page fills in: an employer and a renewal are shown above, the rest is told nowhere. */
export const NOT_ASKED: ReadonlySet<string> = new Set([...NOT_SAID, 'employerId', 'renewal'])

const APPEAL_RESULTS = ['UPHELD', 'REFORMED'] as const

/** What the law asks and what is on file comes first; anything else can be asked too. */
function documentChoices(body: DossierBody, chosen: readonly string[]): string[] {
  const first = new Set<string>([
    ...requiredDocuments(body).map(({ type }) => type),
    ...body.documents.map(({ type }) => type).filter((type) => type !== 'LETTER'),
    ...chosen,
  ])
  return [...first, ...APPLICANT_DOCUMENT_TYPES.filter((type) => !first.has(type))]
}
