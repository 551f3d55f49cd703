/** The shape of the letters' locked texts: resources/letters/<language>.json holds them as data. */
import type { LetterTemplate, Procedure, Region } from '../contract/codes.ts'
import type { Remedy, RemedyBody } from '../reference/remedies.ts'

/** Named facts that a text may show as `{name}`. */
export const TEXT_FACTS = [
  'reference',
  'submitted',
  'procedure',
  'worker',
  'employer',
  'job',
  'on',
  'deadline',
  'due',
  'days',
  'basis',
  'period',
  'workOn',
  'workRegion',
  'annexOn',
  'region',
  'competence',
  'result',
  'appealPeriod',
  'filer',
  'quarter',
  'fault',
  'adviser',
  'post',
  'cause',
  'heldSince',
  'searchUntil',
  'decidedOn',
  'appealBody',
  'appealDue',
  'fileAdviser',
  'appealAdviser',
  'termRuns',
  'termHeld',
  'termAsked',
  'ruledOn',
  'silence',
  'employmentEndedOn',
] as const
export type TextFact = (typeof TEXT_FACTS)[number]
/** Facts that are lists. */
export const LIST_FACTS = ['documents', 'grounds', 'ways'] as const
export type ListFact = (typeof LIST_FACTS)[number]
/** What a letter may lack: a fact, the officer's words, the signatory, the address. */
export type LetterFact = TextFact | ListFact | 'words' | 'signer' | 'addressee' | 'remedy'

interface Condition {
  /** For these procedures alone. */
  only?: readonly string[]
  /** Left out, as a whole, where there is no such fact. */
  if?: string
}

/** A block of a template: locked text, a list of facts, the officer's own words, or the remedy. */
export type TemplateBlock = Condition &
  (
    | { text: string }
    | { heading: string }
    | { list: string }
    | { own: string }
    | { remedy: boolean }
  )

/** Names of the rows of the table at the head of a letter. */
export const ROW_NAMES = [
  'reference',
  'submitted',
  'procedure',
  'worker',
  'applicant',
  'employer',
  'job',
  'pay',
  'hours',
  'workplaces',
] as const
export type RowName = (typeof ROW_NAMES)[number]

export interface LetterTexts {
  salutation: string
  closing: string
  copy: string
  careOf: string
  /** Copies to whom goes on with a grant; `{name}` of the post, of the municipality. */
  copyPost: string
  copyMunicipality: string
  page: string
  subject: string
  own: string
  rows: Readonly<Record<RowName, string>>
  procedure: Readonly<Record<Procedure, string>>
  payUnit: Readonly<Record<'YEAR' | 'MONTH', string>>
  hoursUnit: string
  period: string
  periodOpen: string
  appeal: Readonly<Record<'REFORMED' | 'ANNULLED' | 'UPHELD', string>>
  /** What follows from the minister's silence on an appeal. */
  silence: Readonly<Record<'GRANTS' | 'REFUSES', string>>
  mandateFault: Readonly<Record<'none' | 'status' | 'early' | 'late' | 'group', string>>
  ways: readonly string[]
  quarter: string
  remedyHeading: string
  remedy: string
  /** Where a removal is at hand; `{urgent}` and `{second}`. */
  remedyUrgent: string
  term: Readonly<Record<'DAYS' | 'MONTHS' | 'MONTH', string>>
  remedyForm: Readonly<Record<Remedy['form'], string>>
  remedyEffect: Readonly<Record<Remedy['effect'], string>>
  remedyBody: Readonly<Record<RemedyBody, string>>
  service: Readonly<Record<Region | 'DVZ', readonly string[]>>
  months: readonly string[]
  templates: Readonly<Record<LetterTemplate, { title: string; blocks: readonly TemplateBlock[] }>>
}

/** The word of a code in the language of the letter: those of the screens (resources/i18n). */
export type CodeWords = (list: string, value: string) => string
