/** What an application costs (domain facts 1.4, point 10), dated; weak sources, marked so. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Procedure, Region, TableName } from '../contract/codes.ts'
import { inForceOn, type Confidence, type Dated } from './dated.ts'
import { ownRow, type OwnTables } from './own-rows.ts'

export type FeeTable = Extract<TableName, `FEE_${string}`>

/** FEE_FEDERAL: the contribution to the Immigration Office. FEE_REGION: the region's own retribution. */
export const FEES: readonly (Dated & {
  table: FeeTable
  /** Null: every region. */
  region: Region | null
  cents: number
})[] = [
  {
    table: 'FEE_FEDERAL',
    region: null,
    cents: 152_00,
    validFrom: '2026-01-01',
    validTo: null,
    source: 'S89',
    confidence: 'LOW',
  },
  {
    table: 'FEE_REGION',
    region: 'FL',
    cents: 180_00,
    validFrom: '2026-09-01',
    validTo: null,
    source: 'S89',
    confidence: 'LOW',
  },
]

/** A fee that an application owes. */
export interface Fee {
  table: FeeTable
  cents: number
  source: string
  confidence: Confidence
}

/** What an application owes by the day on which it was filed; nothing where no row says so. */
export function feesOf(
  {
    region,
    procedure,
    submittedOn,
  }: { region: Region; procedure: Procedure; submittedOn: LocalDate },
  tables: OwnTables,
): Fee[] {
  if (procedure !== 'SINGLE_PERMIT') return []
  return (['FEE_FEDERAL', 'FEE_REGION'] as const).flatMap((table): Fee[] => {
    const own = ownRow(tables, region, table, submittedOn)
    if (own && 'amount' in own.value) {
      const { value, source } = own
      return value.amount > 0 ? [{ table, cents: value.amount, source, confidence: 'HIGH' }] : []
    }
    const row = FEES.find(
      (one) =>
        one.table === table &&
        (one.region === null || one.region === region) &&
        inForceOn(one, submittedOn),
    )
    return row ? [{ table, cents: row.cents, source: row.source, confidence: row.confidence }] : []
  })
}
