/** What happens by itself, on which day, and who prevents it; what binds after the grant. */
import { describe, expect, it } from 'vitest'
import type { DossierBody } from '../../domain/contract/records.ts'
import { firstEmployerUntil, noticeOwedSince } from '../../domain/dossier/after-grant.ts'
import { clockViews } from '../../domain/dossier/clocks.ts'
import { silenceOf } from '../../domain/dossier/silence.ts'
import { dossier } from './fixtures.ts'

const start = (clock: 'C3A' | 'C3B' | 'P4', at: string) =>
  ({ clock, at, kind: 'START', reason: null, by: null }) as const
const silenceAt = (body: DossierBody, today: string) =>
  silenceOf(body, clockViews(body.clockEvents, today), today)
const file = (some: Partial<DossierBody>): DossierBody => dossier(some).body

describe('silence', () => {
  // 4 months from 2 March 2026 end on 1 July, a Wednesday.
  const old = file({
    work: { state: 'IN_EXAM', since: '2026-03-10' },
    residence: { state: 'PRE_ASSESSMENT', since: '2026-03-10' },
    clockEvents: [start('C3A', '2026-03-02')],
  })

  it('is told from fifteen days before the last day, with the day after it', () => {
    expect(silenceAt(old, '2026-06-15')).toBeNull()
    expect(silenceAt(old, '2026-06-16')).toEqual({
      clock: 'C3A',
      effect: 'TACIT_GRANT',
      on: '2026-07-02',
      over: false,
      decider: 'WORK',
    })
    expect(silenceAt(old, '2026-07-01')).toMatchObject({ over: false })
    expect(silenceAt(old, '2026-07-02')).toMatchObject({ over: true })
  })

  it('is prevented by residence once work is granted, by a question, and by nothing once it stopped', () => {
    const granted: DossierBody = { ...old, work: { state: 'GRANTED', since: '2026-06-20' } }
    expect(silenceAt(granted, '2026-06-25')).toMatchObject({ decider: 'RESIDENCE' })
    const event = (kind: 'SUSPEND' | 'STOP'): DossierBody => ({
      ...old,
      clockEvents: [...old.clockEvents, { ...start('C3A', '2026-06-20'), kind }],
    })
    expect(silenceAt(event('SUSPEND'), '2026-06-25'), 'a clock that stands still').toBeNull()
    expect(silenceAt(event('STOP'), '2026-06-25'), 'a clock that stopped').toBeNull()
  })

  it('of the recast has the consequence of national law; of the minister that of the advice', () => {
    const recast = file({ clockEvents: [start('C3B', '2026-06-01')] })
    expect(silenceAt(recast, '2026-08-31')).toMatchObject({ effect: 'BY_NATIONAL_LAW' })
    const appeal = file({
      procedure: 'PROFESSIONAL_CARD',
      work: { state: 'MINISTER_DECISION', since: '2026-06-01' },
      clockEvents: [start('P4', '2026-06-01')],
    })
    expect(silenceAt(appeal, '2026-07-30')).toMatchObject({
      effect: 'DISMISSED',
      decider: 'MINISTER',
    })
    const asked = { adviser: 'REOV', askedOn: '2026-02-01', due: '2026-06-01', text: 'x', by: 'x' }
    const advised = { ...asked, closedOn: '2026-05-20', opinion: 'POSITIVE', answer: 'x' } as const
    const favourable = { ...appeal, adviceRequests: [{ ...advised, adviser: 'REOV' as const }] }
    expect(silenceAt(favourable, '2026-07-30')).toMatchObject({ effect: 'ADVICE_STANDS' })
  })
})

describe('after the grant', () => {
  const issued = file({
    applicationType: 'FIRST',
    work: { state: 'GRANTED', since: '2026-05-01' },
    residence: { state: 'CARD_ISSUED', since: '2026-08-31' },
    authorised: { from: '2026-06-01', to: '2027-05-31' },
    job: { ...dossier({}).body.job, contract: { from: '2026-06-01', to: '2026-10-31' } },
  })

  it('the first employer may be the only one for six months from the card, since the recast', () => {
    expect(firstEmployerUntil(issued)).toBe('2027-02-28')
    const before = { ...issued, residence: { state: 'CARD_ISSUED', since: '2026-05-21' } as const }
    expect(firstEmployerUntil(before)).toBeNull()
    expect(firstEmployerUntil({ ...issued, applicationType: 'RENEWAL' })).toBeNull()
  })

  it('the employer owes a notice from the day after the contract, while the authorisation runs', () => {
    expect(noticeOwedSince(issued, '2026-10-31')).toBeNull()
    expect(noticeOwedSince(issued, '2026-11-01')).toBe('2026-10-31')
    const over = { ...issued, authorised: { from: '2026-06-01', to: '2026-10-31' } }
    expect(noticeOwedSince(over, '2026-11-01'), 'both end together').toBeNull()
    const ended = { ...issued, work: { state: 'WITHDRAWN', since: '2026-10-01' } as const }
    expect(noticeOwedSince(ended, '2026-11-01'), 'already acted upon').toBeNull()
  })

  it('no notice is owed of an employment whose end was noted with the stay, contested or not', () => {
    for (const state of ['ENDED', 'APPEAL_PENDING', 'REFUSED'] as const) {
      const noted = { ...issued, residence: { state, since: '2026-11-10' } }
      expect(noticeOwedSince(noted, '2026-11-11'), state).toBeNull()
    }
    const anew = {
      ...issued,
      residence: { state: 'REGISTRATION_PENDING', since: '2026-06-01' } as const,
    }
    expect(noticeOwedSince(anew, '2026-11-11'), 'at work before the card').toBe('2026-10-31')
  })
})
