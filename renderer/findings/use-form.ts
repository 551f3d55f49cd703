import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react'
import type { Decision } from '../../domain/commands/command.ts'
import type { CommandProblem } from '../data/use-command.ts'
import { useErrorWords } from '../design/states.tsx'
import { useListener } from './use-listener.ts'

interface FormOptions {
  /** What the command would answer to what is written now; null before sign-in. */
  decision: Decision | null
  /** What stood in the way of the last run. */
  problem: CommandProblem | null
  /** Shows a refusal before the officer tried to send. */
  sayAtOnce: boolean
  run: () => Promise<boolean>
  onDone: () => void
  onCancel: () => void
}

interface Form {
  form: RefObject<HTMLFormElement | null>
  onSubmit: (event: FormEvent) => void
  /** What is wrong now, in one line; undefined when nothing is, or it is too early to say. */
  problem: string | undefined
}

/**
 * A form of one text around a command: it takes the focus, Ctrl+Enter sends, Esc leaves, and what
 * the command would refuse is said here without a round trip.
 */
export function useForm(options: FormOptions): Form {
  const { decision, problem, sayAtOnce, run, onDone, onCancel } = options
  const words = useErrorWords()
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const focus = () => form.current?.querySelector('textarea')?.focus()
  useEffect(focus, [])
  const refusal = decision?.ok === false ? decision : null
  const send = async () => {
    setTried(true)
    if (refusal) focus()
    else if (await run()) onDone()
  }
  useListener(form, 'keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onCancel()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
  })
  const shown = problem ?? (tried || sayAtOnce ? refusal : null)
  const said = shown !== null
  // Hint, problem and buttons come into view with the field.
  useEffect(() => {
    // In braces: newer browsers answer a promise, which is no clean-up.
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [said])
  return {
    form,
    onSubmit: (event) => {
      event.preventDefault()
      void send()
    },
    problem: shown ? oneLine(words(shown)) : undefined,
  }
}

const oneLine = ({ title, advice }: { title: string; advice: string }) => `${title}. ${advice}`
