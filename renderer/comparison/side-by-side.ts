/**
 * Two sources side by side: what our records hold and what the declarant typed, element by element.
 * Pure. Whether the elements of the permit differ is the verdict of domain/limosa; whether two
 * spellings of a name resemble each other is only a help for the eye and decides nothing.
 */
import type { DeclarationBody, DossierBody, PersonBody } from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { formatInsz } from '../../domain/identifiers/insz.ts'
import { passportKey } from '../../domain/linking/exact.ts'
import { fold } from '../../domain/linking/names.ts'

export type ElementName =
  | DeclarationVerdict['differs'][number]
  | 'FAMILY_NAME'
  | 'GIVEN_NAMES'
  | 'BIRTH_DATE'
  | 'SEX'
  | 'NATIONALITY'
  | 'INSZ'
  | 'PASSPORT'

/** NOT_NEEDED: there is no dossier, and none is needed. */
export type ElementOutcome = 'SAME' | 'SIMILAR' | 'DIFFERENT' | 'MISSING' | 'NOT_NEEDED'

/** A value to show; `type` tells how. */
export interface CellValue {
  type: 'text' | 'date' | 'period' | 'country' | 'municipality' | 'sex' | 'isco'
  value: string
}

export interface ElementRow {
  element: ElementName
  outcome: ElementOutcome
  known: CellValue[]
  declared: CellValue[]
}

/** The four elements a permit is bound to and its period, against the declaration. */
export function permitRows(
  declaration: DeclarationBody,
  dossier: DossierBody | null,
  employerName: string | null,
  verdict: Pick<DeclarationVerdict, 'differs' | 'needsAuthorisation'>,
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
    row('EMPLOYER', text(employerName), text(declaration.employer?.name ?? null)),
    row('PLACE', dossier ? dossierPlaces(dossier) : [], declaredPlaces(declaration)),
    row('JOB', dossier ? dossierJob(dossier) : [], declaredJob(declaration)),
    row(
      'PERIOD',
      dossier?.authorised ? [period(dossier.authorised.from, dossier.authorised.to)] : [],
      [period(declaration.period.from, declaration.period.to)],
    ),
  ]
}

/** Who the register says the worker is, against what the declarant typed. */
export function identityRows(person: PersonBody, declaration: DeclarationBody): ElementRow[] {
  const { worker } = declaration
  const inszs = [person.insz, ...person.inszAliases].filter((number) => number !== null)
  const declaredPassport = worker.passport
  return [
    nameRow('FAMILY_NAME', person.familyName, worker.familyName),
    nameRow('GIVEN_NAMES', person.givenNames, worker.givenNames),
    exactRow('BIRTH_DATE', 'date', person.birthDate, worker.birthDate),
    exactRow('SEX', 'sex', unknownSex(person.sex), unknownSex(worker.sex)),
    exactRow('NATIONALITY', 'country', person.nationality, worker.nationality),
    anyOfRow('INSZ', inszs.map(formatInsz), worker.insz === null ? null : formatInsz(worker.insz)),
    anyOfRow(
      'PASSPORT',
      person.passports.map(passportText),
      declaredPassport ? passportText(declaredPassport) : null,
    ),
  ]
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

function nameRow(element: ElementName, known: string, declared: string): ElementRow {
  return {
    element,
    outcome: nameOutcome(known, declared),
    known: text(known),
    declared: text(declared),
  }
}

function nameOutcome(known: string, declared: string): ElementOutcome {
  if (known.trim() === '' || declared.trim() === '') return 'MISSING'
  if (known === declared) return 'SAME'
  const a = tokens(known).map(fold)
  const b = tokens(declared).map(fold)
  if (a.join(' ') === b.join(' ')) return 'SAME'
  return a.some((token) => b.includes(token)) ? 'SIMILAR' : 'DIFFERENT'
}

function exactRow(
  element: ElementName,
  type: CellValue['type'],
  known: string | null,
  declared: string | null,
): ElementRow {
  const left = known === null ? [] : [{ type, value: known }]
  const right = declared === null ? [] : [{ type, value: declared }]
  return {
    element,
    outcome: outcomeOfElement(left, right, known !== declared),
    known: left,
    declared: right,
  }
}

/** One of several known values is enough: a person may have an earlier number or two passports. */
function anyOfRow(element: ElementName, known: string[], declared: string | null): ElementRow {
  const left = known.map((value) => ({ type: 'text' as const, value }))
  const right = text(declared)
  const differs = declared !== null && !known.includes(declared)
  return {
    element,
    outcome: outcomeOfElement(left, right, differs),
    known: left,
    declared: right,
  }
}

function outcomeOfElement(
  known: readonly CellValue[],
  declared: readonly CellValue[],
  differs: boolean,
): ElementOutcome {
  if (known.length === 0 || declared.length === 0) return 'MISSING'
  return differs ? 'DIFFERENT' : 'SAME'
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

function period(from: string, to: string | null): CellValue {
  return { type: 'period', value: `${from}/${to ?? ''}` }
}

function text(value: string | null): CellValue[] {
  return value === null || value.trim() === '' ? [] : [{ type: 'text', value }]
}

function passportText(passport: { country: string; number: string }): string {
  return passportKey(passport)?.replace(':', ' ') ?? ''
}

function unknownSex(sex: 'M' | 'F' | 'U'): 'M' | 'F' | null {
  return sex === 'U' ? null : sex
}

function tokens(name: string): string[] {
  return name.split(/[\s-]+/).filter((token) => token !== '')
}
