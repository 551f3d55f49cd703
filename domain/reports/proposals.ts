/** Whom and what a report may be about, by the comparison that linking uses everywhere. */
import type { ProposalField, ReportProposal } from '../contract/reports.ts'
import type { DeclaredPlace } from '../contract/records.ts'
import type { BodyOf, ReportBody } from '../contract/records.ts'
import type * as v from 'valibot'
import { parseEnterpriseNumber } from '../identifiers/enterprise-number.ts'
import { parseInsz } from '../identifiers/insz.ts'
import { displayName, fold } from '../linking/names.ts'
import { siteKey, siteWords } from '../linking/places.ts'
import { type Agreement, explainPair } from '../linking/register/explain.ts'
import { type Identity, identityOfPerson, NO_WORK } from '../linking/register/identity.ts'
import { jaroWinkler } from '../linking/similarity.ts'

type Evidence = ReportProposal['evidence']
type Told = NonNullable<ReportBody['worker']>
type Place = v.InferOutput<typeof DeclaredPlace>

/** Proposals of each kind that are shown: more do not say who is meant. */
export const PROPOSALS_MAX = 4
/** Names from this likeness on are similar (Jaro-Winkler, 0 to 1). */
const SIMILAR = 0.88

const AGREES: readonly Agreement[] = ['SAME', 'SIMILAR', 'SWAPPED']
const agrees = ({ agreement }: { agreement: Agreement }): boolean => AGREES.includes(agreement)
const WEIGHT: Readonly<Record<Agreement, number>> = {
  SAME: 2,
  SIMILAR: 1,
  SWAPPED: 1,
  MISSING: 0,
  DIFFERENT: -2,
}

/** What agrees against what does not: enough to order a handful. */
const sumOf = (evidence: Evidence): number =>
  evidence.reduce((sum, { agreement }) => sum + WEIGHT[agreement], 0)

/** The best first. */
export function bestOf(proposals: readonly ReportProposal[]): ReportProposal[] {
  const [first, ...others] = [...new Map(proposals.map((one) => [one.id, one])).values()].toSorted(
    (a, b) => sumOf(b.evidence) - sumOf(a.evidence) || (a.id < b.id ? -1 : 1),
  )
  return first ? [first, ...others].slice(0, PROPOSALS_MAX) : []
}

function likeness(a: string, b: string): Agreement {
  if (a === '' || b === '') return 'MISSING'
  if (a === b) return 'SAME'
  return jaroWinkler(a, b) >= SIMILAR ? 'SIMILAR' : 'DIFFERENT'
}

// ---------------------------------------------------------------- the worker

function identityOfTold({ familyName, givenNames, birthDate, insz }: Told): Identity {
  const valid = insz && parseInsz(insz)
  return {
    familyName,
    givenNames,
    birthDate,
    sex: 'U',
    nationality: 'ZZ',
    identifiers: valid ? [valid.number] : [],
    damaged: insz && !valid ? insz.replace(/\D/g, '') : null,
    ...NO_WORK,
  }
}

const PERSON_FIELDS: readonly ProposalField[] = ['family', 'given', 'birth', 'identifier']

/** The person, when enough agrees with what was told of the worker: a number, or the name and no other day. */
export function personProposal(
  told: Told,
  id: string,
  body: BodyOf<'person'>,
): ReportProposal | null {
  const { fields } = explainPair(identityOfTold(told), identityOfPerson(id, body))
  const evidence = fields.flatMap(({ field, agreement }) => {
    const name = PERSON_FIELDS.find((one) => one === field)
    return name ? [{ field: name, agreement }] : []
  })
  const is = (field: ProposalField) => evidence.find((one) => one.field === field)!
  const named = agrees(is('family')) && is('given').agreement !== 'DIFFERENT'
  if (!agrees(is('identifier')) && !(named && is('birth').agreement !== 'DIFFERENT')) return null
  return { kind: 'person', id, label: displayName(body), detail: body.birthDate ?? '', evidence }
}

// ---------------------------------------------------------------- the enterprise

/** Forms of enterprises, which people leave out or write otherwise. */
const FORMS =
  /\b(?:BV|BVBA|NV|SA|SRL|SPRL|GMBH|AG|SARL|SAS|LDA|SRO|SP Z O O|DOO|SC|CV|VOF|COMM V|EOOD)\b/g
const nameWords = (name: string): string =>
  fold(name)
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(FORMS, ' ')
    .replace(/ +/g, ' ')
    .trim()

/** The enterprise, when its number or its name agrees with what was told. */
export function enterpriseProposal(
  told: NonNullable<ReportBody['enterprise']>,
  place: ReportBody['place'],
  id: string,
  body: BodyOf<'enterprise'>,
): ReportProposal | null {
  const number = told.number && parseEnterpriseNumber(told.number)
  const evidence: Evidence = [
    {
      field: 'number',
      agreement: likenessOfNumbers(number, body.enterpriseNumber),
    },
    { field: 'name', agreement: likeness(nameWords(told.name), nameWords(body.name)) },
    {
      field: 'municipality',
      agreement: sameOrNot(
        place?.address?.municipality ?? null,
        body.address.municipality,
        // Work is rarely done at the seat: another municipality says nothing.
        'MISSING',
      ),
    },
  ]
  if (!evidence.slice(0, 2).some(agrees)) return null
  const detail = [body.enterpriseNumber, body.address.place].filter(Boolean).join(' · ')
  return { kind: 'enterprise', id, label: body.name, detail, evidence }
}

function likenessOfNumbers(told: string | null, known: string | null): Agreement {
  return sameOrNot(told, known && parseEnterpriseNumber(known), 'DIFFERENT')
}

function sameOrNot(a: string | null, b: string | null, otherwise: Agreement): Agreement {
  if (a === null || b === null || a === '' || b === '') return 'MISSING'
  return a === b ? 'SAME' : otherwise
}

// ---------------------------------------------------------------- the site

const shownPlace = ({ name, address }: Place): string =>
  [name, address?.street].filter(Boolean).join(', ')

/** The declared place, when it lies in the same municipality and its street or name agrees. */
export function siteProposal(
  told: Place | ReportBody['place'],
  known: Place,
): ReportProposal | null {
  const id = siteKey(known)
  if (!told || id === null) return null
  const [a, b] = [siteWords(told), siteWords(known)]
  const evidence: Evidence = [
    { field: 'municipality', agreement: sameOrNot(a.area, b.area, 'DIFFERENT') },
    { field: 'street', agreement: likeness(a.street, b.street) },
    { field: 'name', agreement: likeness(a.name, b.name) },
  ]
  const [area, ...exact] = evidence
  if (area!.agreement !== 'SAME' || !exact.some(agrees)) return null
  const detail = [known.address?.postalCode, known.address?.place].filter(Boolean).join(' ')
  return { kind: 'site', id, label: shownPlace(known), detail, evidence }
}
