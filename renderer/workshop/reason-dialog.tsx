import { useState } from 'react'
import { decideCommand, type CommandArgs } from '../../domain/commands/index.ts'
import type { RuleView } from '../../domain/contract/workshop.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { ruleLookup, useWorkshopWords } from './words.ts'

type OnRule = 'releaseRule' | 'withdrawRule'

interface ReasonProps<N extends OnRule> {
  command: N
  argsOf: (reason: string) => CommandArgs<N>
  rules: readonly RuleView[]
  words: { title: string; intro: string; reason: string; submit: string; done: string }
  onClose: () => void
}

/** An act on a rule that asks for nothing but a reason. */
export function ReasonDialog<N extends OnRule>(props: ReasonProps<N>) {
  const { command, argsOf, rules, words, onClose } = props
  const t = useWorkshopWords()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand(command)
  const args = argsOf(reason)
  const decision = context && decideCommand(command, args, ruleLookup(rules), context)
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const send = async () => {
    setTried(true)
    if (!decision?.ok || !(await run(args))) return
    announce(words.done)
    onClose()
  }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {words.submit}
          </Button>
        </>
      }
    >
      <p>{words.intro}</p>
      <TextAreaField
        label={words.reason}
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
