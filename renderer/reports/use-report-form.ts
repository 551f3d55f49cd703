import { useMemo, useState } from 'react'
import type { CommandArgs, CommandName } from '../../domain/commands/index.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import type { ReportBody, TandemRecord } from '../../domain/contract/records.ts'
import { announce } from '../app/announce.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'

/** The report on the screen, as the records that `decide` reads. */
function lookupOf(id: string, body: ReportBody | null): RecordLookup {
  return ((kind: string, asked: string) =>
    kind === 'report' && asked === id && body
      ? ({ kind, id, version: 1, body } as TandemRecord<'report'>)
      : null) as RecordLookup
}

/**
 * A form about a report: what stands in the way of these args is said once it was tried to send them;
 * when they are taken, `done` is told aloud and the form closes.
 */
export function useReportForm<N extends CommandName>(
  name: N,
  { id, body }: { id: string; body: ReportBody | null },
  args: CommandArgs<N> | null,
  { done, onClose }: { done: string; onClose: () => void },
) {
  const context = useCommandContext()
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand(name)
  const decision = useMemo(
    () => (context && args ? decideCommand(name, args, lookupOf(id, body), context) : null),
    [context, args, name, id, body],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const send = async () => {
    setTried(true)
    if (!args || !decision?.ok || !(await run(args))) return
    announce(done)
    onClose()
  }
  return { send, running, refusal: tried ? refusal : null, touched: clear }
}
