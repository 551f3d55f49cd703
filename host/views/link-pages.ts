/** Pages about links: two records side by side with what speaks for and against, and all records of one person. */
import type { DeclaredPage } from '../../domain/contract/workbench.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { LinkVerdict, LinkWhy } from '../../domain/contract/codes.ts'
import type {
  ClusterMember,
  LinkCluster,
  PairField,
  PairPage,
  PairRef,
  PairSide,
  ProposedLinks,
} from '../../domain/contract/links.ts'
import { PROPOSED_MAX } from '../../domain/contract/links.ts'
import type { LinkJudgement, TandemRecord } from '../../domain/contract/records.ts'
import { formatInsz } from '../../domain/identifiers/insz.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import { whyNoMismatch } from '../../domain/limosa/why.ts'
import { presenceInsz } from '../../domain/linking/exact.ts'
import { pairFacts } from '../../domain/linking/judgements.ts'
import { displayName } from '../../domain/linking/names.ts'
import { strangerVerdicts } from '../../domain/limosa/strangers.ts'
import { explainPair, type Explanation } from '../../domain/linking/register/explain.ts'
import { type Identity, identityOfWorker, wordsOf } from '../../domain/linking/register/identity.ts'
import type { RegisterModel } from '../../domain/linking/register/model.ts'
import type { LinkedBy } from '../../domain/risk/person-facts.ts'
import type { CacheReader, DeclarationLink } from '../../db/index.ts'
import { personAsLinked } from './identities.ts'
import type { PageSources } from './pages.ts'

type Person = TandemRecord<'person'>
type Declaration = TandemRecord<'declaration'>

/** One of the two records with what is compared of it. */
interface Side {
  record: Person | Declaration
  who: Identity
  /** Of a declaration. */
  link: DeclarationLink | null
}

export function proposedLinks(cache: CacheReader): ProposedLinks {
  const workers = cache.proposedLinks()
  const mentions = cache.proposedMentions()
  const all = [...workers, ...mentions]
  const unsure = all.filter(({ verdict }) => verdict === 'UNSURE').length
  return {
    open: all.length - unsure,
    unsure,
    rows: workers.toSorted(byLook).slice(0, PROPOSED_MAX),
    mentions: mentions.toSorted(byLook).slice(0, PROPOSED_MAX),
  }
}

/** What was left open comes last: it was looked at. */
const byLook = (a: { verdict: LinkVerdict }, b: { verdict: LinkVerdict }): number =>
  Number(a.verdict === 'UNSURE') - Number(b.verdict === 'UNSURE')

function sideOf(cache: CacheReader, { kind, id }: PairRef): Side {
  if (kind === 'person') {
    const record = cache.record('person', id)
    if (record) return { record, who: personAsLinked(cache, record), link: null }
  } else {
    const record = cache.record('declaration', id)
    const link = record && cache.declarationLink(id)
    if (record) return { record, who: identityOfWorker(record.body), link }
  }
  throw new TandemError('NOT_FOUND')
}

function shownSide(cache: CacheReader, { record, link }: Side): PairSide {
  if (record.kind === 'person') {
    const { id, body } = record
    const name = displayName(body)
    return {
      kind: 'person',
      id,
      number: body.insz === null ? null : formatInsz(body.insz),
      name,
      period: null,
      personId: id,
      personName: name,
      linkedBy: null,
    }
  }
  const { id, body } = record
  const linked = link?.linked ?? null
  const person = linked && cache.record('person', linked.personId)
  return {
    kind: 'declaration',
    id,
    number: body.l1Number,
    name: displayName(body.worker),
    period: body.period,
    personId: linked?.personId ?? null,
    personName: person && displayName(person.body),
    linkedBy: linked?.linkedBy ?? null,
  }
}

const textOf = (text: string | null): string[] => (text === null || text === '' ? [] : [text])

/** What stands in a field, as codes and dates; the window puts them in words. */
function valuesOf(
  who: Identity,
  field: PairField['field'],
  employerOf: (key: string) => string,
): string[] {
  switch (field) {
    case 'given':
      return textOf(who.givenNames)
    case 'family':
      return textOf(who.familyName)
    case 'birth':
      return textOf(who.birthDate)
    case 'sex':
      return who.sex === 'U' ? [] : [who.sex]
    case 'nationality':
      return ['ZZ', 'XX', ''].includes(who.nationality) ? [] : [who.nationality]
    case 'identifier':
      return [...new Set([...who.identifiers, ...textOf(who.damaged)])]
    case 'employer':
      return [...new Set(wordsOf(who.employers).map(employerOf))]
    case 'place':
      return wordsOf(who.places)
  }
}

