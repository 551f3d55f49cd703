/** A key fact as a form: what is typed, and the value that it is. Pure. */
import type { Category, FactField, FileLanguage, Region } from '../../domain/contract/codes.ts'
import type { DossierBody, EnterpriseBody, FactValue } from '../../domain/contract/records.ts'
import { WEEKLY_HOURS_MAX } from '../../domain/contract/records.ts'
import { competentRegion } from '../../domain/dossier/competent-region.ts'
import { readFact, withFact } from '../../domain/dossier/facts.ts'
import type { TypedDate } from '../design/date-field.tsx'

/** What the fields of a form hold as text. */
export interface FactTyped {
  category: Category | null
  /** Id of the enterprise that was found under the number. */
  employerId: string | null
  employerNumber: string
  title: string
  isco: string
  amount: string
  unit: 'YEAR' | 'MONTH'
  hours: string
  from: TypedDate
  to: TypedDate
  language: FileLanguage
  places: { municipality: string; street: string | null; unit: string | null; percent: string }[]
}

/** A number as officers type it: spaces or points between thousands, a comma before decimals. */
export function parseAmount(text: string): number | null {
  const plain = text.trim().replaceAll(/[\s\u00a0\u202f€]/gu, '')
  const normal = plain.includes(',')
    ? plain.replaceAll('.', '').replace(',', '.')
    : /^\d{1,3}(\.\d{3})+$/.test(plain)
      ? plain.replaceAll('.', '')
      : plain
  return /^\d+(\.\d+)?$/.test(normal) ? Number(normal) : null
}

const asText = (value: number): string => String(value).replace('.', ',')

const NOTHING_TYPED: FactTyped = {
  category: null,
  employerId: null,
  employerNumber: '',
  title: '',
  isco: '',
  amount: '',
  unit: 'MONTH',
  hours: '',
  from: null,
  to: null,
  places: [],
  language: 'nl',
}

/** A value as it is typed. */
export function typedValue(value: FactValue): Partial<FactTyped> {
  switch (value.field) {
    case 'CATEGORY':
      return { category: value.category }
    case 'EMPLOYER':
      return { employerId: value.employerId }
    case 'JOB':
      return { title: value.title, isco: value.isco }
    case 'PAY':
      return {
        amount: value.payCents === null ? '' : asText(value.payCents / 100),
        unit: value.payUnit,
      }
    case 'HOURS':
      return { hours: value.weeklyHours === null ? '' : asText(value.weeklyHours) }
    case 'PERIOD':
      return { from: value.contract?.from ?? null, to: value.contract?.to ?? null }
    case 'WORKPLACES':
      return {
        places: value.workplaces.map(({ municipality, street, establishmentUnit, share }) => ({
          municipality,
          street,
          unit: establishmentUnit,
          percent: asText(Math.round(share * 100)),
        })),
      }
    case 'LANGUAGE':
      return { language: value.language }
  }
}

/** What the form of a fact shows first: the value as it stands. */
export function typedFact(body: DossierBody, field: FactField): FactTyped {
  // An employer is named anew by its number.
  return field === 'EMPLOYER'
    ? NOTHING_TYPED
    : { ...NOTHING_TYPED, ...typedValue(readFact(body, field)) }
}

/** The value that was typed; null while something is missing or is none. */
export function factOf(field: FactField, typed: FactTyped): FactValue | null {
  switch (field) {
    case 'CATEGORY':
      return typed.category && { field, category: typed.category }
    case 'EMPLOYER':
      return typed.employerId === null ? null : { field, employerId: typed.employerId }
    case 'JOB':
      return /^\d{4}$/.test(typed.isco)
        ? { field, title: typed.title.trim(), isco: typed.isco }
        : null
    case 'PAY': {
      const euros = parseAmount(typed.amount)
      return euros === null
        ? null
        : { field, payCents: Math.round(euros * 100), payUnit: typed.unit }
    }
    case 'HOURS': {
      const weeklyHours = parseAmount(typed.hours)
      return weeklyHours === null || weeklyHours > WEEKLY_HOURS_MAX ? null : { field, weeklyHours }
    }
    case 'PERIOD':
      return typed.from && typed.to !== undefined
        ? { field, contract: { from: typed.from, to: typed.to } }
        : null
    case 'WORKPLACES': {
      const places = typed.places.map(({ municipality, street, unit, percent }) => {
        const share = parseAmount(percent)
        return share === null || share > 100 || municipality === ''
          ? null
          : { municipality, street, establishmentUnit: unit, share: share / 100 }
      })
      const workplaces = places.filter((place) => place !== null)
      return workplaces.length === places.length ? { field, workplaces } : null
    }
    case 'LANGUAGE':
      return { field, language: typed.language }
  }
}

/** The region that would be competent by the new value, when it is another than the one that decides. */
export function otherRegion(
  body: DossierBody,
  value: FactValue,
  employer: Pick<EnterpriseBody, 'address'> | null,
): Region | null {
  if (value.field !== 'WORKPLACES') return null
  const region = competentRegion(withFact(body, value), employer)
  return region === body.region ? null : region
}
