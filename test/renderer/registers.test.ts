/** What other registers say of an enterprise, as the page draws it: lines of each source, hidden, not held, masked. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RegisterSource, Role } from '../../domain/contract/codes.ts'
import { HoldingBody, RegisterLineBody } from '../../domain/contract/records.ts'
import type { EnterprisePage } from '../../domain/contract/workbench.ts'
import { maskBody } from '../../domain/rights/masks.ts'
import { session as sessionStore } from '../../renderer/data/client.ts'
import { Registers } from '../../renderer/enterprise/registers.tsx'
import { employer, enterprisePage, session } from './fixture.ts'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['dossier', 'codes', 'app', 'rules']))

const OWN: RegisterLineBody['enterprise'] = {
  name: employer.body.name,
  country: 'BE',
  enterpriseNumber: employer.body.enterpriseNumber,
  vatNumber: null,
}
const NO_PARTS = { home: null, staff: null, sanction: null, directorship: null, account: null }
const line = (source: RegisterSource, part: Partial<RegisterLineBody>, enterprise = OWN) =>
  v.parse(RegisterLineBody, { source, on: '2026-11-01', enterprise, ...NO_PARTS, ...part })

const home = { foundedOn: '2026-01-02', postedShare: 97.5, atAddress: 1, activeAtHome: false }
const staff = { fullTimeEquivalents: 0.875, turnoverFiled: false, socialDebtCents: 123_456 }
const iban = 'BE68539007547034'
const works: NonNullable<RegisterLineBody['works']> = {
  number: '30B7',
  siteName: 'Werf Kaai',
  street: 'Kaai 1',
  municipality: '11002',
  principal: { name: 'Stad', number: null },
  orderedBy: null,
  period: { from: '2026-02-05', to: '2026-12-31' },
  valueCents: 125_000_050,
}
const LINES = [
  line('HOME_ACTIVITY', { home }),
  line('STAFF', { staff }),
  line('SANCTIONS', { sanction: { level: 4, director: 'dir-1' } }),
  line(
    'DIRECTORS',
    {
      directorship: {
        director: 'dir-1',
        familyName: 'Ferreira',
        givenNames: 'Duarte',
        function: 'CURATOR',
        period: { from: '2020-02-01', to: null },
        bankruptOn: '2024-03-01',
      },
    },
    { ...OWN, name: 'Elders NV', enterpriseNumber: '0428759497' },
  ),
  line('ACCOUNTS', { account: { key: 'key-7034', iban, origin: 'FEE' } }),
  line('WORKS', { works }),
  line(
    'WORKS',
    { works: { ...works, orderedBy: { name: OWN.name, number: null } } },
    { ...OWN, name: 'Onder BV', enterpriseNumber: '0428759497' },
  ),
]

const holding = v.parse(HoldingBody, {
  source: 'SANCTIONS',
  region: 'FL',
  from: '2026-01-01',
  asOf: '2026-10-31',
  refused: 0,
  name: 'Register',
  by: 'vl-greet',
  byName: 'Greet',
  at: '2026-11-01T09:00:00.000Z',
})

/** Text of each source of the section, by its title, as somebody of this role reads it. */
function drawn(
  role: Role,
  bodies: readonly RegisterLineBody[],
  isHeld = false,
  enterprise = employer,
) {
  const actor = {
    ...session.actor!,
    role,
    region: role === 'REGION_OFFICER' ? ('FL' as const) : null,
  }
  sessionStore.set({ ...session, actor })
  const registerLines = bodies.flatMap((body, at) => {
    const seen = maskBody(actor, 'registerLine', body)
    return seen ? [{ id: `line-${at}`, version: 1, pending: false, body: seen }] : []
  })
  const holdings = isHeld ? [{ id: 'h', version: 1, pending: false, body: holding }] : []
  const page: EnterprisePage = { ...enterprisePage, enterprise, registerLines, holdings }
  const html = renderToStaticMarkup(createElement(Registers, { page, shortcut: 6 }))
  const text = (markup: string) =>
    markup
      .replace(/<[^>]*>/g, '')
      .replaceAll('&amp;', '&')
      .replace(/[\u00a0\u202f]/g, ' ')
      .trim()
  const facts = [...html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)]
  return Object.fromEntries(facts.map(([, name, value]) => [text(name!), text(value!)]))
}

describe('what other registers say of an enterprise', () => {
  it('each source says its own, with the day up to which it speaks; a line about another enterprise names it', () => {
    expect(drawn('REGION_OFFICER', LINES)).toEqual({
      'Thuisland (IMI)':
        'opgericht op 02/01/2026 · 97,5 % van de werknemers in België · 1 andere onderneming op het adres · geen activiteit in het thuisland (stand 01/11/2026)',
      'Personeel en omzet':
        '0,875 voltijdse eenheden · geen omzet neergelegd · sociale schuld 1.235 euro (stand 01/11/2026)',
      'Definitieve sancties': 'niveau 4 · tegen een bestuurder (stand 01/11/2026)',
      Bestuurders:
        'FERREIRA Duarte · Curator · 01/02/2020 – zonder einddatum · failliet op 01/03/2024 · bij Elders NV (stand 01/11/2026)',
      Rekeningen: '•••• 7034 · betaling van de retributie (stand 01/11/2026)',
      'Aangegeven werken (30bis)':
        'werken 30B7 · Werf Kaai, Kaai 1 · Antwerpen · 05/02/2026 – 31/12/2026 · voor Stad · 1.250.001 euro zonder btw (stand 01/11/2026)' +
        `${OWN.name}Onder BV in opdracht van ${OWN.name}`,
    })
  })

  it('the inspection sees the whole account, the Immigration Office neither directors, sanctions nor accounts', () => {
    expect(drawn('INSPECTOR', LINES)['Rekeningen']).toContain('BE68 5390 0754 7034')
    const { Bestuurders, Rekeningen, ...others } = drawn('DVZ_CLERK', LINES)
    expect(Bestuurders).toBe('niet zichtbaar voor uw rol')
    expect(Rekeningen).toBe('niet zichtbaar voor uw rol')
    expect(others['Definitieve sancties']).toBe('niet zichtbaar voor uw rol')
    expect(others['Aangegeven werken (30bis)']).toBe('niet zichtbaar voor uw rol')
    expect(others['Personeel en omzet']).toContain('0,875 voltijdse eenheden')
  })

  it('none is said only where the source is held', () => {
    const said = drawn('REGION_OFFICER', [], true)
    expect(said['Definitieve sancties']).toBe('niets vermeld')
    expect(said['Rekeningen']).toBe('bron niet beschikbaar')
  })

  it('a line with the number as a key is about the enterprise whose number stands written otherwise', () => {
    const foreign = { ...OWN, enterpriseNumber: null, vatNumber: 'SI12345678', country: 'SI' }
    const body = { ...employer.body, enterpriseNumber: null, vatNumber: 'SI 1234-5678' }
    const enterprise = { ...employer, body }
    const told = (one: RegisterLineBody['enterprise']) =>
      drawn('REGION_OFFICER', [line('STAFF', { staff }, one)], false, enterprise)
    expect(told(foreign)['Personeel en omzet']).not.toContain(`bij ${OWN.name}`)
    const other = { ...foreign, vatNumber: 'SI87654321' }
    expect(told(other)['Personeel en omzet']).toContain(`bij ${OWN.name}`)
  })
})
