import { useState } from 'react'
import { decideCommand } from '../../domain/commands/index.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleView } from '../../domain/contract/workshop.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { ruleLookup, useWorkshopWords } from './words.ts'

interface ReleaseProps {
  code: FindingCode
  rules: readonly RuleView[]
  onClose: () => void
}

/** The owner looked at why a rule fired so much, and lets it go on: with a reason. */
export function ReleaseDialog({ code, rules, onClose }: ReleaseProps) {
  const t = useWorkshopWords()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('releaseRule')
  const args = { code, reason }
  const decision = context && decideCommand('releaseRule', args, ruleLookup(rules), context)
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const send = async () => {
    setTried(true)
    if (!decision?.ok || !(await run(args))) return
    announce(t('held.released'))
    onClose()
  }
  return (
    <Dialog
      title={`${t('held.release')} · ${code}`}
      onClose={onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('held.release')}
          </Button>
        </>
      }
    >
      <p>{t('held.releaseIntro')}</p>
      <TextAreaField
        label={t('held.reason')}
        rows={3}
        value={reason}
        problem={tried && refusal ? errorWords(refusal).title : undefined}
        onChange={(event) => {
          clear()
          setReason(event.target.value)
        }}
      />
    </Dialog>
  )
}
