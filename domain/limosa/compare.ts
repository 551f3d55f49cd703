/**
 * What each Limosa declaration of a person needs and what covers it (domain facts 4.7 and 4.8).
 * Cancelled and replaced declarations are left out: they declare nothing any more. Periods are
 * closed intervals of local dates; cover is the union of all authorised periods and of the days
 * that an Annex 46 or 49 gives, not one permit at a time.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { coverWhole, intersection, OPEN_END, overlaps, type Span } from '../calendar/spans.ts'
import type { WorkState } from '../contract/codes.ts'
import type { DeclarationBody, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { workSpans } from '../dossier/authorised.ts'
import { isWorkPending } from '../dossier/tracks.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { decisionRow, needsAuthorisation } from './decision-table.ts'
import { differingElements, type Element } from './elements.ts'
import { situationOf } from './situation.ts'

/**
 * How long after its end, in calendar days, a permit or a refusal still has to do with a new
 * declaration. A choice of design: beyond it the declaration stands alone (M1).
 */
export const RELATED_DAYS = 365

type Dossier = TandemRecord<'dossier'>
type Requirement = Exclude<DeclarationVerdict['requirement'], 'NONE'>
type Match = Pick<DeclarationVerdict, 'code' | 'differs' | 'dossierId'> & {
  /** Days of work that were counted as cover of the declared period. */
  cover: readonly Span[]
}

const NEVER: Span = { from: OPEN_END, to: OPEN_END }

/** A dossier beside one declaration. */
interface Candidate {
  dossier: Dossier
  spans: readonly Span[]
  differs: readonly Element[]
  /** Shared period with the declaration; null when none is. */
  shared: Span | null
}

const REFUSED: ReadonlySet<WorkState> = new Set<WorkState>([
  'REFUSED',
  'WITHDRAWN',
  'APPEAL_PENDING',
  'REOV_ADVICE',
  'MINISTER_DECISION',
])

function suits(requirement: Requirement, dossier: Dossier): boolean {
  return (requirement === 'PROFESSIONAL_CARD') === (dossier.body.procedure === 'PROFESSIONAL_CARD')
}

function candidateOf(
  facts: PersonFacts,
  declaration: DeclarationBody,
  dossier: Dossier,
): Candidate {
  const spans = workSpans(dossier.body)
  const employerId = dossier.body.employerId
  const employer = employerId === null ? undefined : facts.enterprises.get(employerId)
  let shared: Span | null = null
  for (const span of spans) shared ??= intersection(span, declaration.period)
  const differs = differingElements(dossier.body, declaration, employer?.body ?? null)
  return { dossier, spans, differs, shared }
}

/** Submitted before the declared work ends, and not over for longer than RELATED_DAYS before it starts. */
function isRelated({ dossier, spans }: Candidate, { period }: DeclarationBody): boolean {
  const { submittedOn, work } = dossier.body
  if (submittedOn > period.to) return false
  if (isWorkPending(work)) return true
  let end: LocalDate = work.since
  for (const span of spans) if (span.to > end) end = span.to
  return end >= addDays(period.from, -RELATED_DAYS)
}

/** Fewer differences first, then shared days that start earlier and end later, then the later dossier. */
function closer(a: Candidate, b: Candidate): number {
  if (a.differs.length !== b.differs.length) return a.differs.length - b.differs.length
  const [x, y] = [a.shared ?? NEVER, b.shared ?? NEVER]
  if (x.from !== y.from) return x.from < y.from ? -1 : 1
  if (x.to !== y.to) return x.to > y.to ? -1 : 1
  return later(a, b)
}

function later({ dossier: a }: Candidate, { dossier: b }: Candidate): number {
  if (a.body.submittedOn !== b.body.submittedOn) {
    return a.body.submittedOn > b.body.submittedOn ? -1 : 1
  }
  return a.id < b.id ? -1 : 1
}

const first = (list: Candidate[], order: (a: Candidate, b: Candidate) => number) =>
  list.sort(order)[0]

