import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../domain/calendar/local-date.ts'
import { BULK_REASON_MAX, type BulkAct } from '../../domain/contract/bulk.ts'
import { TAGS, type Tag } from '../../domain/contract/codes.ts'
import { workbench } from '../data/client.ts'
import { useSession } from '../data/use-query.ts'
import { AnyOf, OneOf, SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useCodes } from '../i18n/format.ts'
import { Away } from './away.tsx'
import { BulkFrame } from './bulk-frame.tsx'
import { useBulkPreview, useBulkRun } from './use-bulk.ts'

interface BulkDialogProps {
  ids: readonly string[]
  onClose: () => void
}

type Kind = BulkAct['kind']
const KINDS: readonly Kind[] = ['ASSIGN', 'RELEASE', 'TAG', 'SNOOZE', 'WAKE']
/** Acts whose reason stays on the dossier; putting aside is the service's own matter. */
const TAKES_REASON: ReadonlySet<Kind> = new Set(['ASSIGN', 'RELEASE', 'TAG'])
interface Asked {
  act: BulkAct
  reason: string
}
const lookAt = (asked: Asked, ids: string[]) => workbench.command.look({ ...asked, ids })
/** A dossier is put aside for so many days when nothing else is said. */
const USUAL_DAYS = 7

/** One act on one or many dossiers: what it would do, who stays out and why, then the act with a way back. */
export default function BulkDialog({ ids, onClose }: BulkDialogProps) {
  const { t } = useTranslation('team')
  const form = useActForm()
  const [reason, setReason] = useState('')
  const asked = form.act && { act: form.act, reason }
  const preview = useBulkPreview(asked, ids, lookAt)
  const run = useBulkRun(
    preview,
    {
      done: (count) => t('bulk.done', { count, act: t(`bulk.past.${form.kind}`) }),
      refused: (count) => t('bulk.refused', { count }),
      undone: (count) => t('bulk.undone', { count }),
    },
    onClose,
  )
  const needsReason = preview.looks.some(({ code }) => code === 'REASON_REQUIRED')
  return (
    <BulkFrame
      title={t('bulk.title', { count: ids.length })}
      submit={t(`bulk.act.${form.kind}`)}
      preview={preview}
      run={run}
      total={ids.length}
      chosen={form.act !== null}
      onClose={onClose}
    >
      {form.fields}
      {TAKES_REASON.has(form.kind) && (
        <TextAreaField
          label={t(needsReason ? 'bulk.reason' : 'bulk.reasonIfAny')}
          hint={t('bulk.reasonHint')}
          value={reason}
          rows={2}
          limit={BULK_REASON_MAX}
          maxLength={BULK_REASON_MAX}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </BulkFrame>
  )
}

/** The choice of the act with what it asks for. */
function useActForm() {
  const { t } = useTranslation('team')
  const code = useCodes()
  const session = useSession()
  const colleagues = session?.colleagues.filter(({ assignable }) => assignable) ?? []
  const me = session?.actor?.id ?? ''
  const today = session?.today ?? '1970-01-01'
  const [kind, setKind] = useState<Kind>('ASSIGN')
  const [assignee, setAssignee] = useState(me)
  const [add, setAdd] = useState<readonly string[]>([])
  const [remove, setRemove] = useState<readonly string[]>([])
  const [until, setUntil] = useState<TypedDate>(addDays(today, USUAL_DAYS))
  const [how, setHow] = useState<'DATE' | 'EVENT'>('DATE')
  const tagOptions = TAGS.map((tag) => ({ value: tag, label: code('tag', tag) }))
  const act = ((): BulkAct | null => {
    switch (kind) {
      case 'ASSIGN':
        return { kind, assignee }
      case 'TAG':
        return add.length + remove.length === 0
          ? null
          : { kind, add: add as Tag[], remove: remove as Tag[] }
      case 'SNOOZE':
        if (how === 'EVENT') return { kind, until: null }
        return until ? { kind, until } : null
      default:
        return { kind }
    }
  })()
  const without = (list: readonly string[], other: readonly string[]) =>
    list.filter((one) => !other.includes(one))
  const fields = (
    <>
      <OneOf
        label={t('bulk.what')}
        options={KINDS.map((value) => ({ value, label: t(`bulk.act.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'ASSIGN')}
      />
      {kind === 'ASSIGN' && (
        <>
          <SelectField
            label={t('bulk.to')}
            options={colleagues.map(({ id, name }) => ({
              value: id,
              label: id === me ? t('bulk.me', { name }) : name,
            }))}
            value={assignee}
            onChange={setAssignee}
          />
          <div role="status">
            <Away person={assignee} />
          </div>
        </>
      )}
      {kind === 'TAG' && (
        <div className="field-row">
          <AnyOf
            label={t('bulk.add')}
            options={tagOptions}
            values={add}
            onChange={(next) => {
              setAdd(next)
              setRemove(without(remove, next))
            }}
          />
          <AnyOf
            label={t('bulk.remove')}
            options={tagOptions}
            values={remove}
            onChange={(next) => {
              setRemove(next)
              setAdd(without(add, next))
            }}
          />
        </div>
      )}
      {kind === 'SNOOZE' && (
        <>
          <OneOf
            label={t('bulk.until')}
            options={(['DATE', 'EVENT'] as const).map((value) => ({
              value,
              label: t(`bulk.how.${value}`),
            }))}
            value={how}
            onChange={(value) => setHow(value === 'EVENT' ? 'EVENT' : 'DATE')}
          />
          {how === 'DATE' && (
            <DateField label={t('bulk.day')} required value={until} onChange={setUntil} />
          )}
          <p className="muted">{t('bulk.snoozeHint')}</p>
        </>
      )}
    </>
  )
  return { kind, act, fields }
}
