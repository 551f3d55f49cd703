import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideCommand } from '../../domain/commands/index.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'
import { normLookup } from './norm-lookup.ts'
import { useSeriesName, type Waiting } from './series.ts'

interface DecideProps {
  waiting: Waiting
  norms: readonly NormView[]
  onClose: () => void
}

/** The second person looks at a proposed row: in force for everybody from its first day, or not. */
export function DecideDialog({ waiting: { key, row, place }, norms, onClose }: DecideProps) {
  const { t } = useTranslation(['norms', 'app'])
  const { money, date } = useFormats()
  const errorWords = useErrorWords()
  const nameOf = useSeriesName()
  const context = useCommandContext()
  const [approved, setApproved] = useState(true)
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('decideNorm')
  const args = useMemo(() => ({ ...key, place, approved, remark }), [key, place, approved, remark])
  const decision = useMemo(
    () => (context ? decideCommand('decideNorm', args, normLookup(norms), context) : null),
    [context, args, norms],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = tried && refusal ? errorWords(refusal) : null
  const send = async () => {
    setTried(true)
    if (!decision?.ok || !(await run(args))) return
    announce(t(approved ? 'norms:approved' : 'norms:rejected'))
    onClose()
  }
  return (
    <Dialog
      title={`${t('norms:waiting.look')} · ${nameOf(key)}`}
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <div role="alert">
          {words && (
            <p className="field-problem">
              <Icon name="warning" size={14} />
              {`${words.title}. ${words.advice}`}
            </p>
          )}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t(approved ? 'norms:approve' : 'norms:reject')}
          </Button>
        </>
      }
    >
      <div className="step-waiting">
        <p>
          <b>
            {money(row.amountCents)} {t(`norms:per.${row.unit}`)}
          </b>
          , {t('norms:from', { date: date(row.validFrom) })}{' '}
          {row.validTo && t('norms:to', { date: date(row.validTo) })}
        </p>
        <p>
          {t(`norms:basis.${row.basis}`)} · {t('norms:source', { source: row.source })}
        </p>
        <p className="muted">{t('norms:waiting.by', { name: row.byName })}</p>
        <blockquote>{row.reason}</blockquote>
      </div>
      <OneOf
        label={t('norms:answer')}
        options={[
          { value: 'yes', label: t('norms:approve') },
          { value: 'no', label: t('norms:reject') },
        ]}
        value={approved ? 'yes' : 'no'}
        onChange={(value) => {
          clear()
          setApproved(value === 'yes')
        }}
      />
      <TextAreaField
        label={t('norms:remark')}
        rows={2}
        value={remark}
        onChange={(event) => {
          clear()
          setRemark(event.target.value)
        }}
      />
    </Dialog>
  )
}
