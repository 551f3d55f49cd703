/** Which entries a person may make on a dossier: what a screen offers. */
import type { Actor } from '../../contract/actor.ts'
import type { DossierBody } from '../../contract/records.ts'
import { mayRun } from '../../rights/rights.ts'
import { maySteer } from '../../rights/tracks.ts'
import { COMMANDS, type CommandName } from '../index.ts'
import type { EntryCommand } from './entry.ts'

/** Names of the commands that are entries. */
export type EntryName = {
  [N in CommandName]: (typeof COMMANDS)[N] extends EntryCommand ? N : never
}[CommandName]

/** True for a command that is an entry. */
export function isEntryName(name: string): name is EntryName {
  return Object.hasOwn(COMMANDS, name) && 'entry' in COMMANDS[name as CommandName]
}

/** True when the person may make this entry on this dossier, as it stands. */
export function isPossibleEntry(actor: Actor, name: EntryName, body: DossierBody): boolean {
  return mayRun(actor, name) && maySteer(actor, 'WORK', body) && COMMANDS[name].entry.suits(body)
}
