/**
 * The pages of the window, composed from what the cache holds and what the rules of law say of it
 * on a day.
 */
import { explainPair } from '../../domain/linking/register/explain.ts'
import { pairFacts } from '../../domain/linking/judgements.ts'
import { identityOfWorker } from '../../domain/linking/register/identity.ts'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { DossierBody, PayBody, TandemRecord } from '../../domain/contract/records.ts'
import {
  type ComparisonPage,
  type DossierPage,
  ENTERPRISE_PAGE_MAX,
  type EnterpriseName,
  type EnterprisePage,
  type MandateCheck,
  type PayCheck,
  type PersonPage,
  type RelatedRow,
  type VerdictsAsked,
} from '../../domain/contract/workbench.ts'
import { clockEventsOn, clockViews } from '../../domain/dossier/clocks.ts'
import { otherEnds } from '../../domain/dossier/readings.ts'
import { isPayBody, ownTables, tablesFor } from '../../domain/reference/own-rows.ts'
import { competentRegion } from '../../domain/dossier/competent-region.ts'
import { holderOf } from '../../domain/dossier/holder.ts'
import { checkMandate } from '../../domain/dossier/mandates.ts'
import { checkPay } from '../../domain/dossier/pay-check.ts'
import { relationOf } from '../../domain/dossier/relation.ts'
import { shortStay } from '../../domain/dossier/short-stay.ts'
import { combinedOutcome } from '../../domain/dossier/outcome.ts'
import { compareDeclarations, permittedClients } from '../../domain/limosa/compare.ts'
import { countsOf } from '../../domain/limosa/counts.ts'
import { whyNoMismatch } from '../../domain/limosa/why.ts'
import { engineOf, explainEnterprise, explainPerson } from '../../domain/risk/index.ts'
import { settingsOn } from '../../domain/risk/settings.ts'
import { verdictOnDossier } from '../../domain/risk/on-dossier.ts'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import type { CacheReader, DossierParts } from '../../db/index.ts'
import type { QueueColumns } from '../queue/index.ts'
import { personAsLinked } from './identities.ts'

/** What a page is made from. */
export interface PageSources {
  cache: CacheReader
  columns: QueueColumns
  today: LocalDate
}

/** The part, or NOT_FOUND: it is not there, or this person may not see it. */
function found<T>(part: T | null): T {
  if (part === null) throw new TandemError('NOT_FOUND')
  return part
}

function mandateCheck({ dossier, mandates }: DossierParts): MandateCheck {
  const records = mandates.map(({ id, version, body }) => ({
    kind: 'mandate' as const,
    id,
    version,
    body,
  }))
  const { outcome, mandateId } = checkMandate(dossier.body, records)
  return { outcome, mandate: mandates.find(({ id }) => id === mandateId) ?? null }
}

/** The enterprises that were the employer by some change of the facts. */
function employersIn(cache: CacheReader, { factChanges = [] }: DossierBody): EnterpriseName[] {
  const values = factChanges.flatMap(({ before, after }) => [before, after])
  const ids = values.flatMap((value) =>
    value.field === 'EMPLOYER' ? (value.employerId ?? []) : [],
  )
  return [...new Set(ids)].flatMap((id) => {
    const name = cache.record('enterprise', id)?.body.name
    return name === undefined ? [] : [{ id, name }]
  })
}

type Norms = readonly Pick<TandemRecord<'norm'>, 'body'>[]

function payCheck(norms: Norms, { dossier, person }: DossierParts, today: LocalDate): PayCheck {
  const birthDate = person?.body.birthDate ?? null
  const { norm, ...check } = checkPay(dossier.body, birthDate, today, norms)
  if (norm === null) return { ...check, norm }
  // Region and category are those of the dossier.
  const { region: _region, category: _category, ...row } = norm
  return { ...check, norm: row }
}

function normsOf(norms: Norms, { region, category }: DossierBody): PayBody[] {
  return norms
    .map(({ body }) => body)
    .filter(isPayBody)
    .filter((own) => own.region === region && own.category === category)
}

function shortStayOf(cache: CacheReader, body: DossierBody, today: LocalDate) {
  const facts = cache.personFacts(body.personId)
  return facts && shortStay(facts, body.authorised?.from ?? today)
}

/** Other dossiers of the person as in the queue, and what each is to this one. */
function relatedRows({ cache, columns }: PageSources, parts: DossierParts): RelatedRow[] {
  const { dossier, relatedIds } = parts
  const others = relatedIds.flatMap((id) => cache.record('dossier', id) ?? [])
  const all = [dossier, ...others]
  return columns.rows(relatedIds).map((row) => {
    const other = others.find(({ id }) => id === row.id)
    return { ...row, relation: other ? relationOf(other, dossier, all) : 'SAME_PERSON' }
  })
}

