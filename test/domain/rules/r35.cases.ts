import type { DiplomaNote } from '../../../domain/contract/records.ts'
import { type RuleCases, somebody } from './cases.ts'

const diploma = (awardedOn: string, more: Partial<DiplomaNote> = {}) =>
  somebody({
    dossiers: [
      {
        diplomas: [
          {
            institution: 'Yildiz',
            awardedOn,
            recognised: 'YES',
            experienceYears: 5,
            on: '2026-11-20',
            ...more,
          },
        ],
      },
    ],
  })

const years = (experienceYears: number | null, on = '2026-11-20') =>
  diploma('2010-06-30', { experienceYears, on })

export const cases: RuleCases = {
  code: 'R35',
  planted: {
    'before the age of 18': diploma('2005-06-30'),
    'an institution that is not recognised': diploma('2010-06-30', { recognised: 'NO' }),
    'more experience than years': years(30),
  },
  innocent: {
    'at 22, with ten years': years(10),
    'an institution that nobody looked up': diploma('2010-06-30', { recognised: 'NOT_SEEN' }),
    'no experience told': years(null),
    'a diploma that nobody noted': somebody({ dossiers: [{}] }),
  },
  boundaries: {
    diplomaYears: { value: 20, clear: diploma('2008-03-14'), flagged: diploma('2008-03-13') },
    workYears: { value: 18, clear: years(20), flagged: years(21) },
  },
}
