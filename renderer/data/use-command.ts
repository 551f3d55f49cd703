import { useCallback, useMemo, useState } from 'react'
import type { CommandArgs, CommandName } from '../../domain/commands/index.ts'
import type { CommandContext } from '../../domain/commands/command.ts'
import { isErrorCode, type ErrorCode, type ErrorDetails } from '../../domain/contract/errors.ts'
import { workbench } from './client.ts'
import { toTandemError } from './errors.ts'
import { useSession } from './use-query.ts'

/** Why a command did not happen: a refusal of the work, or a failure on the way. */
export interface CommandProblem {
  code: ErrorCode
  details: ErrorDetails
}

/** Runs a command once: its number when it is stored on the desk, else what stood in its way. */
export async function sendCommand<N extends CommandName>(
  name: N,
  args: CommandArgs<N>,
): Promise<{ n: number } | CommandProblem> {
  try {
    const result = await workbench.command.run({ name, args })
    if (result.outcome === 'QUEUED') return { n: result.n }
    const code = isErrorCode(result.code) ? result.code : 'INTERNAL'
    return { code, details: result.details }
  } catch (error) {
    const { code, details } = toTandemError(error)
    return { code, details }
  }
}

/** Runs a command once; null when it is stored on the desk, else what stood in its way. */
export async function runCommand<N extends CommandName>(
  name: N,
  args: CommandArgs<N>,
): Promise<CommandProblem | null> {
  const result = await sendCommand(name, args)
  return 'n' in result ? null : result
}

/**
 * A command for a form or a button: `run(args)` answers true when it is stored on the desk, `send`
 * its number, by which it can be taken back;
 * `problem` holds the last refusal until the next run or `clear()`.
 */
export function useCommand<N extends CommandName>(name: N) {
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const send = useCallback(
    async (args: CommandArgs<N>): Promise<number | null> => {
      setRunning(true)
      const result = await sendCommand(name, args)
      const n = 'n' in result ? result.n : null
      setProblem('n' in result ? null : result)
      setRunning(false)
      return n
    },
    [name],
  )
  const run = useCallback(async (args: CommandArgs<N>) => (await send(args)) !== null, [send])
  const clear = useCallback(() => setProblem(null), [])
  return { run, send, running, problem, clear }
}

/**
 * The context in which a form may ask a command's `decide` while the officer types; null before
 * sign-in. The host decides again with its own clock.
 */
export function useCommandContext(): CommandContext | null {
  const session = useSession()
  return useMemo(() => {
    if (!session?.actor) return null
    const { actor, colleagues, today } = session
    // A decision's instant shows in no form: the start of the day is near enough for its refusals.
    return { actor, colleagues, today, at: `${today}T00:00:00.000Z` }
  }, [session])
}