/** A dossier with everything that is said about it. Throws NOT_FOUND. */
export function dossierPage(sources: PageSources, id: string): DossierPage {
  const { cache, today } = sources
  const parts = found(cache.dossierParts(id))
  const { body } = parts.dossier
  const norms = cache.few('norm')
  const tables = ownTables(norms)
  const clockEvents = clockEventsOn(body, today)
  return {
    dossier: parts.dossier,
    person: found(parts.person),
    employer: parts.employer,
    filer: parts.filer,
    mandateCheck: mandateCheck(parts),
    payCheck: payCheck(norms, parts, today),
    tables: tablesFor(tables, body.region),
    norms: normsOf(norms, body),
    shortStay: body.procedure === 'WORK_CARD' ? shortStayOf(cache, body, today) : null,
    clocks: clockViews(clockEvents, today),
    otherEnds: otherEnds({ ...body, clockEvents }, tables, today),
    holder: holderOf(body, today),
    competentRegion: competentRegion(body, parts.employer?.body ?? null),
    outcome: combinedOutcome(body, today),
    findings: parts.findings,
    declarations: parts.declarations,
    notes: parts.notes,
    related: relatedRows(sources, parts),
    named: employersIn(cache, body),
  }
}

/** How each rule about a record comes out (`VerdictsAsked`). Throws NOT_FOUND. */
export function verdictsOf(
  sources: PageSources,
  { kind, id }: Pick<VerdictsAsked, 'kind' | 'id'>,
): RuleVerdict[] {
  if (kind === 'dossier') return verdictsOfDossier(sources, id)
  found(sources.cache.record(kind, id))
  return kind === 'person' ? verdictsOfPerson(sources, id) : verdictsOfEnterprise(sources, id)
}

/** Those of its worker and its employer. */
function verdictsOfDossier(sources: PageSources, id: string): RuleVerdict[] {
  const { cache } = sources
  const { personId, employerId } = found(cache.record('dossier', id)).body
  const elsewhere = cache.findingsElsewhere({ personId, dossierId: id })
  return [
    ...verdictsOfPerson(sources, personId).map((one) =>
      verdictOnDossier(one, elsewhere, (other) => cache.record('dossier', other)),
    ),
    ...verdictsOfEnterprise(sources, employerId),
  ]
}

/** A worker with everything linked to them. Throws NOT_FOUND. */
export function personPage(sources: PageSources, id: string): PersonPage {
  const { cache, columns } = sources
  const { dossierIds, possible, ...parts } = found(cache.personParts(id))
  const who = personAsLinked(cache, parts.person)
  return {
    ...parts,
    dossiers: columns.rows(dossierIds),
    possible: possible.map(({ declaration, probability, said }) => {
      const worker = identityOfWorker(declaration.body)
      const facts = pairFacts(worker, who)
      const judged = said.find((one) => one.personId === id && one.facts === facts)
      return {
        declaration,
        probability,
        facts,
        verdict: judged?.verdict ?? 'OPEN',
        evidence: explainPair(worker, who).fields.map(({ field, agreement }) => ({
          field,
          agreement,
        })),
      }
    }),
  }
}

/** The rules as they are in force today. */
const engineToday = (cache: CacheReader, today: LocalDate) =>
  engineOf(today, settingsOn(cache.few('rule'), today))

/**
 * A rule that is held back says nothing here either, but for what was shown before: neither that it sees
 * something nor that it sees nothing.
 */
function shownOf(cache: CacheReader, verdicts: readonly RuleVerdict[]): RuleVerdict[] {
  const held = new Set(cache.rules.holds().map(({ code }) => code))
  return verdicts.map((one) => {
    if (!held.has(one.code) || (one.outcome !== 'FLAGGED' && one.outcome !== 'CLEAR')) return one
    const shown = cache.rules.shown(one.findingIds)
    const findingIds = one.findingIds.filter((id) => shown.has(id))
    if (findingIds.length > 0) return { ...one, findingIds }
    return { ...one, outcome: 'HELD', findingIds, reasons: [] }
  })
}

/** How each rule about an enterprise comes out; none where this desk does not hold it. */
function verdictsOfEnterprise(
  { cache, today }: PageSources,
  enterpriseId: string | null,
): RuleVerdict[] {
  const facts = enterpriseId === null ? null : cache.enterpriseFacts(enterpriseId)
  return facts ? shownOf(cache, explainEnterprise(facts, engineToday(cache, today))) : []
}

function verdictsOfPerson({ cache, today }: PageSources, personId: string): RuleVerdict[] {
  const facts = cache.personFacts(personId)
  return facts ? shownOf(cache, explainPerson(facts, engineToday(cache, today))) : []
}

/** An enterprise with everything linked to it, newest first. Throws NOT_FOUND. */
export function enterprisePage(sources: PageSources, id: string): EnterprisePage {
  const { dossierIds, ...parts } = found(sources.cache.enterpriseParts(id, ENTERPRISE_PAGE_MAX))
  return {
    ...parts,
    dossiers: sources.columns.rows(dossierIds),
  }
}

/** A worker's permits and declarations side by side, with what each declaration needed. */
export function comparisonPage(
  { cache, today }: Pick<PageSources, 'cache' | 'today'>,
  personId: string,
): ComparisonPage {
  const { facts, declarations, ...parts } = found(cache.comparisonParts(personId))
  const verdicts = compareDeclarations(facts, today)
  return {
    ...parts,
    declarations: declarations.map(({ id, version, body, pending }) => ({
      id,
      version,
      body,
      pending,
    })),
    verdicts,
    clients: permittedClients(facts, verdicts),
    reasons: whyNoMismatch(facts, verdicts),
    counts: countsOf(facts),
  }
}