const fieldsOf = (
  cache: CacheReader,
  left: Identity,
  right: Identity,
  { fields }: Explanation,
): PairField[] => {
  // The number, where the register of enterprises does not hold it.
  const employerOf = (key: string) => cache.enterpriseOf(key)?.body.name ?? key
  return fields.map((one) => ({
    ...one,
    left: valuesOf(left, one.field, employerOf),
    right: valuesOf(right, one.field, employerOf),
  }))
}

const sumOf = (fields: readonly { bits: number | null }[]): number | null =>
  fields.reduce<number | null>(
    (sum, { bits }) => (sum === null || bits === null ? null : sum + bits),
    0,
  )

const WHY_OF: Readonly<Record<LinkedBy, LinkWhy>> = {
  INSZ: 'BY_NUMBER',
  INSZ_ALIAS: 'BY_NUMBER',
  PASSPORT: 'BY_NUMBER',
  NAME: 'BY_SCORE',
  JUDGED: 'JUDGED_SAME',
}

/** Why a declaration belongs to this person, or does not. */
function whyOf(
  { linked, found }: DeclarationLink,
  personId: string,
  explanation: Explanation,
  said: LinkJudgement | null,
): LinkWhy {
  if (linked?.personId === personId) return WHY_OF[linked.linkedBy]
  if (said?.verdict === 'DIFFERENT') return 'JUDGED_DIFFERENT'
  if (linked) return 'OTHER_PERSON'
  const place = found?.candidates.findIndex((one) => one.personId === personId) ?? -1
  if (place === 0 && found?.band === 'PROPOSED') return 'PROPOSED'
  const sharesNumber = explanation.fields.some(
    ({ field, agreement }) => field === 'identifier' && agreement === 'SAME',
  )
  if (sharesNumber && !explanation.isConfirmed) return 'NUMBER_NOT_CONFIRMED'
  return place > 0 ? 'OTHER_LIKELIER' : 'TOO_LITTLE'
}

function whyOfOthers(left: Side, right: Side): LinkWhy {
  if (!left.link || !right.link) return 'TWO_IN_REGISTER'
  const [a, b] = [left.link.linked?.personId, right.link.linked?.personId]
  if (a === undefined || b === undefined) return 'NO_PERSON'
  return a === b ? 'SAME_PERSON' : 'TWO_PERSONS'
}

/** The declaration and the person among two records, in whichever order they were named. */
function asPair(left: Side, right: Side) {
  const [one, other] = left.link ? [left, right] : [right, left]
  if (!one.link || other.record.kind !== 'person') return null
  return {
    declaration: one.record as Declaration,
    worker: one.who,
    link: one.link,
    person: other.record,
    who: other.who,
  }
}
type Pair = NonNullable<ReturnType<typeof asPair>>

function judgedOf(cache: CacheReader, { declaration, worker, person, who }: Pair) {
  const facts = pairFacts(worker, who)
  const all = cache.record('linkJudgement', declaration.id)?.body.said ?? []
  const said = all.find(({ personId }) => personId === person.id) ?? null
  const holds = said?.facts === facts && said.verdict !== 'OPEN'
  return {
    declarationId: declaration.id,
    personId: person.id,
    facts,
    said: holds ? said : null,
    lapsed: said && said.facts !== facts && said.verdict !== 'OPEN' ? said : null,
  }
}

/** Each mismatch of the declaration with this person's records, as though it were theirs. */
function checksOf(
  { cache, today }: PageSources,
  { declaration, person }: Pair,
): PairPage['checks'] {
  const facts = cache.personFacts(person.id)
  if (!facts) return null
  const isTheirs = facts.declarations.some(({ record }) => record.id === declaration.id)
  const supposed = isTheirs
    ? facts
    : {
        ...facts,
        declarations: [...facts.declarations, { record: declaration, linkedBy: 'JUDGED' as const }],
      }
  const reasons = whyNoMismatch(supposed, compareDeclarations(supposed, today))
  return reasons.find(({ declarationId }) => declarationId === declaration.id)?.checks ?? []
}

