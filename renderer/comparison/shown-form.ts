/** What is typed of papers that somebody showed, and what it becomes. */
import {
  ACCESS_CARDS,
  PAPER_SOURCES,
  type AccessCard,
  type PaperSource,
  type ProvableExemption,
} from '../../domain/contract/codes.ts'
import type { Period, PostingPapers, UnlimitedAccess } from '../../domain/contract/records.ts'
import type { TypedDate } from '../design/date-field.tsx'

/** Who showed it, when and why it is noted. */
export interface ShownTyped {
  source: PaperSource
  on: TypedDate
  reason: string
}

export interface PapersTyped extends ShownTyped {
  residenceFrom: TypedDate
  residenceTo: TypedDate
  workFrom: TypedDate
  workTo: TypedDate
  contract: 'YES' | 'NO' | ''
  passportTo: TypedDate
  /** Empty: not told. */
  issuedBy: string
  /** Empty: none was proved. */
  exemption: ProvableExemption | ''
}

export interface AccessTyped extends ShownTyped {
  /** Empty: no card. */
  card: AccessCard | ''
  from: TypedDate
  to: TypedDate
}

export const papersDraft = (declarationId: string) => `papers ${declarationId}`
export const accessDraft = (personId: string) => `access ${personId}`

export const nothingShown = (today: TypedDate): ShownTyped => ({
  source: PAPER_SOURCES[0],
  on: today,
  reason: '',
})

/** Papers as they are typed. */
export function typedPapers(papers: PostingPapers | null): Omit<PapersTyped, keyof ShownTyped> {
  const contract = papers?.contractWithPostingEmployer ?? null
  return {
    residenceFrom: papers?.homeResidence?.from ?? null,
    residenceTo: papers?.homeResidence?.to ?? null,
    workFrom: papers?.homeWorkAuthorisation?.from ?? null,
    workTo: papers?.homeWorkAuthorisation?.to ?? null,
    contract: contract === null ? '' : contract ? 'YES' : 'NO',
    passportTo: papers?.passportValidTo ?? null,
    issuedBy: papers?.issuedBy ?? '',
    exemption: papers?.exemption ?? '',
  }
}

/** A card as it is typed; one that is none of the list has to be chosen anew. */
export function typedAccess(access: UnlimitedAccess | null): Omit<AccessTyped, keyof ShownTyped> {
  const card = ACCESS_CARDS.find((one) => one === access?.card) ?? ''
  return { card, from: access?.from ?? null, to: access?.to ?? null }
}

/** Undefined while something is no date, or an end has no beginning. */
function periodOf(from: TypedDate, to: TypedDate): Period | null | undefined {
  if (from === undefined || to === undefined) return undefined
  if (from === null) return to === null ? null : undefined
  return { from, to }
}

/** The papers that are typed; null: none; undefined while something is not complete. */
export function papersOf(typed: PapersTyped): PostingPapers | null | undefined {
  const homeResidence = periodOf(typed.residenceFrom, typed.residenceTo)
  const homeWorkAuthorisation = periodOf(typed.workFrom, typed.workTo)
  const { contract, passportTo: passportValidTo, issuedBy, exemption } = typed
  if (homeResidence === undefined || homeWorkAuthorisation === undefined) return undefined
  if (passportValidTo === undefined) return undefined
  const hasIssued = homeResidence !== null || homeWorkAuthorisation !== null
  const contractWithPostingEmployer = contract === '' ? null : contract === 'YES'
  const papers = {
    homeResidence,
    homeWorkAuthorisation,
    contractWithPostingEmployer,
    passportValidTo,
    ...(issuedBy === '' || !hasIssued ? {} : { issuedBy }),
    ...(exemption === '' ? {} : { exemption }),
  }
  return Object.values(papers).every((one) => one === null) ? null : papers
}

/** The card that is typed; null: none; undefined while something is not complete. */
export function accessOf({
  card,
  from,
  to,
}: AccessTyped): (UnlimitedAccess & { card: AccessCard }) | null | undefined {
  const period = periodOf(from, to)
  if (card === '') return period === null ? null : undefined
  return period ? { card, ...period } : undefined
}
