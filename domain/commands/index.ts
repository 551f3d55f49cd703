/** The list of commands: to add one, add its file and a line here. */
import * as v from 'valibot'
import { addNote } from './add-note.ts'
import { assignDossier } from './assign-dossier.ts'
import {
  refuse,
  type Command,
  type CommandContext,
  type Decision,
  type RecordLookup,
} from './command.ts'
import { judgeFinding } from './judge-finding.ts'

export const COMMANDS = { assignDossier, addNote, judgeFinding } as const

export type CommandName = keyof typeof COMMANDS
export type CommandArgs<N extends CommandName> = v.InferOutput<(typeof COMMANDS)[N]['args']>

/** A command by name with its checked args, or null when the name or the args are not of the wire. */
export function parseCommand(
  name: string,
  args: unknown,
): { command: Command; args: unknown } | null {
  if (!Object.hasOwn(COMMANDS, name)) return null
  const command = COMMANDS[name as CommandName] as unknown as Command
  const parsed = v.safeParse(command.args, args)
  return parsed.success ? { command, args: parsed.output } : null
}

/** Decides a command by name on the given records. Unknown names and malformed args are refused. */
export function decideCommand(
  name: string,
  args: unknown,
  records: RecordLookup,
  context: CommandContext,
): Decision {
  const parsed = parseCommand(name, args)
  if (!parsed) return refuse('BAD_REQUEST')
  return parsed.command.decide(records, parsed.args, context)
}
