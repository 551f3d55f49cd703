import { useState } from 'react'
import { REASON_MAX_LENGTH } from '../../domain/commands/judge-finding.ts'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import { useKeys } from '../app/use-keys.ts'
import { Button, Key } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useWords } from '../findings/words.ts'
import { JUDGED_VERDICTS, type LinkSubject, useJudge, VERDICT_KEYS, wordsOf } from './use-judge.ts'

interface JudgeBarProps {
  subject: LinkSubject
  /** It was stored: the next one may come. */
  onDone?: () => void
}

/** Same, different or not to be told: one key each; a reason where there is more to say. */
export function JudgeBar({ subject, onDone }: JudgeBarProps) {
  const t = useWords()
  const { may, judge } = useJudge()
  const [writing, setWriting] = useState<LinkVerdict | null>(null)
  const say = async (verdict: LinkVerdict) => {
    if (may && (await judge(subject, verdict))) onDone?.()
  }
  const write = () => may && setWriting(subject.verdict === 'OPEN' ? 'SAME' : subject.verdict)
  useKeys({
    ...Object.fromEntries(
      JUDGED_VERDICTS.map((verdict) => [VERDICT_KEYS[verdict], () => void say(verdict)]),
    ),
    e: write,
  })
  if (!may) return <p className="muted">{t('links.notYours')}</p>
  return (
    <div className="judge-bar" role="group" aria-label={t('links.judge')}>
      {JUDGED_VERDICTS.map((verdict) => (
        <Button
          key={verdict}
          aria-keyshortcuts={VERDICT_KEYS[verdict]}
          aria-pressed={subject.verdict === verdict}
          disabled={subject.verdict === verdict}
          onClick={() => void say(verdict)}
        >
          {t(`${wordsOf(subject)}.${verdict}`)} <Key>{VERDICT_KEYS[verdict]}</Key>
        </Button>
      ))}
      {subject.verdict !== 'OPEN' && (
        <Button kind="quiet" onClick={() => void say('OPEN')}>
          {t('links.reopen')}
        </Button>
      )}
      <Button kind="quiet" icon="note" aria-keyshortcuts="e" onClick={write}>
        {t('links.withReason')} <Key>e</Key>
      </Button>
      {writing && (
        <ReasonDialog
          subject={subject}
          first={writing}
          onClose={() => setWriting(null)}
          onDone={() => {
            setWriting(null)
            onDone?.()
          }}
        />
      )}
    </div>
  )
}

interface ReasonDialogProps {
  subject: LinkSubject
  first: LinkVerdict
  onClose: () => void
  onDone: () => void
}

/** A judgement with its reason. */
export function ReasonDialog({ subject, first, onClose, onDone }: ReasonDialogProps) {
  const t = useWords()
  const { judge } = useJudge()
  const [verdict, setVerdict] = useState<LinkVerdict>(first)
  const [reason, setReason] = useState('')
  const run = async () => {
    if (await judge(subject, verdict, reason)) onDone()
  }
  return (
    <Dialog
      title={t('links.judge')}
      onClose={onClose}
      onSubmit={() => void run()}
      actions={
        <Button kind="primary" submit>
          {t('links.keep')}
        </Button>
      }
    >
      <OneOf
        label={t('links.judgement')}
        options={JUDGED_VERDICTS.map((value) => ({
          value,
          label: t(`${wordsOf(subject)}.${value}`),
        }))}
        value={verdict}
        onChange={(value) => setVerdict(value as LinkVerdict)}
      />
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('links.reasonHint')}
        value={reason}
        rows={3}
        maxLength={REASON_MAX_LENGTH}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}
