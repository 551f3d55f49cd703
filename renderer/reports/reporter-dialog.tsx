import { useState } from 'react'
import { ACCESS_REASON_MAX, ACCESS_REASON_MIN, tidyReason } from '../../domain/access/purposes.ts'
import type { ReporterGiven } from '../../domain/contract/reports.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import type { CommandProblem } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Fact, Facts } from '../findings/values.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'
import { useCodes } from '../i18n/format.ts'
import { useReportWords } from './words.ts'

interface ReporterProps {
  id: string
  onClose: () => void
  /** A letter to them is to be written: who they are goes along, and on paper only. */
  onWrite: (to: ReporterGiven) => void
}

/**
 * Opens the sealed identity: asked of the gateway with a reason, shown here and nowhere else, gone when
 * this closes.
 */
export function ReporterDialog({ id, onClose, onWrite }: ReporterProps) {
  const t = useReportWords()
  const errorWords = useErrorWords()
  const code = useCodes()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const [asking, setAsking] = useState(false)
  const [given, setGiven] = useState<ReporterGiven | null>(null)
  const ask = async () => {
    if (asking) return
    if (tidyReason(reason).length < ACCESS_REASON_MIN) {
      setProblem({ code: 'REASON_REQUIRED', details: { min: ACCESS_REASON_MIN } })
      return
    }
    setAsking(true)
    try {
      setGiven(await workbench.reports.reporter({ reportId: id, reason }))
    } catch (error) {
      const known = toTandemError(error)
      setProblem({ code: known.code, details: known.details })
    }
    setAsking(false)
  }
  if (given) {
    return (
      <Dialog
        title={t('report.reporter.title')}
        onClose={onClose}
        actions={
          <>
            <Button onClick={() => onWrite(given)}>{t('report.answer.title')}</Button>
            <Button kind="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </>
        }
      >
        <p className="muted">{t('report.reporter.shown')}</p>
        <Facts>
          <Fact name={t('report.reporter.name')}>
            <bdi>{given.name}</bdi>
          </Fact>
          <Fact name={t('report.reporter.contact')}>
            <bdi>{given.contact}</bdi>
          </Fact>
          <Fact name={t('report.reporter.relation')}>
            {code('reporterRelation', given.relation)}
          </Fact>
        </Facts>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={t('report.reporter.open')}
      onClose={onClose}
      onSubmit={() => void ask()}
      outcome={<FormProblem said={problem && errorWords(problem)} />}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" icon="lock" submit disabled={asking}>
            {t('report.reporter.openNow')}
          </Button>
        </>
      }
    >
      <p>{t('report.reporter.why')}</p>
      <TextAreaField
        label={t('report.reporter.reason')}
        hint={t('report.reporter.reasonHint', { min: ACCESS_REASON_MIN })}
        rows={3}
        maxLength={ACCESS_REASON_MAX}
        value={reason}
        onChange={(event) => {
          setProblem(null)
          setReason(event.target.value)
        }}
      />
    </Dialog>
  )
}
