import type { DeclarationBody } from '../../../domain/contract/records.ts'
import { type RuleCases, ANTWERP, firm, site, SLOVENE } from './cases.ts'

const worker = (familyName: string) => ({
  insz: null,
  familyName,
  givenNames: 'A',
  birthDate: null,
  sex: 'M' as const,
  nationality: 'BR',
  passport: null,
})
const row = (gapTo: string, to: string, who = 'Second') =>
  firm({
    body: { vatNumber: SLOVENE.vatNumber, enterpriseNumber: null, country: 'SI' },
    declared: [
      {
        worker: worker('First'),
        period: { from: '2025-01-01', to: '2025-07-31' },
        isco: '7112',
        clients: [{ name: 'K', enterpriseNumber: null }],
        places: [site(ANTWERP)],
      },
      {
        worker: worker(who),
        period: { from: gapTo, to },
        isco: '7112',
        clients: [{ name: 'K', enterpriseNumber: null }],
        places: [site(ANTWERP)],
      },
    ],
  })

const SENDER = { vatNumber: SLOVENE.vatNumber, enterpriseNumber: null, country: 'SI' }
const TASK = {
  isco: '7112',
  clients: [{ name: 'K', enterpriseNumber: null }],
  places: [site(ANTWERP)],
}
/** A crew, each with their own days, on one task. */
const crew = (...stays: readonly [who: DeclarationBody['worker'], from: string, to: string][]) =>
  firm({
    body: SENDER,
    declared: stays.map(([who, from, to]) => ({ ...TASK, worker: who, period: { from, to } })),
  })
const known = {
  insz: '85073003328',
  familyName: 'Silva',
  givenNames: 'Ana',
  birthDate: '1985-07-30',
  sex: 'F' as const,
  nationality: 'BR',
  passport: null,
}

export const cases: RuleCases = {
  code: 'R17',
  planted: {
    'G12: seven months, then six of another worker': row('2025-08-01', '2026-01-31'),
    'two places of which one is taken over': crew(
      [worker('First'), '2025-01-01', '2025-07-31'],
      [worker('Beside'), '2025-01-01', '2025-10-31'],
      [worker('Second'), '2025-08-01', '2026-01-31'],
    ),
  },
  innocent: {
    'the same worker': row('2025-08-01', '2026-01-31', 'First'),
    'together less than a year': row('2025-08-01', '2025-12-15'),
    'two side by side for eleven months': crew(
      [worker('First'), '2025-01-01', '2025-11-30'],
      [worker('Second'), '2025-02-15', '2026-02-15'],
    ),
    'two side by side for longer than a year': crew(
      [worker('First'), '2025-01-01', '2026-01-31'],
      [worker('Second'), '2025-01-01', '2026-01-31'],
    ),
    'one for longer than a year, and a helper for a week': crew(
      [worker('First'), '2025-01-01', '2026-01-31'],
      [worker('Helper'), '2025-06-01', '2025-06-07'],
    ),
    'one worker by national number and then by passport': crew(
      [known, '2025-01-01', '2025-07-31'],
      [
        { ...known, insz: null, passport: { number: 'BR123', country: 'BR' } },
        '2025-08-01',
        '2025-12-31',
      ],
      [{ ...known, passport: { number: 'BR123', country: 'BR' } }, '2026-01-01', '2026-01-31'],
    ),
  },
  boundaries: {
    months: {
      value: 12,
      clear: row('2025-08-01', '2025-12-31'),
      flagged: row('2025-08-01', '2026-01-01'),
    },
    maxGap: {
      value: 10,
      clear: row('2025-08-11', '2026-06-30'),
      flagged: row('2025-08-10', '2026-06-30'),
    },
    maxOverlap: {
      value: 5,
      clear: row('2025-07-26', '2026-06-30'),
      flagged: row('2025-07-27', '2026-06-30'),
    },
  },
}
