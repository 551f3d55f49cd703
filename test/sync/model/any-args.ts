/**
 * Arguments of any command, made from its schema: a new command takes part without a line here. Some
 * are right, some are of the right shape, some are not even that.
 */
import * as v from 'valibot'
import type { Cache } from '../../../db/index.ts'
import type { CommandName } from '../../../domain/commands/index.ts'
import type { Actor } from '../../../domain/contract/actor.ts'
import type { DossierBody, FactValue } from '../../../domain/contract/records.ts'
import { readFact } from '../../../domain/dossier/facts.ts'
import { missingDocuments } from '../../../domain/dossier/checklist.ts'
import { openProposalPlace } from '../../../domain/dossier/requests.ts'
import { type Desk, knownArgs } from './known-args.ts'
import { NORM_SERIES, STAGED, TODAY } from './world.ts'

type Schema = v.GenericSchema & {
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  wrapped?: Schema
  item?: Schema
  literal?: unknown
}

/** Numbers from a salt: the same salt, the same arguments. */
class Salt {
  #state: number
  constructor(salt: number) {
    this.#state = salt
  }
  below(count: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * count)
  }
}

const TEXTS = [
  'Brief van 2 maart, zoals gevraagd.',
  '2026-03-02',
  '2026-06-30',
  'd1',
  'd2',
  'x-1',
  '0403019261',
  '2026-03-02T08:00:00.000Z',
  '9000',
  'kort',
]
const NUMBERS = [0, 1, 38, 12, 3_000]

/** The first candidate from a random place on that the schema takes; else whatever stands there. */
function fitting(schema: Schema, candidates: readonly unknown[], salt: Salt): unknown {
  // Rather a right one: a text is mostly a sentence.
  const first = Math.max(0, salt.below(candidates.length * 2) - candidates.length)
  const turned = [...candidates.slice(first), ...candidates.slice(0, first)]
  return turned.find((one) => v.is(schema, one)) ?? turned[0]
}

function valueOf(schema: Schema, salt: Salt): unknown {
  switch (schema.type) {
    case 'strict_object':
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.entries!).map(([name, part]) => [name, valueOf(part, salt)]),
      )
    case 'picklist':
      return schema.options![salt.below(schema.options!.length)]
    case 'union':
    case 'variant':
      return valueOf(schema.options![salt.below(schema.options!.length)] as Schema, salt)
    case 'literal':
      return schema.literal
    case 'nullable':
      return salt.below(3) === 0 ? null : valueOf(schema.wrapped!, salt)
    case 'optional':
      return salt.below(2) === 0 ? undefined : valueOf(schema.wrapped!, salt)
    case 'array':
      return Array.from({ length: 1 + salt.below(2) }, () => valueOf(schema.item!, salt))
    case 'boolean':
      return salt.below(2) === 0
    case 'number':
      return fitting(schema, NUMBERS, salt)
    case 'string':
      return fitting(schema, TEXTS, salt)
    default:
      return null
  }
}

/** Few enough that desks meet on the same views and absences. */
const NAMES = 4

export interface Asked {
  name: CommandName
  args: Schema
  dossierId: string
  /** The dossier as the desk shows it; null: it does not. */
  body: DossierBody | null
  /** The tracks that the command moves; none when it is no step. */
  tracks: readonly ('WORK' | 'RESIDENCE')[]
  salt: number
  /** On what the desk shows. */
  seen: boolean
  /** Who acts. */
  who: Actor
  /** Null: the desk has none yet. */
  cache: Cache | null
}

function deskOf({ who, dossierId, body }: Asked, cache: Cache, salt: Salt): Desk {
  return { cache, who, dossierId, body, below: (count) => salt.below(count) }
}

/** Arguments for this dossier; what an officer would see is right when `seen`. */
export function anyArgs(asked: Asked): unknown {
  const { name: command, args, dossierId, body, tracks, salt, seen, who, cache } = asked
  const random = new Salt(salt)
  const made = valueOf(args, random) as Record<string, unknown>
  const track = tracks[random.below(tracks.length)]
  const state = track === 'RESIDENCE' ? body?.residence.state : body?.work.state
  const viewId = `view-${random.below(NAMES)}`
  const after = made['after'] as FactValue | undefined
  const known: Readonly<Record<string, unknown>> = {
    dossierId,
    viewId,
    absenceId: `absence-${random.below(NAMES)}`,
    person: who.id,
    successor: `s${random.below(STAGED.length)}`,
    ...('ageMax' in made && { region: who.region ?? 'FL', ...NORM_SERIES, place: 0 }),
    ...('table' in made && { region: who.region ?? 'FL' }),
    ...('query' in made && seen && { from: cache?.record('savedView', viewId)?.version ?? 0 }),
    ...(seen && body && after && 'before' in made && { before: readFact(body, after.field) }),
    personId: body?.personId ?? 'p1',
    ...(body && { threshold: { region: body.region, category: body.category } }),
    ...(seen && body && command === 'askMissingItems' && { documents: missingDocuments(body) }),
    ...(track && { track }),
    ...(seen && state && track && { from: state, on: TODAY }),
    ...(seen && body && track && { proposal: openProposalPlace(body, track) }),
    ...(seen && cache && knownArgs(command, deskOf(asked, cache, random), made)),
  }
  const named = Object.entries(known).filter(([name]) => name in made)
  return JSON.parse(JSON.stringify({ ...made, ...Object.fromEntries(named) }))
}
