import { type RuleCases, held, somebody } from './cases.ts'

const open = (from: string, to: string, more = {}, line = {}) =>
  somebody({
    dossiers: [{ submittedOn: '2026-06-01', ...more }],
    outside: held('VACANCIES', { dossierId: 'd1', from, to, vdab: true, eures: true, ...line }),
  })

const shortageJob = (from: string) => {
  const facts = open('2026-05-01', '2026-05-21')
  const [dossier] = facts.dossiers
  const line = { region: 'FL', isco: dossier!.body.job.isco, period: { from, to: null } }
  return { ...facts, outside: { ...facts.outside, ...held('SHORTAGE_LIST', line) } }
}

export const cases: RuleCases = {
  code: 'R47',
  planted: {
    'three weeks': open('2026-05-01', '2026-05-21'),
    'a job that came on the list later': shortageJob('2026-07-01'),
    'not on EURES': open('2026-03-01', '2026-05-21', {}, { eures: false }),
  },
  innocent: {
    'eleven weeks': open('2026-03-01', '2026-05-21'),
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
