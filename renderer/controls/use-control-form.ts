import type { CommandArgs } from '../../domain/commands/index.ts'
import { announce } from '../app/announce.ts'
import type { CommandForm } from '../app/form-dialog.tsx'
import { useCommand } from '../data/use-command.ts'

/** A form that asks for a control or answers such a request: `done` is told aloud and the form closes. */
export function useControlForm<N extends 'requestControl' | 'answerControlRequest'>(
  name: N,
  args: CommandArgs<N>,
  { done, onClose }: { done: string; onClose: () => void },
): CommandForm & { touched: () => void } {
  const { run, running, problem, clear } = useCommand(name)
  const send = async () => {
    if (!(await run(args))) return
    announce(done)
    onClose()
  }
  return { send, running, refusal: problem, touched: clear }
}
