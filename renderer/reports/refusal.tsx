import type { Refusal } from '../../domain/commands/command.ts'
import type { CommandProblem } from '../data/use-command.ts'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'

/** Why a form was not taken, in the officer's words; nothing while there is nothing to say. */
export function RefusalText({ refusal }: { refusal: Refusal | CommandProblem | null }) {
  const words = useErrorWords()
  if (!refusal) return <div role="alert" />
  const { title, advice } = words(refusal)
  return (
    <div role="alert">
      <p className="field-problem">
        <Icon name="warning" size={14} />
        {`${title}. ${advice}`}
      </p>
    </div>
  )
}
