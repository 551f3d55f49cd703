import type { DossierBody } from '../../../domain/contract/records.ts'
import { type RuleCases, kept, somebody } from './cases.ts'

const filed = (norms: ReturnType<typeof kept>[], more: Partial<DossierBody> = {}) =>
  somebody({ norms, dossiers: [{ category: 'MEDIUM_SKILLED_SHORTAGE', ...more }] })

/** One list after the other, each from its day on. */
const lists = (region: 'FL' | 'WA', ...jobs: readonly [from: string, ...isco: string[]][]) =>
  kept(
    region,
    'SHORTAGE_JOBS',
    ...jobs.map(([validFrom, ...isco]) => ({ value: { jobs: isco }, validFrom })),
  )

export const cases: RuleCases = {
  code: 'R48',
  planted: {
    'another job is listed': filed([lists('FL', ['2024-01-01', '7212'])]),
    'the job left the list on the day before': filed([
      lists('FL', ['2024-01-01', '7212', '7512'], ['2026-01-05', '7212']),
    ]),
    'the job came on the list the day after': filed([
      lists('FL', ['2024-01-01', '7212'], ['2026-01-06', '7512']),
    ]),
    'another region lists it': filed([
      lists('FL', ['2024-01-01', '7212']),
      lists('WA', ['2024-01-01', '7512']),
    ]),
  },
  innocent: {
    'listed on the day of filing, and no more': filed([
      lists('FL', ['2024-01-01', '7212', '7512'], ['2026-01-06', '7212']),
    ]),
    'another category': filed([lists('FL', ['2024-01-01', '7212'])], { category: 'OTHER_LMT' }),
    'filed before any list that is held': filed([lists('FL', ['2026-02-01', '7212'])]),
    'the region keeps no list here': filed([lists('WA', ['2024-01-01', '7212'])]),
  },
  boundaries: {},
}
