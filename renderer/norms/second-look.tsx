import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandArgs, CommandName } from '../../domain/commands/index.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { InstantText } from '../design/time.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'

interface Answer {
  approved: boolean
  remark: string
}

interface SecondLookProps<N extends CommandName> {
  title: string
  /** The command that carries the answer, and its arguments. */
  command: N
  argsOf: (answer: Answer) => CommandArgs<N>
  records: RecordLookup
  /** What is said once it is done. */
  said: (approved: boolean) => string
  onClose: () => void
  /** What is looked at. */
  children: ReactNode
}

/** The second person looks at what somebody wrote for everybody: approved or rejected, with a remark. */
export function SecondLookDialog<N extends CommandName>({
  title,
  command,
  argsOf,
  records,
  said,
  onClose,
  children,
}: SecondLookProps<N>) {
  const { t } = useTranslation(['norms', 'app'])
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [answer, setAnswer] = useState<Answer>({ approved: true, remark: '' })
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand(command)
  const args = argsOf(answer)
  const decision = context && decideCommand(command, args, records, context)
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const words = tried && refusal ? errorWords(refusal) : null
  const set = (some: Partial<Answer>) => {
    clear()
    setAnswer({ ...answer, ...some })
  }
  const send = async () => {
    setTried(true)
    if (!decision?.ok || !(await run(args))) return
    announce(said(answer.approved))
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={<FormProblem said={words} />}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t(answer.approved ? 'norms:approve' : 'norms:reject')}
          </Button>
        </>
      }
    >
      <div className="step-waiting">{children}</div>
      <OneOf
        label={t('norms:answer')}
        options={[
          { value: 'yes', label: t('norms:approve') },
          { value: 'no', label: t('norms:reject') },
        ]}
        value={answer.approved ? 'yes' : 'no'}
        onChange={(value) => set({ approved: value === 'yes' })}
      />
      <TextAreaField
        label={t('norms:remark')}
        rows={2}
        value={answer.remark}
        onChange={(event) => set({ remark: event.target.value })}
      />
    </Dialog>
  )
}

interface Signed {
  byName: string
  at: string
  reason: string
  closedByName: string | null
  closedAt: string | null
  remark: string | null
}

/** Who wrote it and why, and what the second person said. */
export function TwoPeople({ row }: { row: Signed }) {
  const { t } = useTranslation('norms')
  return (
    <>
      <span className="line">
        {t('proposedBy', { name: row.byName })} <InstantText instant={row.at} />
        <span className="muted"> {row.reason}</span>
      </span>
      {row.closedByName && row.closedAt && (
        <span className="line">
          {t('closedBy', { name: row.closedByName })} <InstantText instant={row.closedAt} />
          {row.remark && <span className="muted"> {row.remark}</span>}
        </span>
      )}
    </>
  )
}
