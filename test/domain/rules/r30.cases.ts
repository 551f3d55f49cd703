import { enterprise } from '../fixtures.ts'
import { type RuleCases, KBO_A, KBO_B, somebody } from './cases.ts'

const present = (...dates: string[]) =>
  somebody({
    dossiers: [{}],
    present: dates.map((date) => ({
      date,
      employer: { name: 'B', country: 'BE', enterpriseNumber: KBO_B },
    })),
  })

const GHENT = '44021'
const LIEGE = '62063'

/** A permit of employer A, and employments in Dimona. */
const employed = (
  enterpriseNumber: string | null,
  period: { from: string; to: string | null } = { from: '2026-05-04', to: null },
  municipality: string | null = null,
  dossiers: Parameters<typeof somebody>[0]['dossiers'] = [{}],
) =>
  somebody({
    dossiers,
    employed: [{ employer: { name: 'B', enterpriseNumber }, period, municipality }],
    holds: { DIMONA: {} },
  })

export const cases: RuleCases = {
  code: 'R30',
  planted: {
    'G5: present for employer B': present('2026-05-04'),
    'G5: Dimona of employer B': employed(KBO_B),
    'Dimona of the own employer in another region': employed(KBO_A, undefined, LIEGE),
  },
  innocent: {
    'Dimona of the own employer': employed(KBO_A, undefined, GHENT),
    'Dimona of the own employer, of which no place is told': employed(KBO_A),
    'Dimona without a number': employed(null),
    'Dimona that ended before the permit': employed(KBO_B, {
      from: '2020-01-01',
      to: '2020-12-31',
    }),
    'Dimona of a job that still has to begin': employed(KBO_B, { from: '2026-11-21', to: null }),
    'a permit of each employer': {
      ...employed(KBO_B, undefined, null, [{}, { employerId: 'e2', filedById: 'e2' }]),
      enterprises: new Map(
        [enterprise('e1'), enterprise('e2', { enterpriseNumber: KBO_B })].map((one) => [
          one.id,
          one,
        ]),
      ),
    },
    'present for its own': somebody({ dossiers: [{}], present: [{ date: '2026-05-04' }] }),
  },
  boundaries: {
    minDays: {
      value: 2,
      clear: present('2026-05-04'),
      flagged: present('2026-05-04', '2026-05-05'),
    },
  },
}
