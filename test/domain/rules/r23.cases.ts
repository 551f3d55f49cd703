import { type RuleCases, held, somebody } from './cases.ts'

const client = (name: string) => ({ name, enterpriseNumber: null })

const hired = (days: number, contract = {}, other = 0, before: readonly string[] = []) =>
  somebody({
    declared: [
      {
        clients: [...before, 'K'].map(client),
        period: {
          from: '2026-01-01',
          to: new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10),
        },
      },
      ...(other > 0
        ? [
            {
              clients: [client(before.length > 0 ? 'K' : 'L')],
              period: {
                from: '2025-01-01',
                to: new Date(Date.UTC(2025, 0, other)).toISOString().slice(0, 10),
              },
            },
          ]
        : []),
    ],
    outside: held('SERVICE_CONTRACTS', {
      l1Number: 'L1-l1',
      onlyLabourInvoiced: true,
      ledByClient: true,
      ...contract,
    }),
  })

export const cases: RuleCases = {
  code: 'R23',
  planted: {
    'half a year for one client that leads': hired(180),
    'nearly all of it for the second client': hired(100, {}, 300, ['L']),
  },
  innocent: {
    'material is invoiced too': hired(180, { onlyLabourInvoiced: false }),
    'led by its own foreman': hired(180, { ledByClient: false }),
  },
  boundaries: {
    minDays: { value: 100, clear: hired(99), flagged: hired(100) },
    minShare: { value: 60, clear: hired(120, {}, 80), flagged: hired(130, {}, 80) },
  },
}
