import { useState } from 'react'
import { CONTROL_TEXT_MAX, CONTROL_TEXT_MIN } from '../../domain/commands/controls/controls.ts'
import { REGIONS, type Region } from '../../domain/contract/codes.ts'
import { CONTROL_SUBJECTS_MAX, type ControlSubject } from '../../domain/contract/records.ts'
import type { ControlOrigin } from '../../domain/controls/codes.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { useSession } from '../data/use-query.ts'
import { SelectField } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Notice } from '../design/states.tsx'
import { useCodes } from '../i18n/format.ts'
import { useControlForm } from './use-control-form.ts'
import { useControlWords } from './words.ts'

/** A person or an enterprise with its name. */
export type NamedSubject = ControlSubject & { label: string }

interface RequestDialogProps {
  subjects: readonly NamedSubject[]
  origin: ControlOrigin
  /** The report on which it rests. */
  reportId?: string
  /** Of what it rests on; else that of the person, else to be chosen. */
  region?: Region
  onClose: () => void
}

/** Asks the inspection for a control of these, with a reason. */
export function RequestDialog({ subjects, origin, reportId, region, onClose }: RequestDialogProps) {
  const t = useControlWords()
  const code = useCodes()
  const actor = useSession()?.actor
  const [requestId] = useState(() => crypto.randomUUID())
  const fixed = actor?.region ?? region ?? null
  const [chosen, setChosen] = useState<Region>(fixed ?? REGIONS[0])
  const [reason, setReason] = useState('')
  const some = subjects.slice(0, CONTROL_SUBJECTS_MAX)
  const form = useControlForm(
    'requestControl',
    {
      requestId,
      region: chosen,
      subjects: some.map(({ kind, id }) => ({ kind, id })),
      origin,
      reportId: reportId ?? null,
      reason,
    },
    { done: t('controls.request.done'), onClose },
  )
  return (
    <FormDialog
      form={form}
      title={t('controls.request.title')}
      submit={t('controls.request.submit')}
      onClose={onClose}
    >
      <p className="muted">{t('controls.request.intro')}</p>
      <div>
        <p>
          <b>{t('controls.request.subjects', { count: some.length })}</b>
        </p>
        <ul className="control-subjects">
          {some.map(({ kind, id, label }) => (
            <li key={`${kind} ${id}`}>
              <span className="muted">{code('reportLinkKind', kind)}</span> <bdi>{label}</bdi>
            </li>
          ))}
        </ul>
      </div>
      {subjects.length > some.length && (
        <Notice icon="info" tone="amber">
          {t('controls.request.tooMany', { max: CONTROL_SUBJECTS_MAX })}
        </Notice>
      )}
      {fixed === null && (
        <SelectField
          label={t('controls.request.region')}
          options={REGIONS.map((value) => ({ value, label: code('region', value) }))}
          value={chosen}
          onChange={(value) => setChosen(REGIONS.find((one) => one === value) ?? REGIONS[0])}
        />
      )}
      <TextAreaField
        label={t('controls.request.reason')}
        hint={t('controls.request.reasonHint', { min: CONTROL_TEXT_MIN })}
        rows={4}
        maxLength={CONTROL_TEXT_MAX}
        value={reason}
        onChange={(event) => {
          form.touched()
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
