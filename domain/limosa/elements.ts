/**
 * The elements to which a permit is bound, compared with a declaration: employer, place and job
 * (domain facts 1: one employer, one worker, one place, one job category). An element differs only
 * when both sides are known: what is missing or cannot be compared accuses nobody.
 */
import type { DeclarationBody, DossierBody, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { enterpriseNumbersAgree, type NamedEnterprise } from '../linking/enterprise.ts'
import { ENTERPRISE_NAME_LEVELS, enterpriseNameLevel } from '../linking/enterprise-names.ts'
import { fold } from '../linking/names.ts'
import { clientParty, mentionKey, type Mentions, type Party } from '../linking/mentions.ts'

export type Element = Exclude<DeclarationVerdict['differs'][number], 'PERIOD'>

/** The elements in the order of the contract; a set of them is a mask with a bit for each. */
export const ELEMENTS = ['EMPLOYER', 'PLACE', 'JOB'] as const satisfies readonly Element[]

/** First digits of ISCO-08 that must agree: the minor group stands for the job category. */
export const ISCO_DIGITS = 3
/**
 * Same enterprise: numbers decide, else names. Names with no like word are different; a like word leaves
 * it open, hence the same.
 */
export function sameEmployer(a: NamedEnterprise, b: NamedEnterprise): boolean {
  const number = enterpriseNumbersAgree(a, b)
  if (number !== 'MISSING') return number === 'SAME'
  return isLikeName(enterpriseNameLevel(a.name, b.name))
}

const isLikeName = (level: number): boolean => level !== ENTERPRISE_NAME_LEVELS.different

/**
 * Every declared place lies in a known municipality and none of them is a workplace of the permit.
 * `declared` has null (or another value that no workplace has) for a place that is not known.
 */
export function placesDiffer<T>(
  declared: Iterable<T>,
  isUnknown: (place: T) => boolean,
  isWorkplace: (place: T) => boolean,
): boolean {
  for (const place of declared) if (isUnknown(place) || isWorkplace(place)) return false
  return true
}

/** The part of an ISCO-08 code that stands for the job category. */
export const jobGroup = (isco: string): string => isco.slice(0, ISCO_DIGITS)

/** Letters at the start of a word that are the same in one trade: metselaar and metselwerk. */
const STEM = 5

const stemsOf = (text: string): string[] =>
  fold(text)
    .split(/[^A-Z]+/)
    .filter((word) => word.length >= STEM)
    .map((word) => word.slice(0, STEM))

/**
 * Whether the words for declared work speak of the job of a permit, where no job code is declared: some word of
 * both begins alike. A hint for whoever reads; words that have nothing in common say nothing, in whatever language
 * each of them is.
 */
export function speaksOfJob(natureOfServices: string, jobTitle: string): boolean {
  const told = stemsOf(natureOfServices)
  return stemsOf(jobTitle).some((stem) => told.includes(stem))
}

/** A place is a workplace by its establishment unit, wherever that moved to, or by its municipality. */
function placeDiffers({ workplaces }: DossierBody, { places }: DeclarationBody): boolean {
  if (workplaces.length === 0) return false
  return placesDiffer(
    places,
    ({ address }) => (address?.municipality ?? null) === null,
    ({ address, establishmentUnit: unit }) =>
      workplaces.some(
        ({ municipality, establishmentUnit }) =>
          municipality === address?.municipality ||
          (unit !== undefined && establishmentUnit === unit),
      ),
  )
}

const UNKNOWN: Mentions = new Map()

type Known = Pick<TandemRecord<'enterprise'>, 'id' | 'body'>

/** Whether a party is the enterprise: linked or judged, else as they compare. */
function isMeant(
  { id, body }: Known,
  party: Party,
  mentions: Mentions,
  isSameName: (level: number) => boolean,
): boolean {
  const number = enterpriseNumbersAgree(body, party)
  if (number === 'SAME') return true
  // What is known of a mention is asked only where the number does not tell: most parties have theirs.
  const known = mentions.size === 0 ? undefined : mentions.get(mentionKey(party) ?? '')
  if (known?.enterpriseId) return known.enterpriseId === id
  if (number === 'DIFFERENT' || known?.not.includes(id)) return false
  return isSameName(enterpriseNameLevel(body.name, party.name))
}

/** The enterprise of a permit as the one that a declaration names: linked or judged, else as they compare. */
export const isEmployer = (
  enterprise: Known,
  declared: NonNullable<DeclarationBody['employer']>,
  mentions: Mentions = UNKNOWN,
): boolean => isMeant(enterprise, declared, mentions, isLikeName)

/** A like word is not enough among many. */
const isVeryName = (level: number): boolean => level === ENTERPRISE_NAME_LEVELS.same

/** For whom a permit is, as a declaration names them: who sends, the client at this place among all, or nobody. */
type Bearer = 'SENDER' | 'NOBODY' | number

/**
 * A foreign employer applies through its client in Belgium, in whose name the permit may be (domain facts
 * 1.2). Any client counts, since nobody declares on which days the work is for which.
 */
function bearerOf(
  employer: Known,
  { employer: declared, clients }: DeclarationBody,
  mentions: Mentions,
): Bearer {
  if (declared === null || isEmployer(employer, declared, mentions)) return 'SENDER'
  const at = clients.findIndex((client) =>
    isMeant(employer, clientParty(client), mentions, isVeryName),
  )
  return at === -1 ? 'NOBODY' : at
}

/** The client in whose name a permit is where it is not whoever sends, by its place; null: none is. */
export function permittedClient(
  employer: Known,
  declaration: DeclarationBody,
  mentions: Mentions = UNKNOWN,
): number | null {
  const bearer = bearerOf(employer, declaration, mentions)
  return typeof bearer === 'number' ? bearer : null
}

/**
 * The permit is for somebody else than whoever sends the worker and each of those for whom the work is. That
 * a worker with a contract in Belgium is posted too is M6, whoever the client is.
 */
const employerDiffers = (
  employer: Known,
  declaration: DeclarationBody,
  mentions: Mentions,
): boolean => bearerOf(employer, declaration, mentions) === 'NOBODY'

/** The elements in which a declaration differs from a dossier, as a mask over ELEMENTS. */
export function differingElements(
  dossier: DossierBody,
  declaration: DeclarationBody,
  employer: TandemRecord<'enterprise'> | null,
  mentions: Mentions = UNKNOWN,
): number {
  const { isco } = declaration
  const differs = [
    employer !== null && employerDiffers(employer, declaration, mentions),
    placeDiffers(dossier, declaration),
    isco !== null && jobGroup(isco) !== jobGroup(dossier.job.isco),
  ]
  return differs.reduce((mask, one, i) => (one ? mask | (1 << i) : mask), 0)
}
