/**
 * What each Limosa declaration of a person needs and what covers it (domain facts 4.7 and 4.8).
 * Cancelled and replaced declarations are left out: they declare nothing any more. Periods are
 * closed intervals of local dates; cover is the union of all authorised periods and of the days
 * that an Annex 46 or 49 gives, not one permit at a time.
 */
import { fromDay, toDay, type LocalDate } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import type { WorkState } from '../contract/codes.ts'
import type { DeclarationBody, DossierBody, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { awaitsFirstStay, workSpans } from '../dossier/authorised.ts'
import { isStayRefused, isWorkPending } from '../dossier/tracks.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { decisionAt, keyOf } from './decision-key.ts'
import { differingElements, ELEMENTS, permittedClient } from './elements.ts'
import { matchPermits, type Candidate, type DaySpan, type Permit } from './matching.ts'
import { situationsOf, testedExceptions, type Situation } from './situation.ts'

type Dossier = TandemRecord<'dossier'>
type Requirement = DeclarationVerdict['requirement']

const REFUSED: ReadonlySet<WorkState> = new Set<WorkState>([
  'REFUSED',
  'WITHDRAWN',
  'APPEAL_PENDING',
  'REOV_ADVICE',
  'MINISTER_DECISION',
])

/** A professional card answers for self-employment, the other procedures for employment. */
export function suits(requirement: Requirement, { procedure }: DossierBody): boolean {
  return (requirement === 'PROFESSIONAL_CARD') === (procedure === 'PROFESSIONAL_CARD')
}

const toDays = ({ from, to }: Span): DaySpan => ({ from: toDay(from), to: toDay(to) })
const toDates = ({ from, to }: DaySpan): Span => ({ from: fromDay(from), to: fromDay(to) })

/** What counts of a dossier in every comparison. */
export function permitOf(body: DossierBody): Permit {
  return {
    submitted: toDay(body.submittedOn),
    since: toDay(body.work.since),
    pending: isWorkPending(body.work) || awaitsFirstStay(body),
    refused: REFUSED.has(body.work.state) || isStayRefused(body.residence),
    spans: workSpans(body).map(toDays),
  }
}

/** What counts of each dossier, reckoned once however many declarations there are. */
type Permits = Map<Dossier, Permit>

function knownPermit(permits: Permits, dossier: Dossier): Permit {
  let permit = permits.get(dossier)
  if (!permit) permits.set(dossier, (permit = permitOf(dossier.body)))
  return permit
}

function candidateOf(
  facts: PersonFacts,
  permits: Permits,
  declaration: DeclarationBody,
  dossier: Dossier,
): Candidate {
  const { body } = dossier
  const employer = body.employerId === null ? undefined : facts.enterprises.get(body.employerId)
  const differs = differingElements(body, declaration, employer ?? null, facts.mentions)
  return { permit: knownPermit(permits, dossier), differs }
}

/** By id, so that the order of the facts decides nothing. */
function inOrder(dossiers: Dossier[]): Dossier[] {
  return dossiers.length < 2 ? dossiers : dossiers.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A verdict with the days of work that were counted as cover of the declared period. */
export interface Comparison {
  verdict: DeclarationVerdict
  cover: readonly Span[]
}

type Compared = Pick<DeclarationVerdict, 'code' | 'differs' | 'dossierId'> & {
  cover: readonly Span[]
}

const CONSISTENT: Compared = { code: 'M0', differs: [], dossierId: null, cover: [] }

function compared(
  facts: PersonFacts,
  permits: Permits,
  declaration: DeclarationBody,
  dossiers: readonly Dossier[],
  today: LocalDate,
): Compared {
  const candidates = dossiers.map((dossier) => candidateOf(facts, permits, declaration, dossier))
  const match = matchPermits(candidates, toDays(declaration.period), toDay(today))
  const mask = candidates[match.chosen]?.differs ?? 0
  const elements = ELEMENTS.filter((_, i) => (mask >> i) & 1)
  return {
    code: match.code,
    differs: match.period ? [...elements, 'PERIOD'] : elements,
    dossierId: dossiers[match.chosen]?.id ?? null,
    cover: match.cover.map(toDates),
  }
}

/** Compares one active declaration of the person with what their dossiers allow. */
function compareDeclaration(
  facts: PersonFacts,
  { record, linkedBy }: Declared,
  situation: Situation,
  today: LocalDate,
  permits: Permits,
): Comparison {
  const { compare, ...decision } = decisionAt(keyOf(situation))
  const fitting = compare
    ? inOrder(facts.dossiers.filter(({ body }) => suits(decision.requirement, body)))
    : null
  const { cover, ...found } = fitting
    ? compared(facts, permits, record.body, fitting, today)
    : CONSISTENT
  let exceptions: DeclarationVerdict['exceptions'] | null = null
  const verdict: DeclarationVerdict = {
    declarationId: record.id,
    linkedBy,
    ...decision,
    // What was read for each is told of the few that somebody looks at.
    get exceptions() {
      return (exceptions ??= testedExceptions(facts, record, situation))
    },
    ...found,
  }
  return { verdict, cover }
}

type Declared = PersonFacts['declarations'][number]

/** How a comparison came out, in one word; MISMATCH: its code says which. */
export type Reading = 'MISMATCH' | 'UNDETERMINED' | 'AWAITED' | 'AGREES' | 'NOT_NEEDED'

/**
 * The word for a verdict; `dossier`: the one it was compared with. UNDETERMINED: nobody can say whether the
 * work needs an authorisation. AWAITED: it was asked for in time and the work has not begun.
 */
export function readingOf(
  { code, isUndetermined }: Pick<DeclarationVerdict, 'code' | 'isUndetermined'>,
  dossier: DossierBody | null,
): Reading {
  if (code !== 'M0') return 'MISMATCH'
  if (isUndetermined) return 'UNDETERMINED'
  if (dossier === null) return 'NOT_NEEDED'
  return workSpans(dossier).length === 0 ? 'AWAITED' : 'AGREES'
}

/** Compares the active declarations given, all of one person, in their order. */
export function compareActive(
  facts: PersonFacts,
  active: readonly Declared[],
  today: LocalDate,
): Comparison[] {
  const permits: Permits = new Map()
  const situations = situationsOf(
    facts,
    active.map(({ record }) => record.body),
  )
  return active.map((one, i) => compareDeclaration(facts, one, situations[i]!, today, permits))
}

/** Says of each active declaration, in the order given, what it needs and what covers it as of `today`. */
export function compareDeclarations(facts: PersonFacts, today: LocalDate): DeclarationVerdict[] {
  const active = facts.declarations.filter(({ record }) => record.body.status === 'ACTIVE')
  return compareActive(facts, active, today).map(({ verdict }) => verdict)
}

/** Of verdicts of a person, those against a permit in the name of a client, with the client's place among all. */
export function permittedClients(
  facts: PersonFacts,
  verdicts: readonly DeclarationVerdict[],
): { declarationId: string; client: number }[] {
  return verdicts.flatMap(({ declarationId, dossierId }) => {
    const employerId = facts.dossiers.find(({ id }) => id === dossierId)?.body.employerId ?? null
    const employer = employerId === null ? undefined : facts.enterprises.get(employerId)
    const declared = facts.declarations.find(({ record: { id } }) => id === declarationId)
    if (!employer || !declared) return []
    const client = permittedClient(employer, declared.record.body, facts.mentions)
    return client === null ? [] : [{ declarationId, client }]
  })
}
