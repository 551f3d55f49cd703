/**
 * Two sources side by side: what our records hold and what the declarant typed, element by element.
 * Pure. Whether the elements of the permit differ is the verdict of domain/limosa; how alike two
 * identities are is what linking says of them.
 */
import type {
  DeclarationBody,
  DossierBody,
  TandemRecord,
  Period,
  PersonBody,
} from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { authorisedSpan } from '../../domain/dossier/authorised.ts'
import { formatInsz, parseInsz } from '../../domain/identifiers/insz.ts'
import { ISCO_DIGITS, speaksOfJob } from '../../domain/limosa/elements.ts'
import { passportKey } from '../../domain/linking/exact.ts'
import { fold } from '../../domain/linking/names.ts'
import { explainPair } from '../../domain/linking/register/explain.ts'
import type { Field } from '../../domain/linking/register/grades.ts'
import { identityOfPerson, identityOfWorker } from '../../domain/linking/register/identity.ts'
import { isUnknownCountry } from '../../domain/reference/countries.ts'
import { MASKED } from '../../domain/rights/view.ts'

export type ElementName =
  | DeclarationVerdict['differs'][number]
  | 'FAMILY_NAME'
  | 'GIVEN_NAMES'
  | 'BIRTH_DATE'
  | 'SEX'
  | 'NATIONALITY'
  | 'INSZ'
  | 'PASSPORT'

/**
 * NOT_NEEDED: there is no dossier, and none is needed. NOT_GRANTED: the dossier only asked for it.
 * UNKNOWN: both are told and nobody can compare them. MASKED: the reader may not see it.
 */
export type ElementOutcome =
  | 'SAME'
  | 'SIMILAR'
  | 'SWAPPED'
  | 'DIFFERENT'
  | 'MISSING'
  | 'NOT_NEEDED'
  | 'NOT_GRANTED'
  | 'UNKNOWN'
  | 'MASKED'

/** A value to show; `type` tells how. */
export interface CellValue {
  type: 'text' | 'date' | 'period' | 'country' | 'municipality' | 'sex' | 'isco'
  value: string
  /** What kind of number of the register it is, or whose name. */
  marks?: readonly ('bis' | 'previous' | 'client')[]
}

export interface ElementRow {
  element: ElementName
  outcome: ElementOutcome
  known: CellValue[]
  declared: CellValue[]
  /** The digits of ISCO-08 by which jobs of different titles are the same. */
  isco?: string | undefined
}

type Employer = Pick<TandemRecord<'enterprise'>, 'id' | 'body'>

/**
 * The four elements a permit is bound to and its period, against the declaration. `client`: the place of the
 * one in whose name the permit is; null: it is in no client's.
 */
export function permitRows(
  declaration: DeclarationBody,
  dossier: DossierBody | null,
  employer: Employer | null,
  verdict: Pick<DeclarationVerdict, 'differs' | 'needsAuthorisation'>,
  client: number | null = null,
): ElementRow[] {
  const notNeeded = dossier === null && verdict.needsAuthorisation === 'NO'
  const row = (
    element: DeclarationVerdict['differs'][number],
    known: CellValue[],
    declared: CellValue[],
  ): ElementRow => ({
    element,
    outcome: notNeeded
      ? 'NOT_NEEDED'
      : outcomeOfElement(known, declared, verdict.differs.includes(element)),
    known,
    declared,
  })
  return [
    row('EMPLOYER', text(employer?.body.name ?? null), declaredEmployer(declaration, client)),
    row('PLACE', dossier ? dossierPlaces(dossier) : [], declaredPlaces(declaration)),
    jobRow(
      dossier,
      declaration,
      row('JOB', dossier ? dossierJob(dossier) : [], declaredJob(declaration)),
    ),
    periodRow(
      dossier,
      row('PERIOD', dossier?.authorised ? [period(dossier.authorised)] : [], [
        period(declaration.period),
      ]),
    ),
  ]
}

/** Codes decide; where none is declared, its words are a hint. */
function jobRow(
  dossier: DossierBody | null,
  { isco, natureOfServices }: DeclarationBody,
  row: ElementRow,
): ElementRow {
  if (dossier === null) return row
  if (isco !== null) return { ...row, isco: sharedIsco(dossier.job.isco, isco) }
  if (row.outcome !== 'SAME' || natureOfServices === null) return row
  const isLike = speaksOfJob(natureOfServices, dossier.job.title)
  return { ...row, outcome: isLike ? 'SIMILAR' : 'UNKNOWN' }
}

/** Where nothing is granted, the days that were asked for stand instead: they are not a permit. */
function periodRow(dossier: DossierBody | null, row: ElementRow): ElementRow {
  const contract = dossier?.job.contract
  if (!dossier || !contract || authorisedSpan(dossier) !== null) return row
  return { ...row, outcome: 'NOT_GRANTED', known: [period(contract)] }
}

/** The common beginning of two ISCO codes that counts as the same job. */
function sharedIsco(known: string, declared: string): string | undefined {
  if (declared === known) return known
  const group = known.slice(0, ISCO_DIGITS)
  return declared.startsWith(group) ? group : undefined
}

