/**
 * What the gateway must hold: the world with every command and every move in the order of their
 * change numbers, each decided here once more.
 */
import { createHash } from 'node:crypto'
import { brusselsToday } from '../../../domain/calendar/local-date.ts'
import type { CommandContext, Decision, RecordLookup } from '../../../domain/commands/command.ts'
import { refuse } from '../../../domain/commands/command.ts'
import { contentOf, decideCommand, parseCommand } from '../../../domain/commands/index.ts'
import { WITHDRAWN } from '../../../domain/commands/lanes.ts'
import type { Actor, Colleague } from '../../../domain/contract/actor.ts'
import { type Region, type Scope, SCOPES } from '../../../domain/contract/codes.ts'
import type {
  AnyRecord,
  BodyOf,
  RecordRef,
  TandemRecord,
} from '../../../domain/contract/records.ts'
import { maskBody } from '../../../domain/rights/masks.ts'
import {
  mayAssignTo,
  mayRun,
  maySeeKind,
  scopesOf,
  seesOwnOnly,
} from '../../../domain/rights/rights.ts'
import { commandTellsReporter } from '../../../domain/reports/tells-reporter.ts'
import { PRACTICE_PEOPLE } from '../../../gateway/practice/people.ts'
import { OF_EVERYBODY } from './matters.ts'
import { WORLD } from './world.ts'

/** A command as its officer gave it. */
export interface Given {
  name: string
  args: unknown
  at: string
  /** How far their desk had read the change feed. */
  cursor: number
}

/** A command as it went to the gateway. */
export interface Sent extends Given {
  n: number
  /** The earlier command that it stands on. */
  after: number | null
  /** Did the gateway have this content from this person before? */
  hasContent(hash: string): boolean
}

interface Scoped {
  record: AnyRecord
  scopes: readonly Scope[]
}

const without = (scopes: readonly Scope[], from: Scope | null, to: Scope): Scope[] =>
  SCOPES.filter((scope) => scope === to || (scope !== from && scopes.includes(scope)))

const isSame = (some: readonly Scope[], others: readonly Scope[]): boolean =>
  some.length === others.length && some.every((scope) => others.includes(scope))

const keyOf = ({ kind, id }: RecordRef): string => `${kind}/${id}`

export class Truth {
  readonly records = new Map<string, Scoped>(
    WORLD.map(({ record, scopes }) => [keyOf(record), { record: record as AnyRecord, scopes }]),
  )

  /** Commands that were accepted, by client and number. */
  readonly #accepted = new Set<string>()

  /** Decides a command as the gateway must; an accepted one is written. */
  command(actor: Actor, client: string, sent: Sent): { decision: Decision; written: AnyRecord[] } {
    const { n, at, after } = sent
    const context = {
      actor,
      at,
      today: brusselsToday(new Date(at)),
      colleagues: colleaguesOf(actor),
    }
    // What stands on a refused command must not slip through after it.
    const isHeld = after !== null && !this.#accepted.has(`${client}/${after}`)
    const decision = isHeld ? refuse('HELD_BACK', { after }) : this.#decide(sent, context)
    if (!decision.ok) return { decision, written: [] }
    this.#accepted.add(`${client}/${n}`)
    const written = decision.writes.flatMap(({ kind, id, body }) => {
      const known = this.records.get(keyOf({ kind, id }))
      const version = (known?.record.version ?? 0) + 1
      const record = { kind, id, version, body } as AnyRecord
      const own = scopesBy(actor, record)
      const scopes = own ?? known?.scopes ?? this.records.get(parentOf(record)!)!.scopes
      this.records.set(keyOf(record), { record, scopes })
      const before = known?.record
      if (record.kind !== 'dossier' || before?.kind !== 'dossier') return [record]
      return [record, ...this.#reroute(record, before.body.region)]
    })
    return { decision, written }
  }

  /** Gives a record and what follows it to other scopes. */
  move(ref: RecordRef, scopes: readonly Scope[]): AnyRecord[] {
    return [this.#put(ref, scopes), ...this.#children(ref, scopes)]
  }

  /** What goes along with a dossier to another region: the old one keeps what it has a ground of its own to hold. */
  #reroute(dossier: TandemRecord<'dossier'>, from: Region): AnyRecord[] {
    const { personId, region: to } = dossier.body
    const known = this.records.get(keyOf(dossier))!
    const before = known.scopes
    if (from !== to) known.scopes = without(before, from, to)
    if (isSame(before, known.scopes)) return []
    const hasOther = [...this.records.values()].some(
      ({ record, scopes }) =>
        record.kind === 'dossier' && record.body.personId === personId && scopes.includes(from),
    )
    const stays = !before.includes(from) || hasOther || OF_EVERYBODY.region === from
    const parties: RecordRef[] = [
      { kind: 'person', id: personId },
      { kind: 'declaration', id: OF_EVERYBODY.id },
    ]
    const along = parties.flatMap((party) => {
      const { scopes } = this.records.get(keyOf(party))!
      const after = without(scopes, stays ? null : from, to)
      return isSame(scopes, after) ? [] : this.move(party, after)
    })
    return [...this.#children(dossier, known.scopes), ...along]
  }

  #children(of: RecordRef, scopes: readonly Scope[]): AnyRecord[] {
    const children = [...this.records.values()].filter(
      ({ record }) => parentOf(record) === keyOf(of),
    )
    return children.map(({ record }) => this.#put(record, scopes))
  }

  #put(ref: RecordRef, scopes: readonly Scope[]): AnyRecord {
    const { record: before } = this.records.get(keyOf(ref))!
    const record = { ...before, version: before.version + 1 } as AnyRecord
    this.records.set(keyOf(record), { record, scopes })
    return record
  }

  /** What this person may see, field by field. */
  seenBy(actor: Actor): AnyRecord[] {
    return [...this.records.values()]
      .filter(({ record, scopes }) => isVisible(actor, record, scopes))
      .map(({ record }) => {
        const body = maskBody(actor, record.kind, record.body as BodyOf<typeof record.kind>)
        return { ...record, body } as AnyRecord
      })
  }

  #decide({ name, args, hasContent }: Sent, context: CommandContext): Decision {
    const parsed = parseCommand(name, args)
    if (!parsed) return refuse('BAD_REQUEST')
    if (!mayRun(context.actor, name)) return refuse('FORBIDDEN')
    const named = parsed.command.needs(parsed.args).flatMap((ref) => {
      const known = this.records.get(keyOf(ref))
      return known ? [known] : []
    })
    if (!named.every(({ record, scopes }) => isVisible(context.actor, record, scopes))) {
      return refuse('NOT_FOUND')
    }
    const content = contentOf(name, args)
    if (content && !hasContent(content.hash)) return refuse('CONTENT_MISSING')
    const lookup = ((kind, id) => {
      return this.records.get(keyOf({ kind, id }))?.record ?? null
    }) as RecordLookup
    const decision = decideCommand(name, args, lookup, context)
    return decision.ok && this.#tellsReporter(parsed) ? refuse('REPORTER_TOLD') : decision
  }

