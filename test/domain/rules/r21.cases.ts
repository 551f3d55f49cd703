import { KBO_B, type RuleCases, firm, listed, times } from './cases.ts'

const SERVICE = 'desk@liaison-service.example'

const liaison = (
  count: number,
  value = 'desk@liaison.example',
  norms = [listed({ handles: [SERVICE] })],
) => firm({ norms, handles: [{ kind: 'EMAIL', value, enterprises: times(count, (i) => `e${i}`) }] })

/** One liaison, and which of those who name it have which director. */
const directed = (count: number, by: readonly (readonly [number, string])[]) => ({
  kind: 'EMAIL' as const,
  value: 'desk@liaison.example',
  enterprises: times(count, (i) => `e${i}`),
  directed: by.map(([i, director]) => ({
    enterprise: `e${i}`,
    director,
    period: { from: '2020-01-01', to: null },
  })),
})

export const cases: RuleCases = {
  code: 'R21',
  planted: {
    'forty employers': liaison(40),
    'a service that left the list': liaison(40, SERVICE, [
      listed({ handles: [SERVICE] }, { validTo: '2026-11-19' }),
    ]),
    'a service that is only proposed': liaison(40, SERVICE, [
      listed({ handles: [SERVICE] }, { state: 'PROPOSED' }),
    ]),
  },
  innocent: {
    'a service that stands on the list': liaison(40, SERVICE),
    'the same, typed otherwise': liaison(40, 'DESK@liaison-service.example'),
    'a service that another region lists by its number': firm({
      norms: [listed({ enterpriseNumber: KBO_B }, {}, 'WA')],
      handles: [
        { kind: 'EMAIL', value: SERVICE, enterprises: [KBO_B, ...times(39, (i) => `e${i}`)] },
      ],
    }),
    'a holding with thirty companies': firm({
      handles: [
        directed(
          30,
          times(30, (i) => [i, 'director-a']),
        ),
      ],
    }),
    'no liaison known': firm({}),
  },
  boundaries: { maxEmployers: { value: 10, clear: liaison(10), flagged: liaison(11) } },
}
