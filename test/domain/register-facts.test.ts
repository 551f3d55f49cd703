/** What rules read of the lines of registers does not depend on the order in which lines stand. */
import { describe, expect, it } from 'vitest'
import type { BodyOf, TandemRecord } from '../../domain/contract/records.ts'
import { linesIn, registerFacts } from '../../domain/risk/register-facts.ts'
import { registerLine } from './fixtures.ts'

type Line = TandemRecord<'registerLine'>
type Directorship = NonNullable<BodyOf<'registerLine'>['directorship']>

const line = (id: string, body: BodyOf<'registerLine'>): Line => ({
  kind: 'registerLine',
  id,
  version: 1,
  body,
})
const directorship = (change: Partial<Directorship> = {}) =>
  registerLine({
    source: 'DIRECTORS',
    directorship: {
      director: 'x',
      familyName: 'Peeters',
      givenNames: 'Jo',
      function: 'DIRECTOR',
      period: { from: '2018-01-01', to: null },
      bankruptOn: null,
      ...change,
    },
  })
const sanctionOf = (director: string | null) =>
  registerLine({ source: 'SANCTIONS', sanction: { level: 4, director } })

const ENDED = directorship({ period: { from: '2018-01-01', to: '2024-01-01' } })
const OPEN = directorship({ function: 'DAILY_MANAGER', period: { from: '2024-02-01', to: null } })
const LATER = directorship({ period: { from: '2024-02-01', to: '2025-05-01' } })
const BANKRUPT = directorship({ bankruptOn: '2025-06-01' })

/** The last day that each list tells of the director, whichever of two lines comes first. */
function until(first: BodyOf<'registerLine'>, second: BodyOf<'registerLine'>) {
  const related = [line('s', sanctionOf('x')), line('w', BANKRUPT)]
  const facts = registerFacts(linesIn([line('a', first), line('b', second)], related))
  return [
    facts.SANCTIONS.map(({ ofDirectorUntil }) => ofDirectorUntil),
    facts.DIRECTORS.map((one) => one.until),
  ]
}

describe('somebody with several terms or functions at one enterprise', () => {
  it.each([
    ['an open one', OPEN, null],
    ['a later end', LATER, '2025-05-01'],
  ])('directs it until the last of them ends: %s', (_, other, last) => {
    expect(until(ENDED, other)).toEqual([[last], [last]])
    expect(until(other, ENDED), 'the other way round').toEqual([[last], [last]])
  })

  it('directs it not at all as its curator, however long', () => {
    const curator = directorship({ function: 'CURATOR' })
    expect(until(ENDED, curator)).toEqual([['2024-01-01'], ['2024-01-01']])
    expect(until(curator, directorship({ function: 'LIQUIDATOR' }))).toEqual([[], []])
  })
})

it("an enterprise's own sanction stays its own when the director whom it names has left", () => {
  const own = line('s', sanctionOf('x'))
  const facts = registerFacts(linesIn([line('a', ENDED), own], [own]))
  expect(facts.SANCTIONS.map(({ ofDirectorUntil }) => ofDirectorUntil)).toEqual([null])
})
