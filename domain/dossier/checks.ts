/**
 * What is checked on a dossier when a decision is proposed (domain facts 1.12 W13, W14; 1.7; 7): pay
 * against its norm, the mandate under which it was filed, the labour-market test, what the checklist lacks, the signals that nobody answered. A proposal
 * keeps it, so that whoever signs sees on what it rested and what became of it since.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { DocumentType, MandateOutcome } from '../contract/codes.ts'
import type { Checks, CheckedSignal, DossierBody, TandemRecord } from '../contract/records.ts'
import type { NormInForce } from '../reference/norms.ts'
import type { OwnTables } from '../reference/own-rows.ts'
import { checklist, missingDocuments } from './checklist.ts'
import { checkMandate } from './mandates.ts'
import { checkPay } from './pay-check.ts'

/** What the checks read beside the dossier. */
export interface CheckSources {
  birthDate: LocalDate | null
  norms: readonly Pick<TandemRecord<'norm'>, 'body'>[]
  tables: OwnTables
  /** Those that the employer gave to who filed; the one that counts is enough. */
  mandates: readonly TandemRecord<'mandate'>[]
  /** The signals that are open. */
  signals: readonly CheckedSignal[]
}

/** The checks of a dossier as it stands on a day. */
export function checksOf(body: DossierBody, sources: CheckSources, today: LocalDate): Checks {
  const { birthDate, tables, signals } = sources
  const missing = missingDocuments(body, tables, birthDate)
  return {
    on: today,
    pay: payOf(body, sources, today),
    labourMarket: labourMarketOf(body, sources, missing),
    mandate: checkMandate(body, sources.mandates).outcome,
    missing,
    signals: [...signals],
  }
}

/** Null where no salary threshold exists: a professional card is for self-employed work. */
function payOf(
  body: DossierBody,
  { birthDate, norms }: CheckSources,
  today: LocalDate,
): Checks['pay'] {
  if (body.procedure === 'PROFESSIONAL_CARD') return null
  const { norm, suffices } = checkPay(body, birthDate, today, norms)
  const { payCents, payUnit } = body.job
  return { payCents, payUnit, norm: norm && versionOf(norm), suffices }
}

function versionOf({ amountCents, unit, basis, ageMax, validFrom, source, approved }: NormInForce) {
  const approvedAt = approved?.closedAt ?? null
  return { amountCents, unit, basis, ageMax, validFrom, source, approvedAt }
}

function labourMarketOf(
  body: DossierBody,
  { tables, birthDate }: CheckSources,
  missing: readonly DocumentType[],
): Checks['labourMarket'] {
  const TEST: DocumentType = 'LABOUR_MARKET_TEST'
  const isNeeded = checklist(body, tables, birthDate).some(
    ({ type, isAsked, ifAny }) => type === TEST && isAsked && !ifAny,
  )
  if (!isNeeded) return 'NOT_NEEDED'
  return missing.includes(TEST) ? 'MISSING' : 'DONE'
}

/** One thing that is no longer as it was checked. */
export type CheckChange =
  /** Another row of the table is in force than the one that the pay was held against. */
  | { what: 'NORM' }
  /** The pay of the dossier is another. */
  | { what: 'PAY' }
  | { what: 'PAY_OUTCOME'; suffices: boolean | null }
  | { what: 'LABOUR_MARKET'; now: Checks['labourMarket'] }
  | { what: 'MANDATE'; now: MandateOutcome }
  | { what: 'ITEM_FELL_OUT' | 'ITEM_CAME_IN'; document: DocumentType }
  | { what: 'SIGNAL_NEW' | 'SIGNAL_GONE'; signal: CheckedSignal }

/** What is different now from what was checked; empty: everything stands. */
export function changedSince(then: Checks, now: Checks): CheckChange[] {
  return [...payChanges(then.pay, now.pay), ...otherChanges(then, now)]
}

function payChanges(then: Checks['pay'], now: Checks['pay']): CheckChange[] {
  const changes: CheckChange[] = []
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  if (!same(keyOf(then?.norm), keyOf(now?.norm))) changes.push({ what: 'NORM' })
  if (!same([then?.payCents, then?.payUnit], [now?.payCents, now?.payUnit])) {
    changes.push({ what: 'PAY' })
  }
  const suffices = now?.suffices ?? null
  if ((then?.suffices ?? null) !== suffices) changes.push({ what: 'PAY_OUTCOME', suffices })
  return changes
}

/** What makes a row of the table another one, in one order. */
const keyOf = (norm: NonNullable<Checks['pay']>['norm'] | undefined) =>
  norm && [norm.amountCents, norm.unit, norm.basis, norm.ageMax, norm.validFrom, norm.approvedAt]

const mandateChanges = (then: Checks, now: Checks): CheckChange[] =>
  then.mandate === undefined || now.mandate === undefined || then.mandate === now.mandate
    ? []
    : [{ what: 'MANDATE', now: now.mandate }]

function otherChanges(then: Checks, now: Checks): CheckChange[] {
  const market: CheckChange[] =
    then.labourMarket === now.labourMarket ? [] : [{ what: 'LABOUR_MARKET', now: now.labourMarket }]
  const items = (from: Checks, to: Checks) =>
    to.missing.filter((one) => !from.missing.includes(one))
  const signals = (from: Checks, to: Checks) =>
    to.signals.filter(({ id }) => !from.signals.some((one) => one.id === id))
  return [
    ...market,
    ...mandateChanges(then, now),
    ...items(then, now).map((document) => ({ what: 'ITEM_FELL_OUT' as const, document })),
    ...items(now, then).map((document) => ({ what: 'ITEM_CAME_IN' as const, document })),
    ...signals(then, now).map((signal) => ({ what: 'SIGNAL_NEW' as const, signal })),
    ...signals(now, then).map((signal) => ({ what: 'SIGNAL_GONE' as const, signal })),
  ]
}