/** Two records side by side: what agrees, what it weighs, and why they are linked or not. */
export function pairPage(sources: PageSources, input: { left: PairRef; right: PairRef }): PairPage {
  const { cache } = sources
  const left = sideOf(cache, input.left)
  const right = sideOf(cache, input.right)
  const model = cache.links.model()
  const explanation = explainPair(left.who, right.who, model)
  const fields = fieldsOf(cache, left.who, right.who, explanation)
  const pair = asPair(left, right)
  const judged = pair && judgedOf(cache, pair)
  const candidate =
    pair?.link.found?.candidates.find(({ personId }) => personId === pair.person.id) ?? null
  const sum = sumOf(fields)
  // A pair that somebody judged has no weight of its own.
  const isReckoned = candidate !== null && pair?.link.linked?.linkedBy !== 'JUDGED'
  const persons = Math.max(1, cache.links.personCount())
  return {
    left: shownSide(cache, left),
    right: shownSide(cache, right),
    fields,
    rarity: isReckoned && sum !== null ? candidate.weight - sum : null,
    prior: model && Math.log2(model.coverage / (1 - model.coverage) / persons),
    probability: isReckoned ? candidate.probability : null,
    band: isReckoned ? (pair?.link.found?.band ?? null) : null,
    why: pair
      ? whyOf(pair.link, pair.person.id, explanation, judged?.said ?? null)
      : whyOfOthers(left, right),
    judged,
    checks: pair && checksOf(sources, pair),
  }
}

/** A declaration by itself, with what it needs and who comes near. Throws NOT_FOUND. */
export function declaredPage({ cache, today }: PageSources, id: string): DeclaredPage {
  const record = cache.record('declaration', id)
  if (!record) throw new TandemError('NOT_FOUND')
  const link = cache.declarationLink(id)
  const personId = link?.linked?.personId ?? null
  const near = personId === null ? (link?.found?.candidates ?? []) : []
  const told =
    personId === null
      ? strangerVerdicts(cache.declarationsOfStranger(id), today).find(
          (one) => one.record.id === id,
        )
      : undefined
  return {
    declaration: { id, version: record.version, body: record.body },
    verdict: told?.verdict ?? null,
    judged: told?.signal ? cache.strangerSignal(told.signal.finding) : null,
    personId,
    near: near.flatMap((one) => {
      const person = cache.record('person', one.personId)
      if (!person) return []
      const { probability } = one
      return [{ personId: one.personId, personName: displayName(person.body), probability }]
    }),
  }
}

function memberOf(
  model: RegisterModel | null,
  record: Declaration,
  who: Identity,
  linkedBy: LinkedBy,
): ClusterMember {
  const { id, body } = record
  const worker = identityOfWorker(body)
  const { fields } = explainPair(worker, who, model)
  const facts = pairFacts(worker, who)
  return {
    declarationId: id,
    l1Number: body.l1Number,
    workerName: displayName(body.worker),
    period: body.period,
    employerName: body.employer?.name ?? null,
    linkedBy,
    fields: fields.map(({ field, agreement }) => ({ field, agreement })),
    weight: sumOf(fields),
    facts,
    verdict: 'OPEN',
    said: null,
  }
}

/** A member with what was said of it and still holds. */
function withJudgement(cache: CacheReader, personId: string, member: ClusterMember): ClusterMember {
  const all = cache.record('linkJudgement', member.declarationId)?.body.said ?? []
  const said = all.find((one) => one.personId === personId && one.facts === member.facts)
  if (!said || said.verdict === 'OPEN') return member
  const { byName, at, reason, verdict } = said
  return { ...member, verdict, said: { byName, at, reason } }
}

/** All records that are taken for one person, the weakest link first. Throws NOT_FOUND. */
export function clusterPage({ cache }: PageSources, personId: string): LinkCluster {
  const facts = cache.personFacts(personId)
  const parts = cache.personParts(personId)
  if (!facts || !parts) throw new TandemError('NOT_FOUND')
  const who = personAsLinked(cache, facts.person)
  const model = cache.links.model()
  const member = (record: Declaration, linkedBy: LinkedBy) =>
    withJudgement(cache, personId, memberOf(model, record, who, linkedBy))
  const members = facts.declarations.map(({ record, linkedBy }) => member(record, linkedBy))
  const possible = parts.possible.map(({ declaration }) =>
    member({ kind: 'declaration', ...declaration }, 'NAME'),
  )
  return {
    personId,
    personName: displayName(facts.person.body),
    members: members.toSorted((a, b) => (a.weight ?? 0) - (b.weight ?? 0)),
    presences: presencesOf(facts.presences),
    possible,
  }
}

function presencesOf(presences: readonly TandemRecord<'presence'>[]): LinkCluster['presences'] {
  return (['INSZ', 'L1'] as const).flatMap((by) => {
    const days = presences
      .filter(({ body }) => (presenceInsz(body) === null) === (by === 'L1'))
      .map(({ body }) => body.date)
      .toSorted()
    if (days.length === 0) return []
    return [{ by, count: days.length, first: days[0]!, last: days.at(-1)! }]
  })
}
