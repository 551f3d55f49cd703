/**
 * Who may see and do what: role x region -> scopes, fields, commands. Deny by default. The desk
 * and the gateway call the same functions; the gateway's word counts. Source: need-to-know matrix,
 * domain facts 9.4 (a design proposal until each service supplies its deliberation).
 */
import type { Actor } from '../contract/actor.ts'
import type { Role, Scope } from '../contract/codes.ts'
import type { BodyOf, RecordKind } from '../contract/records.ts'
import type { CommandName } from '../commands/index.ts'
import { AUDITOR_MASKS } from './auditor.ts'

export { MASKED } from './auditor.ts'

/**
 * The scopes whose records a person may hold. A regional role without a region gets nothing.
 * An auditor sees the work of all services, with every field about a person masked.
 */
export function scopesOf(actor: Actor): Scope[] {
  switch (actor.role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return actor.region ? [actor.region] : []
    case 'DVZ_CLERK':
      return ['FED']
    case 'INSPECTOR':
      return actor.region ? [actor.region] : ['FL', 'WA', 'BR', 'DG']
    case 'AUDITOR':
      return ['FL', 'WA', 'BR', 'DG', 'FED']
  }
}

const COMMANDS_OF_ROLE: Readonly<Record<Role, readonly CommandName[]>> = {
  REGION_OFFICER: ['assignDossier', 'addNote', 'judgeFinding'],
  DVZ_CLERK: ['assignDossier', 'addNote', 'judgeFinding'],
  INSPECTOR: ['addNote', 'judgeFinding'],
  SUPERVISOR: ['assignDossier', 'addNote', 'judgeFinding'],
  AUDITOR: [],
}

/** True when the role may use the command at all; scope is checked on the records it needs. */
export function mayRun(actor: Actor, command: string): boolean {
  return (COMMANDS_OF_ROLE[actor.role] as readonly string[]).includes(command)
}

/**
 * True when the actor may give a dossier to that person: both handle dossiers, in one service
 * (the same region, or the immigration office).
 */
export function mayAssignTo(actor: Actor, person: Pick<Actor, 'role' | 'region'>): boolean {
  const handles = (role: Role): boolean => COMMANDS_OF_ROLE[role].includes('assignDossier')
  return handles(actor.role) && handles(person.role) && actor.region === person.region
}

type Mask<K extends RecordKind> = (body: BodyOf<K>) => BodyOf<K>

/** Criminal record and medical certificate are for DVZ alone; a region sees that they are present. */
const hideSensitiveDocuments: Mask<'dossier'> = (body) => ({
  ...body,
  documents: body.documents.filter(
    ({ type }) => type !== 'CRIMINAL_RECORD' && type !== 'MEDICAL_CERTIFICATE',
  ),
})

const MASKS: { readonly [R in Role]?: { readonly [K in RecordKind]?: Mask<K> | 'HIDDEN' } } = {
  INSPECTOR: { dossier: hideSensitiveDocuments },
  AUDITOR: {
    ...AUDITOR_MASKS,
    dossier: (body) => AUDITOR_MASKS.dossier(hideSensitiveDocuments(body)),
    note: 'HIDDEN',
    findingJudgement: 'HIDDEN',
  },
}

/** True when the role may see records of this kind at all, masked or not. */
export function maySeeKind(actor: Actor, kind: RecordKind): boolean {
  return MASKS[actor.role]?.[kind] !== 'HIDDEN'
}

/** True when a role has any field of this kind masked: other records pass through untouched. */
export function isMasked(actor: Actor, kind: RecordKind): boolean {
  return MASKS[actor.role]?.[kind] !== undefined
}

/** The body as this person may see it; null when they may not see records of this kind. */
export function maskBody<K extends RecordKind>(
  actor: Actor,
  kind: K,
  body: BodyOf<K>,
): BodyOf<K> | null {
  const mask = MASKS[actor.role]?.[kind] as Mask<K> | 'HIDDEN' | undefined
  if (mask === 'HIDDEN') return null
  return mask ? mask(body) : body
}
