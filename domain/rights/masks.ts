/**
 * The body of a record as a person may see it: who sees the kind (kinds.ts), who reads each field
 * (fields.ts), and what is for one person and not for the other of the same role. Deny by default. The
 * view of a role on a kind is made once: a page masks thousands of bodies.
 */
import type { Actor } from '../contract/actor.ts'
import { ROLES, type Role } from '../contract/codes.ts'
import { BODIES, RECORD_KINDS, type BodyOf, type RecordKind } from '../contract/records.ts'
import { mayKnowControlRequest } from './controls.ts'
import { READERS } from './fields.ts'
import { REACH_OF_KIND } from './kinds.ts'
import { mayReadNote } from './notes.ts'
import { BY_PERSON_KINDS, LOOKS, PROBES } from './probes.ts'
import { seesRegisterLine } from './register-lines.ts'
import { reportAsSeen } from './reports.ts'
import { viewFor } from './stated.ts'
import { SEEN, through, type View } from './view.ts'
import { seesWorkerLine } from './worker-lines.ts'

/** What a role sees of a kind; null: not even that it is there. */
function viewOn(role: Role, kind: RecordKind): View | null {
  if (REACH_OF_KIND[kind]?.[role] === undefined) return null
  return viewFor(role, READERS[kind], BODIES[kind], kind)
}

type Views = Readonly<Record<RecordKind, View | null>>
const viewsOn = (role: Role): Views =>
  Object.fromEntries(RECORD_KINDS.map((kind) => [kind, viewOn(role, kind)])) as Views
const VIEWS = Object.fromEntries(ROLES.map((role) => [role, viewsOn(role)])) as Readonly<
  Record<Role, Views>
>

const BY_PERSON: ReadonlySet<RecordKind> = new Set<RecordKind>(BY_PERSON_KINDS)

const TOLD = new Map<string, string>()

/**
 * What somebody of this role and region sees, as text: another one means that masks changed, for the
 * role or for what one person may know and another may not.
 */
export function masksText({ role, region }: Pick<Actor, 'role' | 'region'>): string {
  const who = `${role} ${region}`
  const text = TOLD.get(who) ?? JSON.stringify(masksOf({ id: LOOKS, name: LOOKS, role, region }))
  TOLD.set(who, text)
  return text
}

function masksOf(actor: Actor): unknown {
  const { role } = actor
  const reach = RECORD_KINDS.map((kind) => REACH_OF_KIND[kind]?.[role] ?? null)
  const known = BY_PERSON_KINDS.map((kind) =>
    PROBES[kind].map((body) => {
      const own = forPerson(actor, kind, body)
      return own === body ? true : own
    }),
  )
  return [reach, VIEWS[role], known]
}

/** True when a role does not see every record of this kind whole: others pass through untouched. */
export function isMasked(actor: Pick<Actor, 'role'>, kind: RecordKind): boolean {
  return BY_PERSON.has(kind) || VIEWS[actor.role][kind] !== SEEN
}

/** The body as this person may see it; null when they may not see the record. */
export function maskBody<K extends RecordKind>(
  actor: Actor,
  kind: K,
  body: BodyOf<K>,
): BodyOf<K> | null {
  const view = VIEWS[actor.role][kind]
  const own = view === null ? null : forPerson(actor, kind, body)
  return own && through(view!, own)
}

/** What the person may know of the record, before the fields of the role; null: nothing. */
function forPerson<K extends RecordKind>(actor: Actor, kind: K, body: BodyOf<K>): BodyOf<K> | null {
  const only = (may: boolean) => (may ? body : null)
  switch (kind) {
    case 'note':
      return only(mayReadNote(actor, body as BodyOf<'note'>))
    case 'watch':
      return only((body as BodyOf<'watch'>).owner === actor.id)
    case 'controlRequest':
      return only(mayKnowControlRequest(actor, body as BodyOf<'controlRequest'>))
    case 'registerLine':
      return only(seesRegisterLine(actor, body as BodyOf<'registerLine'>))
    case 'workerLine':
      return only(seesWorkerLine(actor, body as BodyOf<'workerLine'>))
    case 'report':
      return reportAsSeen(actor, body as BodyOf<'report'>) as BodyOf<K> | null
    default:
      return body
  }
}