/** Who the register says the worker is, against what the declarant typed. */
export function identityRows(person: PersonBody, declaration: DeclarationBody): ElementRow[] {
  const { worker } = declaration
  const declaredPassport = worker.passport
  const { fields } = explainPair(identityOfWorker(declaration), identityOfPerson('', person))
  const row = (element: ElementName, field: Field, known: CellValue[], declared: CellValue[]) => ({
    element,
    outcome: fields.find((one) => one.field === field)!.agreement,
    known,
    declared,
  })
  const rows: ElementRow[] = [
    row('FAMILY_NAME', 'family', text(person.familyName), text(worker.familyName)),
    row('GIVEN_NAMES', 'given', text(person.givenNames), text(worker.givenNames)),
    row(
      'BIRTH_DATE',
      'birth',
      valueOf('date', person.birthDate),
      valueOf('date', worker.birthDate),
    ),
    row('SEX', 'sex', valueOf('sex', knownSex(person.sex)), valueOf('sex', knownSex(worker.sex))),
    row(
      'NATIONALITY',
      'nationality',
      valueOf('country', knownCountry(person.nationality)),
      valueOf('country', knownCountry(worker.nationality)),
    ),
    anyOfRow(
      'INSZ',
      [...inszValue(person.insz), ...person.inszAliases.flatMap((alias) => inszValue(alias, true))],
      inszValue(worker.insz),
    ),
    anyOfRow(
      'PASSPORT',
      person.passports.flatMap((passport) => text(passportText(passport))),
      declaredPassport ? text(passportText(declaredPassport)) : [],
    ),
  ]
  return person.familyName === MASKED ? rows.map(maskedRow) : rows
}

/** What the reader may not see cannot be compared: two masks are not the same value. */
function maskedRow(row: ElementRow): ElementRow {
  return { ...row, outcome: 'MASKED', known: [], declared: [] }
}

/** A number of the register with what kind of number it is. */
function inszValue(number: string | null, previous = false): CellValue[] {
  if (number === null) return []
  const bis = parseInsz(number)?.bis === true
  const marks = [...(previous ? ['previous' as const] : []), ...(bis ? ['bis' as const] : [])]
  return [{ type: 'text', value: formatInsz(number), marks }]
}

/** A piece of a name or what stands between two; `shared` when the other side has it too, apart from
 * case and diacritics. */
export interface NameToken {
  text: string
  shared: boolean
}

/** Cuts a name at spaces and hyphens and tells which pieces the other spelling has too. */
export function nameTokens(name: string, other: string): NameToken[] {
  const theirs = new Set(tokens(other).map(fold))
  return name
    .split(/([\s-]+)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, shared: /^[\s-]+$/.test(text) || theirs.has(fold(text)) }))
}

const valueOf = (type: CellValue['type'], value: string | null): CellValue[] =>
  value === null ? [] : [{ type, value }]

/** One of several known values is enough: a person may have an earlier number or two passports. */
function anyOfRow(element: ElementName, known: CellValue[], declared: CellValue[]): ElementRow {
  const differs = !declared.some(({ value }) => known.some((one) => one.value === value))
  return { element, outcome: outcomeOfElement(known, declared, differs), known, declared }
}

function outcomeOfElement(
  known: readonly CellValue[],
  declared: readonly CellValue[],
  differs: boolean,
): ElementOutcome {
  if (known.length === 0 || declared.length === 0) return 'MISSING'
  return differs ? 'DIFFERENT' : 'SAME'
}

/** Who sends, and the client to whom the permit was given where it is another. */
function declaredEmployer(
  { employer: declared, clients }: DeclarationBody,
  at: number | null,
): CellValue[] {
  const sender = text(declared?.name ?? null)
  const client = at === null ? undefined : clients[at]
  return client ? [...sender, { type: 'text', value: client.name, marks: ['client'] }] : sender
}

function dossierPlaces({ workplaces }: DossierBody): CellValue[] {
  return workplaces.map(({ municipality }) => ({ type: 'municipality', value: municipality }))
}

function declaredPlaces({ places }: DeclarationBody): CellValue[] {
  return places.flatMap(({ name, address }): CellValue[] => {
    if (address?.municipality) return [{ type: 'municipality', value: address.municipality }]
    return text(address?.place ?? name)
  })
}

function dossierJob({ job }: DossierBody): CellValue[] {
  return [...text(job.title), { type: 'isco', value: job.isco }]
}

function declaredJob({ natureOfServices, isco }: DeclarationBody): CellValue[] {
  return [...text(natureOfServices), ...(isco ? [{ type: 'isco' as const, value: isco }] : [])]
}

function period({ from, to }: Period): CellValue {
  return { type: 'period', value: `${from}/${to ?? ''}` }
}

function text(value: string | null): CellValue[] {
  return value === null || value.trim() === '' ? [] : [{ type: 'text', value }]
}

function passportText(passport: { country: string; number: string }): string {
  return passportKey(passport)?.replace(':', ' ') ?? ''
}

const knownSex = (sex: 'M' | 'F' | 'U') => (sex === 'U' ? null : sex)
const knownCountry = (country: string) => (isUnknownCountry(country) ? null : country)

function tokens(name: string): string[] {
  return name.split(/[\s-]+/).filter((token) => token !== '')
}
