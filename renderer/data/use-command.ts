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

/** Runs a command once; null when it is stored on the desk, else what stood in its way. */
export async function runCommand<N extends CommandName>(
  name: N,
  args: CommandArgs<N>,
): Promise<CommandProblem | null> {
  try {
    const result = await workbench.command.run({ name, args })
    if (result.outcome === 'QUEUED') return null
    const code = isErrorCode(result.code) ? result.code : 'INTERNAL'
    return { code, details: result.details }
  } catch (error) {
    const { code, details } = toTandemError(error)
    return { code, details }
  }
}

/**
 * A command for a form or a button: `run(args)` answers true when it is stored on the desk;
 * `problem` holds the last refusal until the next run or `clear()`.
 */
export function useCommand<N extends CommandName>(name: N) {
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const run = useCallback(
    async (args: CommandArgs<N>): Promise<boolean> => {
      setRunning(true)
      const refused = await runCommand(name, args)
      setProblem(refused)
      setRunning(false)
      return refused === null
    },
    [name],
  )
  const clear = useCallback(() => setProblem(null), [])
  return { run, running, problem, clear }
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