/** M0 or M4 against the dossiers that allow work on days of the declared period. */
function matchAuthorised(
  authorised: Candidate[],
  everySpan: readonly Span[],
  period: Span,
): Match | undefined {
  const best = first(authorised, closer)
  if (!best) return undefined
  const matching = authorised.filter(({ differs }) => differs.length === 0)
  const counted = matching.length > 0 ? matching.flatMap(({ spans }) => spans) : everySpan
  const covered = coverWhole(counted, period)
  const dossierId = best.dossier.id
  if (matching.length > 0 && covered) return { code: 'M0', differs: [], dossierId, cover: counted }
  return {
    code: 'M4',
    differs: covered ? [...best.differs] : [...best.differs, 'PERIOD'],
    dossierId,
    cover: counted,
  }
}

function matchDossiers(
  candidates: readonly Candidate[],
  declaration: DeclarationBody,
  today: LocalDate,
): Match {
  const { period } = declaration
  const everySpan = candidates.flatMap(({ spans }) => spans)
  const same = candidates.filter(({ differs }) => differs.length === 0)
  const overlapping = candidates.filter(({ spans }) => spans.some((span) => overlaps(span, period)))
  const whole = coverWhole(
    same.flatMap(({ spans }) => spans),
    period,
  )
  const standing = whole ? overlapping : overlapping.filter(({ dossier }) => !isRefused(dossier))
  const authorised = matchAuthorised(standing, everySpan, period)
  if (authorised) return authorised
  const related = candidates.filter((candidate) => isRelated(candidate, declaration))
  const pending = first(
    related.filter(({ dossier }) => isWorkPending(dossier.body.work)),
    later,
  )
  if (pending) {
    // Asked in time: work that has not begun cannot have begun too early.
    const code = period.from > today ? 'M0' : 'M2'
    return { code, differs: [], dossierId: pending.dossier.id, cover: everySpan }
  }
  const refused = first(
    related.filter(({ dossier }) => isRefused(dossier)),
    later,
  )
  if (refused) {
    return { code: 'M3', differs: [], dossierId: refused.dossier.id, cover: everySpan }
  }
  const past = first(
    related.filter(({ spans }) => spans.length > 0),
    closer,
  )
  if (past) {
    const dossierId = past.dossier.id
    return { code: 'M4', differs: [...past.differs, 'PERIOD'], dossierId, cover: everySpan }
  }
  return { code: 'M1', differs: [], dossierId: null, cover: everySpan }
}

const isRefused = (dossier: Dossier) => REFUSED.has(dossier.body.work.state)

const CONSISTENT: Match = { code: 'M0', differs: [], dossierId: null, cover: [] }

/** A verdict with the days of work that were counted as cover of the declared period. */
export interface Comparison {
  verdict: DeclarationVerdict
  cover: readonly Span[]
}

/** Compares one active declaration of the person with what their dossiers allow. */
export function compareDeclaration(
  facts: PersonFacts,
  { record, linkedBy }: PersonFacts['declarations'][number],
  today: LocalDate,
): Comparison {
  const declaration = record.body
  const situation = situationOf(facts.person.body, declaration)
  const row = decisionRow(situation)
  const requirement = row.requirement(situation)
  const { cover, ...compared } =
    requirement === 'NONE' || situation.undetermined
      ? CONSISTENT
      : matchDossiers(
          facts.dossiers
            .filter((dossier) => suits(requirement, dossier))
            .map((dossier) => candidateOf(facts, declaration, dossier)),
          declaration,
          today,
        )
  const verdict: DeclarationVerdict = {
    declarationId: record.id,
    linkedBy,
    row: row.row,
    needsDeclaration: situation.undetermined ? 'UNKNOWN' : row.declaration(situation),
    needsAuthorisation: needsAuthorisation(row, situation),
    requirement,
    exceptions: situation.exceptions,
    ...compared,
  }
  return { verdict, cover }
}

/** Says of each active declaration, in the order given, what it needs and what covers it as of `today`. */
export function compareDeclarations(facts: PersonFacts, today: LocalDate): DeclarationVerdict[] {
  return facts.declarations
    .filter(({ record }) => record.body.status === 'ACTIVE')
    .map((declaration) => compareDeclaration(facts, declaration, today).verdict)
}
