import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../domain/calendar/local-date.ts'
import { ASSIGN_REASON_MAX, type BulkAct, type BulkLook } from '../../domain/contract/bulk.ts'
import { TAGS, type Tag } from '../../domain/contract/codes.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { toTandemError } from '../data/errors.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { AnyOf, OneOf, SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { clearSelection } from '../queue/selection.ts'
import { excludedOf, lookAtAll, runAll, undoAll } from './bulk.ts'

interface BulkDialogProps {
  ids: readonly string[]
  onClose: () => void
}

type Kind = BulkAct['kind']
const KINDS: readonly Kind[] = ['ASSIGN', 'RELEASE', 'TAG', 'SNOOZE', 'WAKE']
/** A dossier is put aside for so many days when nothing else is said. */
const USUAL_DAYS = 7

/** One act on one or many dossiers: what it would do, who stays out and why, then the act with a way back. */
export default function BulkDialog({ ids, onClose }: BulkDialogProps) {
  const { t } = useTranslation(['team', 'app'])
  const form = useActForm()
  const [reason, setReason] = useState('')
  const preview = usePreview(form.act, ids, reason)
  const [running, setRunning] = useState<{ done: number; of: number; stop: () => void } | null>(
    null,
  )
  const { looks } = preview
  const { number } = useFormats()
  const part = looks.filter(({ code }) => code === null)
  const wantsReason = looks.some(({ code }) => code === 'REASON_REQUIRED') || reason !== ''

  const run = async () => {
    if (part.length === 0 || !preview.complete || running) return
    const stop = new AbortController()
    const of = part.length
    const tell = (done: number) => setRunning({ done, of, stop: () => stop.abort() })
    tell(0)
    try {
      const { undo, refused } = await runAll(part, { signal: stop.signal, onDone: tell })
      const back = () =>
        void undoAll(undo).then(
          (left) => announce(t('bulk.undone', { count: undo.length - left })),
          (error: unknown) => sayProblem(t, toTandemError(error)),
        )
      const words = t('bulk.done', { count: undo.length, act: t(`bulk.past.${form.kind}`) })
      const rest = refused > 0 ? ` ${t('bulk.refused', { count: refused })}` : ''
      announce(words + rest, refused > 0 ? 'amber' : 'calm', undo.length > 0 ? back : null)
      clearSelection()
      onClose()
    } catch (error) {
      setRunning(null)
      sayProblem(t, toTandemError(error))
    }
  }
  return (
    <Dialog
      title={t('bulk.title', { count: ids.length })}
      onClose={running ? running.stop : onClose}
      onSubmit={() => void run()}
      wide
      outcome={
        running ? (
          <Progress label={t('bulk.running')} done={running.done} of={running.of} />
        ) : (
          <Outcome
            looks={looks}
            total={ids.length}
            complete={preview.complete}
            chosen={form.act !== null}
          />
        )
      }
      actions={
        <>
          <Button onClick={running ? running.stop : onClose}>
            {t(running ? 'bulk.stop' : 'app:cancel')}
          </Button>
          <Button
            kind="primary"
            submit
            disabled={!preview.complete || part.length === 0 || running !== null}
          >
            {t(`bulk.act.${form.kind}`)} ({number(part.length)})
          </Button>
        </>
      }
    >
      <fieldset className="plain-fieldset" disabled={running !== null}>
        {form.fields}
        {wantsReason && (
          <TextAreaField
            label={t('bulk.reason')}
            hint={t('bulk.reasonHint')}
            value={reason}
            rows={2}
            limit={ASSIGN_REASON_MAX}
            maxLength={ASSIGN_REASON_MAX}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </fieldset>
    </Dialog>
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
        <SelectField
          label={t('bulk.to')}
          options={colleagues.map(({ id, name }) => ({
            value: id,
            label: id === me ? t('bulk.me', { name }) : name,
          }))}
          value={assignee}
          onChange={setAssignee}
        />
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

export interface Preview {
  looks: readonly BulkLook[]
  complete: boolean
}
const NOTHING: Preview = { looks: [], complete: false }
/** How long the officer must have stopped typing, in milliseconds. */
const QUIET_MS = 150

/** Looks again whenever the act or the reason changes; an older look is dropped. */
function usePreview(act: BulkAct | null, ids: readonly string[], reason: string): Preview {
  const key = JSON.stringify([act, reason])
  const [preview, setPreview] = useState<Preview & { key: string }>({ ...NOTHING, key: '' })
  useEffect(() => {
    const [wanted, why] = JSON.parse(key) as [BulkAct | null, string]
    if (!wanted) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void lookAtAll(wanted, ids, why, { signal: stop.signal }).then(
        (looks) => {
          if (!stop.signal.aborted) setPreview({ looks, complete: true, key })
        },
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, ids])
  if (!act) return NOTHING
  // While a new look is on its way the old one is shown, but nothing can be done with it.
  return preview.key === key ? preview : { looks: preview.looks, complete: false }
}

/** How many take part, and which do not and why. */
export function Outcome({
  looks,
  total,
  complete,
  chosen,
}: Preview & { total: number; chosen: boolean }) {
  const { t } = useTranslation('team')
  const { number } = useFormats()
  const errorWords = useErrorWords()
  const part = looks.filter(({ code }) => code === null).length
  const excluded = excludedOf(looks)
  return (
    <div className="bulk-outcome" role="status" aria-busy={chosen && !complete}>
      {!chosen && <p className="muted">{t('bulk.fillFirst')}</p>}
      {complete && (
        <p>
          <b>{t('bulk.part', { count: part, n: number(part), total: number(total) })}</b>
        </p>
      )}
      {complete && excluded.length > 0 && (
        <ul>
          {excluded.map(({ code, count, references }) => (
            <li key={code}>
              {t('bulk.out', { count, n: number(count) })} {errorWords({ code }).title}{' '}
              <span className="muted">
                {references.join(', ')}
                {count > references.length && ' …'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const { number } = useFormats()
  return (
    <p className="bulk-progress" role="status">
      <progress aria-label={label} value={done} max={Math.max(1, of)} /> {number(done)} /{' '}
      {number(of)}
    </p>
  )
}
