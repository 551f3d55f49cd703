/** A rule that reads what a role is not shown says so; it does not stay silent. */
import { expect, it } from 'vitest'
import type { MaskedSource, Role } from '../../domain/contract/codes.ts'
import { withheldFrom } from '../../domain/rights/withheld.ts'
import { isExtract } from '../../domain/risk/holdings.ts'
import {
  engineOf,
  explainEnterprise,
  explainPerson,
  personFindings,
  RULES,
} from '../../domain/risk/index.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { holding } from './fixtures.ts'
import { firm } from './rules/cases.ts'

const TODAY = '2026-11-20'
const world = new World({
  seed: 5,
  today: TODAY,
  dossiers: 200,
  declarations: 400,
  persons: 120,
  enterprises: 90,
})

/** What each role is not shown, once more by hand (domain facts 9.4). */
const WITHHELD: Record<Role, MaskedSource[]> = {
  REGION_OFFICER: ['LIAISONS', 'WORKER_ADDRESSES', 'CRIMINAL_RECORDS', 'CONTROL_SIGNS'],
  SUPERVISOR: ['LIAISONS', 'WORKER_ADDRESSES', 'CRIMINAL_RECORDS', 'CONTROL_SIGNS'],
  DVZ_CLERK: [
    'LIAISONS',
    'FIRM_PEOPLE',
    'FIRM_ACCOUNTS',
    'FIRM_WORKS',
    'WORKER_FILES',
    'CONTROL_SIGNS',
  ],
  INSPECTOR: ['WORKER_ADDRESSES', 'CRIMINAL_RECORDS'],
  AUDITOR: [
    'LIAISONS',
    'WORKER_ADDRESSES',
    'IDENTITY',
    'POSTING_PAPERS',
    'SITES',
    'FIRM_FIGURES',
    'FIRM_PEOPLE',
    'FIRM_ACCOUNTS',
    'FIRM_WORKS',
    'WORKER_WAGES',
    'WORKER_FILES',
    'PAPERS',
    'CRIMINAL_RECORDS',
  ],
}

it.each(Object.entries(WITHHELD) as [Role, MaskedSource[]][])(
  'the masks of %s withhold what they should',
  (role, withheld) => {
    expect(withheldFrom({ id: 'x', name: 'X', role, region: 'FL' })).toEqual(withheld)
  },
)

it('says of each rule about a person what it would have to see, and finds nothing by it', () => {
  const engine = engineOf(TODAY)
  const withheld = WITHHELD.AUDITOR
  let found = 0
  for (let i = 0; i < 120; i += 1) {
    const facts = { ...world.factsOf(i), withheld }
    const codes = new Set(personFindings(facts, engine).map(({ code }) => code))
    found += personFindings(world.factsOf(i), engine).length
    for (const { code, outcome, missing } of explainPerson(facts, engine)) {
      const { sees } = RULES.find((rule) => rule.code === code)!
      const wanted = sees.filter((source) => withheld.includes(source))
      if (wanted.length === 0) continue
      expect(outcome, code).toBe('NOT_TESTABLE')
      expect(missing, code).toEqual(expect.arrayContaining([...wanted]))
      expect(codes.has(code), `${code} is found`).toBe(false)
    }
  }
  expect(found, 'findings of who is shown everything').toBeGreaterThan(0)
})

it('what belongs to somebody by number is not taken for missing where numbers are masked', () => {
  const readers = RULES.filter(
    ({ subject, needs }) => subject === 'PERSON' && needs.some(isExtract),
  )
  expect(readers.map(({ code, sees }) => [code, sees.includes('IDENTITY')])).toEqual(
    'R07 R08 R15 R19 R24 R25 R26 R29 R45 R46 R52 R55'.split(' ').map((code) => [code, true]),
  )
})

it.each([
  ['everything is shown and held', [], [holding('ACCOUNTS'), holding('DIRECTORS')], []],
  ['no register of accounts is held', [], [holding('DIRECTORS')], ['ACCOUNTS']],
  ['no register of directors is held', [], [holding('ACCOUNTS')], ['DIRECTORS']],
  [
    'the role sees no accounts',
    ['FIRM_ACCOUNTS'],
    [holding('ACCOUNTS'), holding('DIRECTORS')],
    ['FIRM_ACCOUNTS'],
  ],
  [
    'the role sees neither accounts, directors nor liaisons',
    WITHHELD.DVZ_CLERK,
    [],
    ['LIAISONS', 'FIRM_ACCOUNTS', 'FIRM_PEOPLE'],
  ],
] as const)(
  'shared contact details (R40) say what was not looked at: %s',
  (_, withheld, holdings, parts) => {
    const facts = { ...firm({}), withheld, holdings }
    const { outcome, reasons } = explainEnterprise(facts, engineOf(TODAY)).find(
      ({ code }) => code === 'R40',
    )!
    expect(outcome).toBe('CLEAR')
    const said = reasons.filter(({ reason }) => reason === 'PART_NOT_SEEN')
    expect(said.map(({ fact }) => fact!.value)).toEqual(
      parts.map((part) => `outsideSource.${part}`),
    )
  },
)
