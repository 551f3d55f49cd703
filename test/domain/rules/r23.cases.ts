import type { ControlBody } from '../../../domain/contract/records.ts'
import { type RuleCases, signs, somebody } from './cases.ts'

const client = (name: string) => ({ name, enterpriseNumber: null })
const LED = signs({ ledByClient: 'YES', onlyLabour: 'YES' })

const day = (year: number, of: number) => new Date(Date.UTC(year, 0, of)).toISOString().slice(0, 10)

const hired = (
  days: number,
  control: Partial<ControlBody> = { signs: LED },
  other = 0,
  before: readonly string[] = [],
) =>
  somebody({
    declared: [
      {
        clients: [...before, 'K'].map(client),
        period: { from: '2026-01-01', to: day(2026, days) },
      },
      ...(other > 0
        ? [
            {
              clients: [client(before.length > 0 ? 'K' : 'L')],
              period: { from: '2025-01-01', to: day(2025, other) },
            },
          ]
        : []),
    ],
    controls: [{ date: '2026-02-02', ...control }],
  })

export const cases: RuleCases = {
  code: 'R23',
  planted: {
    'half a year for one client that leads': hired(180),
    'nearly all of it for the second client': hired(100, { signs: LED }, 300, ['L']),
  },
  innocent: {
    'material is invoiced too': hired(180, { signs: { ...LED, onlyLabour: 'NO' } }),
    'led by its own foreman': hired(180, { signs: { ...LED, ledByClient: 'NO' } }),
    'nobody saw who leads': hired(180, { signs: { ...LED, ledByClient: 'NOT_SEEN' } }),
    'a control at which nothing was noted': hired(180, {}),
    'a control before the work': hired(180, { signs: LED, date: '2025-12-31' }),
  },
  boundaries: {
    minDays: { value: 100, clear: hired(99), flagged: hired(100) },
    minShare: {
      value: 60,
      clear: hired(120, { signs: LED }, 80),
      flagged: hired(130, { signs: LED }, 80),
    },
  },
}
