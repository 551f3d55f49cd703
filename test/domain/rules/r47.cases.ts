import type { DossierBody, VacancyNote } from '../../../domain/contract/records.ts'
import { type RuleCases, kept, somebody } from './cases.ts'

const FILED = { submittedOn: '2026-06-01' } as const

const vacancy = (from: string, to: string, more: Partial<VacancyNote> = {}): VacancyNote => ({
  reference: 'V-1',
  services: ['VDAB', 'EURES'],
  from,
  to,
  on: '2026-06-10',
  ...more,
})

const noted = (vacancies: VacancyNote[], more: Partial<DossierBody> = {}) =>
  somebody({ dossiers: [{ ...FILED, vacancies, ...more }] })

const open = (from: string, to: string, more: Partial<DossierBody> = {}) =>
  noted([vacancy(from, to)], more)

const shortageJob = (validFrom: string) => {
  const facts = open('2026-05-01', '2026-05-21')
  const value = { jobs: [facts.dossiers[0]!.body.job.isco] }
  return { ...facts, norms: [kept('FL', 'SHORTAGE_JOBS', { value, validFrom })] }
}

export const cases: RuleCases = {
  code: 'R47',
  planted: {
    'three weeks': open('2026-05-01', '2026-05-21'),
    'a job that came on the list later': shortageJob('2026-07-01'),
    'not on EURES': noted([vacancy('2026-03-01', '2026-05-21', { services: ['VDAB'] })]),
    'first at the one and then at the other': noted([
      vacancy('2026-02-10', '2026-04-10', { services: ['VDAB'] }),
      vacancy('2026-04-11', '2026-05-31', { services: ['EURES'] }),
    ]),
  },
  innocent: {
    'eleven weeks': open('2026-03-01', '2026-05-21'),
    'eleven weeks, each service noted by itself': noted([
      vacancy('2026-03-01', '2026-05-21', { services: ['VDAB'] }),
      vacancy('2026-03-01', '2026-05-21', { services: ['EURES'] }),
    ]),
    'a vacancy that nobody noted': somebody({ dossiers: [FILED] }),
    'another category': open('2026-05-01', '2026-05-21', { category: 'HIGHLY_SKILLED' }),
    'a shortage job on the list of that day': shortageJob('2026-01-01'),
    'another region': open('2026-05-01', '2026-05-21', { region: 'WA' }),
  },
  boundaries: {
    weeks: {
      value: 2,
      clear: open('2026-05-01', '2026-05-14'),
      flagged: open('2026-05-01', '2026-05-13'),
    },
    months: {
      value: 3,
      clear: open('2026-03-01', '2026-05-02'),
      flagged: open('2026-02-01', '2026-05-01'),
    },
  },
}