  /** True when words on a report would tell who reported. */
  #tellsReporter({ command, args }: NonNullable<ReturnType<typeof parseCommand>>): boolean {
    const { reportId } = args as { reportId?: unknown }
    const known = this.records.get(`reporter/${String(reportId)}`)?.record
    return known?.kind === 'reporter' && commandTellsReporter(command, args as object, known.body)
  }
}

/** Whom a record is for that has scopes of its own, whatever it was for before; null: it follows another. */
function scopesBy(actor: Actor, { kind, body }: AnyRecord): readonly Scope[] | null {
  switch (kind) {
    case 'absence':
    case 'sample':
    case 'departure':
      return scopesOf(actor)
    case 'norm':
    case 'rule':
      return SCOPES
    case 'report':
    case 'controlRequest':
      return [(body as BodyOf<typeof kind>).region]
    case 'reporter':
    case 'watch':
      return []
    case 'savedView': {
      const { shared, removed } = body as BodyOf<'savedView'>
      return shared && !removed ? scopesOf(actor) : []
    }
    default:
      return null
  }
}

/** Whose a record is besides the scopes. */
function ownerOf({ kind, body }: AnyRecord): string | null {
  if (kind === 'savedView' || kind === 'watch') return (body as BodyOf<typeof kind>).owner
  const isBy = kind === 'report' || kind === 'controlRequest'
  return isBy ? (body as BodyOf<typeof kind>).by : null
}

function isVisible(actor: Actor, record: AnyRecord, scopes: readonly Scope[]): boolean {
  const { kind, body } = record
  if (!maySeeKind(actor, kind)) return false
  const isOwn = ownerOf(record) === actor.id
  if (seesOwnOnly(actor, kind)) return isOwn
  if (!isOwn && !scopesOf(actor).some((scope) => scopes.includes(scope))) return false
  // A private note is not shown to all who see its dossier, a report only to those of the inquiry.
  return maskBody(actor, kind, body as BodyOf<typeof kind>) !== null
}

/** Key of the record whose scopes this one follows. */
function parentOf({ kind, id, body }: AnyRecord): string | null {
  if (kind === 'note') return `dossier/${(body as BodyOf<'note'>).dossierId}`
  if (kind === 'linkJudgement') {
    const { mention } = body as BodyOf<'linkJudgement'>
    return mention ? `enterprise/${mention.enterpriseId}` : `declaration/${id}`
  }
  if (kind !== 'findingJudgement') return null
  const { dossierId, personId, declarationId } = body as BodyOf<'findingJudgement'>
  if (dossierId !== null) return `dossier/${dossierId}`
  return personId === null ? `declaration/${declarationId}` : `person/${personId}`
}

function colleaguesOf(actor: Actor): Colleague[] {
  return PRACTICE_PEOPLE.map((one) => ({
    id: one.id,
    name: one.name,
    assignable: mayAssignTo(actor, one),
    ...(one.role === 'INSPECTOR' && { inspector: true }),
  }))
}

/**
 * The gateway's mark of a command: another one under the same number is not a repeat. Of one that it
 * does not know it marks no args, of a report not who made it.
 */
export function digestOf({ name, args, at }: Given): string {
  const parsed = name === WITHDRAWN ? null : parseCommand(name, args)
  const told = parsed && (parsed.command.withoutSealed?.(parsed.args) ?? parsed.args)
  return createHash('sha256')
    .update(JSON.stringify([name, told, at]))
    .digest('hex')
}
