/** Extracts with everything that goes wrong in them: the row is refused by line, field and reason, the rest is read. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  A1Body,
  DeclarationBody,
  EmploymentBody,
  PresenceBody,
  RegisterLineBody,
  WorkerLineBody,
} from '../../domain/contract/records.ts'
import { REGISTER_SOURCES, WORKER_SOURCES } from '../../domain/contract/codes.ts'
import { accountKey } from '../../domain/identifiers/iban.ts'
import { UnreadableFile } from '../../domain/imports/extract.ts'
import { FIELDS, fieldOf, suggestMapping } from '../../domain/imports/fields.ts'
import {
  Importer,
  type ImportRow,
  MappingIncomplete,
  type RefusedRow,
  SeenKeys,
} from '../../domain/imports/importer.ts'
import { isReach, joinedReach, sourceOfKind } from '../../domain/imports/holding.ts'
import { readCountry, readDate, readInstant, Unreadable } from '../../domain/imports/values.ts'
import type { ImportKind } from '../../domain/imports/fields.ts'
import { KEY_MAX, rowKey } from '../../domain/imports/row-key.ts'
import { Sender } from '../../domain/imports/sender.ts'
import { formKey, formKeyOf } from '../../domain/linking/form-key.ts'
import { fold } from '../../domain/linking/names.ts'
import { COUNTRY_WORDS } from '../../domain/reference/country-words.ts'

/** No extract of these tests speaks of a later day. */
const TODAY = '2026-11-27'

interface Result {
  good: ImportRow[]
  refused: RefusedRow[]
  importer: Importer
}

function run(file: string | Uint8Array, kind: ImportKind = 'declaration', chunk = 64): Result {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const importer = new Importer(kind, TODAY)
  const good: ImportRow[] = []
  const refused: RefusedRow[] = []
  for (let i = 0; i < bytes.length; i += chunk) {
    const step = importer.push(bytes.slice(i, i + chunk))
    good.push(...step.good)
    refused.push(...step.refused)
  }
  const step = importer.end()
  return { good: [...good, ...step.good], refused: [...refused, ...step.refused], importer }
}

const HEAD =
  'L1-nummer;Naam;Voornaam;INSZ;Nationaliteit;Werkgever;Land werkgever;Begindatum;Einddatum;Plaats 1 straat;Plaats 1 NIS'
const row = (changes: Record<number, string> = {}) =>
  [
    'L1-1',
    'Ferreira',
    'Duarte',
    '85073003328',
    'BR',
    'Gradnje',
    'Slovenië',
    '01/03/2026',
    '30/06/2026',
    'Kaai 12',
    '11002',
  ]
    .map((cell, i) => changes[i] ?? cell)
    .join(';')
const problems = ({ refused }: Result) =>
  refused.map(({ line, field, reason }) => `${line} ${field} ${reason}`)
const body = ({ good }: Result, at = 0) => good[at]!.body as DeclarationBody

describe('what the gateway says of the rows that it was sent', () => {
  const rows = (count: number): ImportRow[] =>
    run([HEAD, ...Array.from({ length: count }, (_, i) => row({ 0: `L1-${i + 1}` }))].join('\n'))
      .good
  const options = { source: 'Limosa', kind: 'declaration' as const, before: 1 }
  const none = { created: 0, changed: 0, same: 0 }

  it('each refused one is named by the line of the file, once', async () => {
    const sent: string[][] = []
    const sender = new Sender({
      ...options,
      send: async ({ rows: some }) => {
        expect(some.every((one) => Object.keys(one).join() === 'key,body')).toBe(true)
        sent.push(some.map(({ key }) => key))
        return { ...none, created: some.length - 2, refused: [0, 2] }
      },
      acknowledged: async () => undefined,
    })
    await sender.add(rows(5))
    await sender.finish(null, 0)
    expect(sent).toEqual([['L1-2', 'L1-3', 'L1-4', 'L1-5']])
    const told = { field: null, reason: 'REFUSED' }
    expect(sender.takeRefused()).toEqual([
      { line: 3, ...told },
      { line: 5, ...told },
    ])
    expect(sender.takeRefused()).toEqual([])
    expect(sender.refused).toBe(2)
  })

  it('a key that is too long for the wire goes on as its beginning and a hash of the whole', () => {
    const long = (end: string) => rowKey(`${'x'.repeat(KEY_MAX)}${end}`)
    expect(long('a').length).toBeLessThanOrEqual(KEY_MAX)
    expect(long('a')).not.toBe(long('b'))
    expect(rowKey('y'.repeat(KEY_MAX))).toBe('y'.repeat(KEY_MAX))
    const name = 'Ferreira'.repeat(45)
    const [request] = run(
      `Naam;Voornaam;Geboortedatum;L1;Werkgever;Land werkgever;Van;Tot
${name};${name};01/02/1985;L1-9;${name};SI;01/03/2026;30/06/2026`,
      'a1',
    ).good
    expect(request!.key.length).toBeLessThanOrEqual(KEY_MAX)
  })
})

describe('CSV', () => {
  it('any order of columns, Dutch headers, day first: a valid body', () => {
    const result = run(`${HEAD}\n${row()}\n`)
    expect(problems(result)).toEqual([])
    expect(v.is(DeclarationBody, body(result))).toBe(true)
    expect(body(result)).toMatchObject({
      l1Number: 'L1-1',
      status: 'ACTIVE',
      worker: { insz: '85073003328', nationality: 'BR' },
      employer: { name: 'Gradnje', country: 'SI' },
      period: { from: '2026-03-01', to: '2026-06-30' },
      places: [{ type: 'ADDRESS', address: { street: 'Kaai 12', municipality: '11002' } }],
    })
    const reversed = `${HEAD}\n${row()}\n`
      .trim()
      .split('\n')
      .map((line) => line.split(';').reverse().join(';'))
    expect(body(run(reversed.join('\n')))).toEqual(body(result))
  })

  it.each([
    [
      'numéro L1,nom,prénom,nationalité,employeur,date de début,date de fin,lieu',
      'L1-2,Müller,José,Brésil,Gradnje,1er mars 2026,30.06.2026,Gare',
    ],
    [
      'L1-Nummer\tFamilienname\tVorname\tStaatsangehörigkeit\tArbeitgeber\tvon\tbis\tArbeitsort',
      'L1-2\tMüller\tJosé\tBrasilien\tGradnje\t1. März 2026\t20260630\tGare',
    ],
    [
      'l1Number|surname|given names|nationality|employer|start|end|place',
      'L1-2|Müller|José|Brazil|Gradnje|2026-03-01|2026-06-30|Gare',
    ],
  ])('French, German and English headers and dates, in Windows-1252: %s', (head, line) => {
    const bytes = Uint8Array.from(`${head}\r\n${line}`, (letter) => letter.charCodeAt(0))
    const result = run(bytes)
    expect(problems(result)).toEqual([])
    expect(result.importer.encoding).toBe('windows-1252')
    expect(body(result)).toMatchObject({
      worker: { familyName: 'Müller', givenNames: 'José', nationality: 'BR' },
      period: { from: '2026-03-01', to: '2026-06-30' },
      places: [{ name: 'Gare' }],
    })
  })

  it('every kind of bad row is named, and the good ones around them are read', () => {
    const lines = [
      row(),
      row({ 0: 'L1-2', 3: '85073003329' }),
      row({ 0: 'L1-3', 7: '31/02/2026' }),
      row({ 0: 'L1-4', 7: '01/07/2026' }),
      row({ 0: 'L1-5', 4: 'Atlantis' }),
      row({ 0: '' }),
      `${row({ 0: 'L1-7' })};one too many`,
      row({ 0: 'L1-8', 1: '"open' }),
      row({ 0: 'L1-9', 1: 'x'.repeat(401) }),
      row({ 0: 'L1-10', 1: 'M\uFFFDller' }),
      row({ 0: 'L1-11', 9: '', 10: '' }),
      row({ 0: 'L1-12', 10: '1100' }),
      row({ 0: 'L1-13', 7: '12/31/2026' }),
      row({ 0: 'L1-14' }),
    ]
    const result = run([HEAD, ...lines].join('\n'))
    expect(problems(result)).toEqual([
      '3 worker.insz CHECK_DIGITS',
      '4 period.from NOT_A_DATE',
      '5 period.to ENDS_BEFORE_START',
      '6 worker.nationality UNKNOWN_COUNTRY',
      '7 l1Number MISSING',
      '8 null COLUMN_COUNT',
      '9 null QUOTE_NOT_CLOSED',
      '10 worker.familyName TOO_LONG',
      '11 worker.familyName ENCODING',
      '12 place.1.name MISSING',
      '13 place.1.municipality NOT_A_CODE',
      '14 period.from NOT_A_DATE',
    ])
    expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-14'])
    expect(result.importer.counts).toEqual({ read: 14, good: 2, repeated: 0, refused: 12 })
  })

  it('an instant that no clock knows is named', () => {
    const head = `${HEAD};Ingediend op`
    const file = [head, `${row()};2026-02-30 10:00`, `${row({ 0: 'L1-2' })};12/02/2026 10:15`]
    const result = run(file.join('\n'))
    expect(problems(result)).toEqual(['2 submittedAt NOT_AN_INSTANT'])
    expect(result.good.map(({ key }) => key)).toEqual(['L1-2'])
  })

  it('one L1 number twice: the same content is a repeat, another one is refused', () => {
    const result = run([HEAD, row(), row(), row({ 8: '01/07/2026' })].join('\n'))
    expect(problems(result)).toEqual(['4 l1Number DUPLICATE_KEY'])
    expect(result.importer.counts).toMatchObject({ good: 1, repeated: 1, refused: 1 })
  })

  it('a later row that only cancels is another version; what ended does not come back', () => {
    const head = `${HEAD};Statut;Geannuleerd op`
    const cancelled = `${row()};geannuleerd;05/03/2026 14:30`
    const result = run([head, `${row()};;`, cancelled, cancelled, `${row()};actief;`].join('\n'))
    expect(problems(result)).toEqual([])
    expect(result.good.map(({ body: one }) => (one as DeclarationBody).status)).toEqual([
      'ACTIVE',
      'CANCELLED',
    ])
    expect(result.importer.counts).toMatchObject({ good: 2, repeated: 2, refused: 0 })
    const first = run([head, cancelled, `${row()};;`].join('\n'))
    expect(first.good.map(({ body: one }) => (one as DeclarationBody).status)).toEqual([
      'CANCELLED',
    ])
    const other = `${row()};geannuleerd;06/03/2026 14:30`
    expect(problems(run([head, cancelled, other].join('\n')))).toEqual(['3 l1Number DUPLICATE_KEY'])
  })

  it.each([1, 5, 4096])('files as offices have them, in chunks of %i', (chunk) => {
    const keys = (file: string) => {
      const result = run(file, 'declaration', chunk)
      expect(problems(result)).toEqual([])
      return result.good.map(({ key }) => key)
    }
    const lines = [HEAD, row(), row({ 0: 'L1-2' })]
    expect(keys(`sep=;\r\n${lines.join('\r\n')}`), 'the separator named first').toEqual([
      'L1-1',
      'L1-2',
    ])
    expect(keys(`\uFEFFsep=,\n${lines.join('\n').replaceAll(';', ',')}`)).toHaveLength(2)
    expect(keys(lines.join('\r')), 'a carriage return alone').toEqual(['L1-1', 'L1-2'])
    const open = [HEAD, `${row()};`, `${row({ 0: 'L1-2' })};`].join('\n')
    expect(keys(open), 'a separator behind the last cell').toHaveLength(2)
    expect(keys([`${HEAD};`, row(), row({ 0: 'L1-2' })].join('\n'))).toHaveLength(2)
    const bracketed = HEAD.split(';').map((one) => `[${one}]`)
    expect(keys([bracketed.join(';'), row()].join('\n'))).toEqual(['L1-1'])
    const committee = run(`PK;${HEAD}\n124;${row()}`, 'declaration', chunk)
    expect(body(committee)).toMatchObject({ jointCommittee: '124', l1Number: 'L1-1' })
  })

  it('dates with a time, unknown birth days, single names and numbers that lost their zeros', () => {
    const head = `${HEAD};Geboortedatum`
    const timed = row({ 7: '2026-03-01 00:00:00', 8: '30/06/2026 00:00' })
    const rows = [
      `${timed};1980-00-00`,
      `${row({ 0: 'L1-2', 2: '' })};00.05.1980`,
      `${row({ 0: 'L1-3', 3: '1010112301' })};01/01/2001`,
      `${row({ 0: 'L1-4', 7: '01/03/0026' })};01/01/2001`,
      `${row({ 0: 'L1-5', 1: '', 2: '' })};32/01/2001`,
    ]
    const result = run([head, ...rows].join('\n'))
    expect(problems(result)).toEqual([
      '5 period.from NOT_A_DATE',
      '6 worker.familyName MISSING',
      '6 worker.birthDate NOT_A_DATE',
    ])
    expect(body(result)).toMatchObject({
      worker: { birthDate: null },
      period: { from: '2026-03-01', to: '2026-06-30' },
    })
    expect(body(result, 1).worker).toMatchObject({
      familyName: 'Ferreira',
      givenNames: '',
      birthDate: null,
    })
    expect(body(result, 2).worker.insz).toBe('01010112301')
    expect(v.is(DeclarationBody, body(result, 1))).toBe(true)
  })

  it('the state of an employer follows from a VAT number where no column tells it', () => {
    const cells = row().split(';')
    const file = (vat: string) =>
      [
        HEAD.replace('Land werkgever', 'BTW-nummer'),
        [...cells.slice(0, 6), vat, ...cells.slice(7)].join(';'),
      ].join('\n')
    expect(body(run(file('SI12345678'))).employer?.country).toBe('SI')
    expect(body(run(file('EL094014201'))).employer?.country).toBe('GR')
    expect(body(run(file('29ABCDE1234F1Z5'))).employer?.country, 'of no member').toBe('ZZ')
  })

  it('a municipality is known by postal code and name together, and by nothing less', () => {
    const head = `${HEAD};Plaats 1 postcode;Plaats 1 gemeente`
    const at = (code: string, place: string) =>
      body(run(`${head}\n${row({ 10: '' })};${code};${place}`)).places[0]?.address?.municipality
    expect(at('2000', 'antwerpen')).toBe('11002')
    expect(at('4000', 'Liège')).toBe('62063')
    expect(at('2000', 'Berchem'), 'a part with a name of its own').toBeNull()
    expect(at('9999', 'Antwerpen')).toBeNull()
  })

  it('cancellation, replacement and twenty places; the twenty-first is refused', () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, i) => `Plaats ${i + 1} naam`)
    const extract = (count: number) =>
      [
        `L1;Naam;Voornaam;Nationaliteit;Werkgever;Van;Tot;Statut;Geannuleerd op;Vervangt;${places(count).join(';')}`,
        `L1-1;F;D;BR;Gradnje;2026-03-01;2026-06-30;annulée;05/03/2026 14:30;L1-0;${places(count).join(';')}`,
      ].join('\n')
    const result = run(extract(20))
    expect(body(result)).toMatchObject({
      status: 'CANCELLED',
      cancelledAt: '2026-03-05T13:30:00.000Z',
      replacesL1: 'L1-0',
    })
    expect(body(result).places).toHaveLength(20)
    expect(problems(run(extract(21)))).toEqual(['2 place.21.name TOO_MANY_PLACES'])
  })

  it('nobody is taken for self-employed who does not say so', () => {
    const [head, full] = [HEAD.replace('Werkgever;Land werkgever;', ''), row().split(';')]
    const bare = (l1: string, kind: string) =>
      [l1, ...full.slice(1, 5), ...full.slice(7), kind].join(';')
    const result = run(
      [
        `${head};Soort`,
        bare('L1-1', ''),
        bare('L1-2', 'werknemer'),
        bare('L1-3', 'zelfstandige'),
        bare('L1-4', 'stagiair'),
      ].join('\n'),
    )
    expect(problems(result)).toEqual([
      '2 employer.name MISSING',
      '3 employer.name MISSING',
      '5 employer.name MISSING',
    ])
    expect(body(result)).toMatchObject({ l1Number: 'L1-3', kind: 'SELF_EMPLOYED', employer: null })
    expect(body(run(`${HEAD}\n${row()}`)).kind).toBe('EMPLOYEE')
  })

  it('when it was declared is told or is not known: the first day of work says nothing of it', () => {
    expect(body(run(`${HEAD}\n${row()}`)).submittedAt).toBeNull()
    const told = run(`${HEAD};Ingediend op\n${row()};12/02/2026 10:15`)
    expect(body(told).submittedAt).toBe('2026-02-12T09:15:00.000Z')
  })

  it('a VAT number has the form of its state, a Belgian one its check digits', () => {
    const head = `${HEAD};BTW-nummer`
    const numbers = [
      'BE0123456789',
      'BE 0403.019.261',
      'si 1234 5678',
      'SI1234',
      'DE12345678',
      'CHE-123.456.789 MWST',
      '29ABCDE1234F1Z5',
      'n/a',
    ]
    const result = run(
      [head, ...numbers.map((vat, i) => `${row({ 0: `L1-${i}` })};${vat}`)].join('\n'),
    )
    expect(problems(result)).toEqual([
      '2 employer.vatNumber CHECK_DIGITS',
      '5 employer.vatNumber NOT_A_CODE',
      '6 employer.vatNumber NOT_A_CODE',
    ])
    expect(result.good.map((_, i) => body(result, i).employer?.vatNumber)).toEqual([
      'BE0403019261',
      'SI12345678',
      'CHE123456789MWST',
      '29ABCDE1234F1Z5',
      null,
    ])
  })

  it('a municipality is one that can be: the table of all of them is not whole', () => {
    const codes = ['99999', '00000', '26001', '11056']
    const result = run(
      [HEAD, ...codes.map((code, i) => row({ 0: `L1-${i}`, 10: code }))].join('\n'),
    )
    expect(problems(result)).toEqual([
      '2 place.1.municipality NOT_A_CODE',
      '3 place.1.municipality NOT_A_CODE',
      '4 place.1.municipality NOT_A_CODE',
    ])
    expect(result.good).toHaveLength(1)
  })

  it('a required column that no header names is said before anything is read', () => {
    expect(() => run('Naam;Voornaam\nA;B\n')).toThrow(MappingIncomplete)
  })

  it('a 20 MB cell costs its row alone', () => {
    const giant = row({ 0: 'L1-2', 1: 'x'.repeat(20_000_000) })
    const result = run([HEAD, row(), giant, row({ 0: 'L1-3' })].join('\n'), 'declaration', 65_536)
    expect(problems(result)).toEqual(['3 null ROW_TOO_LONG'])
    expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-3'])
  })
})

describe('JSON and XML', () => {
  const declaration = (l1: string) => ({
    l1Number: l1,
    worker: {
      familyName: 'Ferreira',
      givenNames: 'Duarte',
      nationality: 'BR',
      insz: '85073003328',
    },
    employer: { name: 'Gradnje', country: 'SI' },
    period: { from: '2026-03-01', to: '2026-06-30' },
    places: [
      { type: 'SITE', name: 'Werf {1}', address: { street: 'Kaai "12"', municipality: '11002' } },
      { type: 'SITE', name: 'Werf 2' },
    ],
  })

  it.each([1, 7, 4096])('a JSON array and one object per line, in chunks of %i', (chunk) => {
    const array = JSON.stringify([declaration('L1-1'), declaration('L1-2')], null, 2)
    const lines = [declaration('L1-1'), declaration('L1-2')]
      .map((one) => JSON.stringify(one))
      .join('\n')
    for (const file of [array, lines]) {
      const result = run(file, 'declaration', chunk)
      expect(problems(result)).toEqual([])
      expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-2'])
      expect(body(result).places).toMatchObject([
        { name: 'Werf {1}', address: { street: 'Kaai "12"' } },
        { name: 'Werf 2', address: null },
      ])
    }
  })

  it('a broken object costs its own line', () => {
    const lines = [
      JSON.stringify(declaration('L1-1')),
      '{"l1Number": "L1-2", oops}',
      '{"l1Number": "open',
      JSON.stringify(declaration('L1-4')),
    ]
    const result = run(lines.join('\n'))
    expect(problems(result)).toEqual(['2 null ROW_BROKEN', '3 null ROW_BROKEN'])
    expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-4'])
  })

  const element = (l1: string, name = 'Ferreira &amp; Filho') =>
    `<d:Declaration>
       <L1Number>${l1}</L1Number><!-- a note with <tags> -->
       <Worker><FamilyName>${name}</FamilyName><GivenNames><![CDATA[Duarte <jr>]]></GivenNames>
         <Nationality>BR</Nationality></Worker>
       <Employer><Name>Gradnje</Name><Country>SI</Country></Employer>
       <Period from="2026-03-01" to="2026-06-30"/>
       <Places><Name>Werf</Name></Places><Places><Name>Loods</Name></Places>
     </d:Declaration>`

  it.each([1, 13, 4096])(
    'XML with prefixes, attributes, CDATA and repeats, in chunks of %i',
    (chunk) => {
      const file = `<?xml version="1.0"?>\n<d:All xmlns:d="urn:x">${element('L1-1')}${element('L1-2')}</d:All>`
      const result = run(file, 'declaration', chunk)
      expect(problems(result)).toEqual([])
      expect(result.good).toHaveLength(2)
      expect(body(result)).toMatchObject({
        worker: { familyName: 'Ferreira & Filho', givenNames: 'Duarte <jr>' },
        places: [{ name: 'Werf' }, { name: 'Loods' }],
      })
    },
  )

  it('broken elements are refused and the next is read', () => {
    const open = element('L1-2').replace('</d:Declaration>', '')
    const crossed = element('L1-3').replace('</FamilyName>', '</GivenName>')
    const unknown = element('L1-4', 'a &bomb; b')
    const file = `<All>${element('L1-1')}\n${open}\n${crossed}\n${unknown}\n${element('L1-5')}</All>`
    const result = run(file)
    expect(result.refused.map(({ reason }) => reason)).toEqual([
      'ROW_BROKEN',
      'ROW_BROKEN',
      'ROW_BROKEN',
    ])
    expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-5'])
  })

  describe('rows in a wrapper', () => {
    const many = Array.from({ length: 400 }, (_, i) => `L1-${i}`)
    const head = '<Header><Sender>RSZ</Sender><Name>Limosa</Name><Date>2026-03-01</Date></Header>'
    const rows = (...numbers: string[]) => numbers.map((l1) => element(l1)).join('')
    const json = (...numbers: string[]) => JSON.stringify(numbers.map(declaration), null, 1)
    it.each([
      [
        'XML, a wrapper',
        `<R><Declarations count="2">${rows('L1-1', 'L1-2')}</Declarations></R>`,
        2,
      ],
      ['XML, a wrapper of one', `<R>${head}<Declarations>${rows('L1-1')}</Declarations></R>`, 1],
      [
        'XML, wrappers in a wrapper',
        `<R><B><Ds>${rows('L1-1')}</Ds><Ds>${rows('L1-2')}</Ds></B></R>`,
        2,
      ],
      ['XML, a header and a trailer', `<R>${head}${rows('L1-1', 'L1-2')}<Count>2</Count></R>`, 2],
      ['XML, a header before one row', `<R>${head}${rows('L1-1')}</R>`, 1],
      ['XML, longer than a row may be', `<R>${head}<Ds>${rows(...many)}</Ds></R>`, 400],
      ['JSON, a list', `{"declarations":${json('L1-1', 'L1-2')}}`, 2],
      [
        'JSON, a list of one beside others',
        `{"at":"[{","n":1,"d":{"rows":${json('L1-1')}},"z":{"a":[{"b":1}]}}`,
        1,
      ],
      [
        'JSON, longer than a row may be',
        `{"n":400,"declarations":${json(...many)},"end":{"a":1}}`,
        400,
      ],
    ])('%s: the rows and nothing else', (_, file, count) => {
      for (const chunk of [61, 65_536]) {
        const result = run(file, 'declaration', chunk)
        expect(problems(result)).toEqual([])
        expect(result.importer.counts).toMatchObject({ read: count, good: count })
        expect(new Set(result.good.map(({ key }) => key)).size).toBe(count)
      }
    })

    it('their lines are those of the file, and a broken one costs itself alone', () => {
      const bad = element('L1-2', 'a &bomb; b')
      const xml = run(`<R>\n<Ds>\n${element('L1-1')}\n${bad}\n${element('L1-3')}</Ds></R>`)
      expect(problems(xml)).toEqual(['11 null ROW_BROKEN'])
      const list = run(
        `{"n":1,\n"ds":[\n${JSON.stringify(declaration('L1-1'))},\n{"l1Number": oops},\n{"l1Number": "open\n},${JSON.stringify(declaration('L1-3'))}]}`,
      )
      expect(problems(list)).toEqual(['4 null ROW_BROKEN', '5 null ROW_BROKEN'])
      for (const { good } of [xml, list])
        expect(good.map(({ key }) => key)).toEqual(['L1-1', 'L1-3'])
    })

    it('another element that says what rows say is a row too: nothing is left out in silence', () => {
      const other = element('L1-9').replaceAll('d:Declaration', 'Cancellation')
      const result = run(`<R>${rows('L1-1', 'L1-2')}${other}</R>`)
      expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-2', 'L1-9'])
    })

    const contact = (name: string) => `<Contact><Name>${name}</Name><Id>1</Id></Contact>`
    const cancelled = `<Cancellation><L1Number>L1-3</L1Number><Why>x</Why><Who>y</Who></Cancellation>`
    const filler = contact('x'.repeat(300)).repeat(200)
    it.each([
      [
        'contacts before the rows',
        `${contact('A')}${contact('B')}${rows('L1-1', 'L1-2')}`,
        ['L1-1', 'L1-2'],
        // The header too: it says a name, as contacts do.
        3,
      ],
      ['contacts around one row', `${contact('A')}${rows('L1-1')}${contact('B')}`, ['L1-1'], 3],
      [
        'remarks without values',
        `<Remark>a</Remark><Remark>b</Remark>${rows('L1-1', 'L1-2')}`,
        ['L1-1', 'L1-2'],
        2,
      ],
      [
        'one cancellation after the rows',
        `${rows('L1-1', 'L1-2')}${cancelled}`,
        ['L1-1', 'L1-2'],
        1,
      ],
      [
        'the only row after a file full of remarks',
        `${'<Remark>many words</Remark>'.repeat(3000)}${rows('L1-1')}`,
        ['L1-1'],
        3000,
      ],
      [
        'an element that repeats long after the rows are known',
        `<Note><A>1</A></Note>${rows(...many)}<Note><A>2</A></Note>`,
        many,
        2,
      ],
    ])(
      'XML, %s: each row is read, each other line that repeats is counted',
      (_, inner, keys, others) => {
        for (const chunk of [61, 65_536]) {
          const result = run(`<R>${head}${inner}</R>`, 'declaration', chunk)
          expect(result.good.map(({ key }) => key)).toEqual(keys)
          expect(result.importer.counts).toMatchObject({
            read: keys.length + others,
            refused: others,
          })
        }
      },
    )

    it('XML with a name for each element loses none, however many', () => {
      const names = Array.from({ length: 150 }, (_, i) => `<N${i}><V${i}>1</V${i}></N${i}>`)
      const { counts } = run(`<R>${filler}${names.join('')}</R>`).importer
      expect(counts).toMatchObject({ read: 350, refused: 350 })
    })

    it.each([
      [
        'with a header that says more than its rows',
        { page: 1, total: 2, src: 'RSZ', by: 'x', at: 'y', more: { a: 1, b: 2 } },
      ],
      [
        'with more in its header that sounds like a field',
        { kind: 'declaration', name: 'Limosa', a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8 },
      ],
    ])('JSON %s is a wrapper', (_, header) => {
      const short = ['L1-1', 'L1-2'].map((l1Number) => ({ l1Number, naam: 'A', voornaam: 'B' }))
      const { headers, counts } = run(JSON.stringify({ ...header, declarations: short })).importer
      expect(headers).toEqual(['l1Number', 'naam', 'voornaam'])
      expect(counts.read).toBe(2)
    })

    it('JSON with columns that nobody knows yet is unwrapped at its only list', () => {
      const wrapped = {
        q: 1,
        r: 2,
        s: 3,
        lijst: [
          { aa: 1, bb: 2 },
          { aa: 3, bb: 4 },
        ],
      }
      expect(run(JSON.stringify(wrapped)).importer.headers).toEqual(['aa', 'bb'])
    })

    it('JSON with two lists side by side: both are read', () => {
      const file = `{"cancellations":[{"l1Number":"L1-3"}],"declarations":${json('L1-1', 'L1-2')}}`
      const result = run(file)
      expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-2'])
      expect(result.importer.counts).toMatchObject({ read: 3, refused: 1 })
    })

    it('a row of JSON whose place says more than the row itself is a row', () => {
      const place = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12 }
      const one = { ...declaration('L1-1'), extra: [place] }
      const result = run(`${JSON.stringify(one)}\n${JSON.stringify(declaration('L1-2'))}`)
      expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-2'])
    })

    it('an element that wraps nothing and has no end is still given up at its size', () => {
      const giant = `<d:Declaration><L1Number>${'x'.repeat(600_000)}</L1Number></d:Declaration>`
      const result = run(`<R>${rows('L1-1')}${giant}${rows('L1-2')}</R>`, 'declaration', 65_536)
      expect(problems(result).map((one) => one.slice(-12))).toContain('ROW_TOO_LONG')
      expect(result.good.map(({ key }) => key)).toEqual(['L1-1', 'L1-2'])
    })
  })

  it('a file that ends within an element refuses that one', () => {
    const result = run(`<All>${element('L1-1')}<d:Declaration><L1Number>L1-2`)
    expect(result.good).toHaveLength(1)
    expect(result.refused.map(({ reason }) => reason)).toEqual(['ROW_BROKEN'])
  })
})

describe('files that are not read at all', () => {
  const problemOf = (file: string | Uint8Array) => {
    try {
      run(file)
      return null
    } catch (error) {
      return error instanceof UnreadableFile ? error.problem : error
    }
  }
  it.each([
    ['a zip, bomb or not', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'COMPRESSED'],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 0]), 'COMPRESSED'],
    ['entities to expand', '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', 'DOCUMENT_TYPE'],
    ['nothing', '', 'EMPTY'],
    ['blanks', '  \n ', 'EMPTY'],
    ['a first row that cannot be read', '"L1;Naam\n1;2\n', 'NO_HEADERS'],
  ])('%s', (_, file, problem) => {
    expect(problemOf(file)).toBe(problem)
  })
})

describe('presences', () => {
  it('are told apart by person, employer and day', () => {
    const file = `NISS;Datum;Werkgever;KBO;NIS;Werf
85073003328;02/03/2026;Bouw;0403.019.261;11002;Kaai
85073003328;02/03/2026;Bouw;0403019261;11002;Kaai
85073003328;03/03/2026;Bouw;0403019261;11002;Kaai
;04/03/2026;Bouw;0403019261;11002;Kaai
85073003328;05/03/2026;Bouw;0403019262;11002;Kaai`
    const result = run(file, 'presence')
    expect(result.good).toHaveLength(2)
    for (const { body: one } of result.good) expect(v.is(PresenceBody, one)).toBe(true)
    expect(result.importer.counts.repeated).toBe(1)
    expect(problems(result)).toEqual([
      '5 null WHOSE_UNKNOWN',
      '6 employer.enterpriseNumber CHECK_DIGITS',
    ])
  })
})

it('a presence tells whether somebody works on their own account, where the source does', () => {
  const file = `NISS;Datum;Werkgever;KBO;NIS;Zelfstandige
85073003328;02/03/2026;Bouw;0403.019.261;11002;ja
85073003328;03/03/2026;Bouw;0403019261;11002;nee
85073003328;04/03/2026;Bouw;0403019261;11002;`
  const told = run(file, 'presence').good.map(({ body }) => (body as PresenceBody).selfEmployed)
  expect(told).toEqual([true, false, undefined])
  expect(sourceOfKind('presence')).toBe('PRESENCES')
  expect(sourceOfKind('declaration')).toBeNull()
})

describe('A1 forms', () => {
  const forms = ({ good }: Result) => good.map(({ body: one }) => one as A1Body)

  it.each([
    [
      'Dutch',
      `A1-nummer;Toestand;Land van afgifte;Afgegeven op;INSZ;Naam;Voornaam;Geboortedatum;Werkgever;Land werkgever;Van;Tot
SI-1;afgegeven;Slovenië;10/02/2026;85073003328;Ferreira;Duarte;30/07/1985;Gradnje;Slovenië;01/03/2026;30/06/2026`,
    ],
    [
      'French',
      `Nom;Prénom;NISS;Date de naissance;Employeur;Pays de l’employeur;Du;Au;Numéro A1;État;Pays de délivrance;Délivré le
Ferreira;Duarte;85073003328;30.07.1985;Gradnje;Slovénie;1er mars 2026;30 juin 2026;SI-1;délivré;Slovénie;10 février 2026`,
    ],
    [
      'German',
      `Familienname;Vorname;ENSS;Geburtsdatum;Arbeitgeber;Land des Arbeitgebers;Von;Bis;A1-Nummer;Zustand;Ausstellender Staat;Ausgestellt am
Ferreira;Duarte;85073003328;30.07.1985;Gradnje;Slowenien;1. März 2026;30. Juni 2026;SI-1;ausgestellt;Slowenien;10.02.2026`,
    ],
    [
      'JSON',
      JSON.stringify([
        {
          number: 'SI-1',
          state: 'ISSUED',
          country: 'SI',
          on: '2026-02-10',
          worker: {
            insz: '85073003328',
            familyName: 'Ferreira',
            givenNames: 'Duarte',
            birthDate: '1985-07-30',
          },
          employer: { name: 'Gradnje', country: 'SI' },
          period: { from: '2026-03-01', to: '2026-06-30' },
        },
      ]),
    ],
    [
      'XML',
      `<a1s><a1><number>SI-1</number><state>ISSUED</state><country>SI</country><on>2026-02-10</on>
      <worker><insz>85073003328</insz><familyName>Ferreira</familyName><givenNames>Duarte</givenNames>
      <birthDate>1985-07-30</birthDate></worker><employer><name>Gradnje</name><country>SI</country></employer>
      <period><from>2026-03-01</from><to>2026-06-30</to></period></a1></a1s>`,
    ],
  ])('%s: one and the same body', (_, file) => {
    const result = run(file, 'a1')
    expect(problems(result)).toEqual([])
    expect(forms(result)).toEqual([
      {
        state: 'ISSUED',
        number: 'SI-1',
        country: 'SI',
        on: '2026-02-10',
        endedOn: null,
        worker: {
          insz: '85073003328',
          familyName: 'Ferreira',
          givenNames: 'Duarte',
          birthDate: '1985-07-30',
          passport: null,
        },
        l1Number: null,
        employer: { name: 'Gradnje', country: 'SI', vatNumber: null, enterpriseNumber: null },
        period: { from: '2026-03-01', to: '2026-06-30' },
      },
    ])
    expect(v.is(A1Body, forms(result)[0])).toBe(true)
  })

  it('bad rows are refused by line, field and reason, and the rest is read', () => {
    const file = `Numéro A1;Statut;Pays de délivrance;Retiré le;NISS;Limosa nummer;Nom;Prénom;Employeur;Du;Au
SI-1;;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-1;;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-1;;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;31/07/2026
SI-1;;SI;;;L1-9;Novak;Ana;Gradnje;01/03/2026;30/06/2026
;;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-2;;SI;01/05/2026;85073003328;;Ferreira;Duarte;Gradnje;01/07/2026;31/07/2026
;délivré;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-3;;SI;;;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-4;;;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-5;;Atlantis;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-6;peut-être;SI;;85073003328;;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026
SI-7;;SI;;85073003329;;Ferreira;Duarte;Gradnje;30/06/2026;01/03/2026`
    const result = run(file, 'a1')
    expect(problems(result)).toEqual([
      '4 null DUPLICATE_KEY',
      '8 number MISSING',
      '9 null WHOSE_UNKNOWN',
      '10 country MISSING',
      '11 country UNKNOWN_COUNTRY',
      '12 state UNKNOWN_WORD',
      '13 worker.insz CHECK_DIGITS',
      '13 period.to ENDS_BEFORE_START',
    ])
    expect(result.importer.counts).toMatchObject({ read: 12, repeated: 1, good: 4 })
    expect(forms(result).map(({ state }) => state)).toEqual([
      'ISSUED',
      'ISSUED',
      'REQUESTED',
      'WITHDRAWN',
    ])
    expect(new Set(result.good.map(({ key }) => key)).size, 'one number of two workers').toBe(4)
  })
})

describe('A1 forms without a number of the worker', () => {
  const told = (birthDate: string) =>
    run(
      `Numéro A1;Pays de délivrance;Nom;Prénom;Date de naissance;Employeur;Du;Au
SI-1;SI;Ferreira;Duarte;${birthDate};Gradnje;01/03/2026;30/06/2026`,
      'a1',
    )

  it('are read where they tell name, birth date and sender, and refused without a birth date', () => {
    const [form] = told('30/07/1985').good
    expect(form?.body).toMatchObject({
      number: 'SI-1',
      worker: { insz: null, passport: null, birthDate: '1985-07-30' },
    })
    expect(v.is(A1Body, form?.body)).toBe(true)
    expect(problems(told(''))).toEqual(['2 null WHOSE_UNKNOWN'])
  })

  it('are known by the names in any order, the birth date and the sender, told as in a declaration', () => {
    const form = told('30/07/1985').good[0]!.body as A1Body
    const ofWorker = (familyName: string, givenNames: string, birthDate: string | null) => ({
      ...form,
      worker: { ...form.worker, familyName, givenNames, birthDate },
    })
    const key = formKeyOf(form)
    expect(key).not.toBeNull()
    expect(formKeyOf(ofWorker('DUARTE', 'Ferreira', '1985-07-30'))).toBe(key)
    expect(formKeyOf(ofWorker('Ferreira', 'Duarte', '1985-07-31'))).not.toBe(key)
    expect(formKeyOf(ofWorker('Ferreira', 'Duarte', null))).toBeNull()
    expect(formKeyOf({ ...form, l1Number: 'L1-9' }), 'the declaration says it').toBeNull()
    const worker = { familyName: 'Ferreira', givenNames: 'Duarte', birthDate: '1985-07-30' }
    expect(formKey({ worker, employer: form.employer })).toBe(key)
    expect(formKey({ worker, employer: null }), 'of nobody’s posting').toBeNull()
  })
})

describe('employments', () => {
  it.each([
    ['Dutch', 'INSZ;Werkgever;Ondernemingsnummer;Datum in;Datum uit;NIS code'],
    ['French', 'NISS;Employeur;Numéro d’entreprise;Date d’entrée;Date de sortie;Code INS'],
    ['German', 'ENSS;Arbeitgeber;Unternehmensnummer;Eintritt;Austritt;Gemeinde NIS'],
  ])('%s headers', (_, head) => {
    const file = `${head}
85.07.30-033.28;Bouw;0403.019.261;01/02/2026;;11002
85073003328;Bouw;0403019261;01/02/2026;31/01/2026;
;Bouw;0403019261;01/02/2026;;
85073003328;Bouw;0403019262;01/03/2026;;
85073003328;;0403019261;morgen;;110`
    const result = run(file, 'employment')
    expect(result.good.map(({ body: one }) => one)).toEqual([
      {
        status: 'ACTIVE',
        insz: '85073003328',
        employer: { name: 'Bouw', enterpriseNumber: '0403019261' },
        period: { from: '2026-02-01', to: null },
        municipality: '11002',
      },
    ])
    expect(v.is(EmploymentBody, result.good[0]!.body)).toBe(true)
    expect(problems(result)).toEqual([
      '3 period.to ENDS_BEFORE_START',
      '4 insz MISSING',
      '5 employer.enterpriseNumber CHECK_DIGITS',
      '6 employer.name MISSING',
      '6 period.from NOT_A_DATE',
      '6 municipality NOT_A_CODE',
    ])
  })

  it('the number of a Dimona tells it, also when its first day is corrected', () => {
    const file = `Dimonanummer;INSZ;Werkgever;Datum in;Toestand
D-1;85073003328;Bouw;01/02/2026;
D-2;85073003328;Bouw;01/02/2026;geannuleerd`
    const result = run(file, 'employment')
    expect(result.good.map(({ key }) => key)).toEqual(['D-1', 'D-2'])
    expect(result.good.map(({ body: one }) => (one as EmploymentBody).status)).toEqual([
      'ACTIVE',
      'CANCELLED',
    ])
  })
})

describe('lines of registers about enterprises', () => {
  const lines = (result: Result) => result.good.map(({ body: one }) => one as RegisterLineBody)

  it.each([
    ['Dutch', 'Onderneming;Ondernemingsnummer;Stand;VTE;Omzet;Sociale schuld', 'ja'],
    [
      'French',
      'Entreprise;Numéro d’entreprise;Situation au;ETP;Chiffre d’affaires;Dette ONSS',
      'oui',
    ],
    ['German', 'Unternehmen;Unternehmensnummer;Stand am;VZÄ;Umsatz;Sozialschuld', 'ja'],
  ])('staff by %s headers', (_, head, yes) => {
    const file = `${head}
Bouw;0403.019.261;01/02/2026;12,5;${yes};1.234,56
Bouw;0403019261;01/03/2026;twaalf;misschien;
Bouw;;01/03/2026;1;${yes};
;0403019262;01/03/2026;1;${yes};`
    const result = run(file, 'staff')
    expect(lines(result)).toMatchObject([
      {
        source: 'STAFF',
        on: '2026-02-01',
        enterprise: { name: 'Bouw', country: 'BE', enterpriseNumber: '0403019261' },
        staff: { fullTimeEquivalents: 12.5, turnoverFiled: true, socialDebtCents: 123_456 },
      },
    ])
    expect(problems(result)).toEqual([
      '3 fullTimeEquivalents NOT_A_NUMBER',
      '3 turnoverFiled UNKNOWN_WORD',
      '4 enterprise.enterpriseNumber MISSING',
      '5 enterprise.name MISSING',
      '5 enterprise.enterpriseNumber CHECK_DIGITS',
    ])
  })

  it('a director is the same person by number whatever the name, and no line holds the number', () => {
    const file = `Onderneming;KBO;INSZ;Familienaam;Voornaam;Stand;Functie;Van;Tot;Failliet op
Een;0403019261;85.07.30-033.28;Ferreira;Duarte;01/11/2026;bestuurder;01/02/2020;;
Twee;0428759497;85073003328;FERREIRA;D.;01/11/2026;zaakvoerder;01/02/2018;01/03/2024;01/03/2024
Drie;0202239951;85073003328;;;01/11/2026;baas;01/02/2018;01/01/2018;`
    const result = run(file, 'director')
    const [one, two] = lines(result).map(({ directorship }) => directorship!)
    expect(two!.director).toBe(one!.director)
    expect(two).toMatchObject({ function: 'DIRECTOR', bankruptOn: '2024-03-01' })
    expect(JSON.stringify(lines(result))).not.toContain('85073003328')
    expect(problems(result)).toEqual([
      '4 director.familyName MISSING',
      '4 director.givenNames MISSING',
      '4 period.to ENDS_BEFORE_START',
      '4 function UNKNOWN_WORD',
    ])
  })

  it('what is no number makes nobody the same director, and without number a birth date tells namesakes apart', () => {
    const of = (number: string, born: string, firm = '0403019261') =>
      `Een;${firm};${number};Ferreira;Duarte;${born};01/11/2026;bestuurder;01/02/2020`
    const file = [
      'Onderneming;KBO;INSZ;Familienaam;Voornaam;Geboortedatum;Stand;Functie;Van',
      of('-', ''),
      of('onbekend', '30/07/1985'),
      of('00000000000', ''),
      of('5073003328', ''),
      of('', ''),
      of('', '30/07/1985'),
      of('', '30.07.1985', '0428759497'),
      of('', '31/07/1985'),
      of('85073003328', '30/07/1985'),
    ].join('\n')
    const result = run(file, 'director')
    expect(problems(result)).toEqual([
      '2 director.number CHECK_DIGITS',
      '3 director.number CHECK_DIGITS',
      '4 director.number CHECK_DIGITS',
      '5 director.number CHECK_DIGITS',
      '6 null NAMESAKES',
    ])
    const keys = lines(result).map(({ directorship }) => directorship!.director)
    expect(keys[1], 'one name and birth date at two enterprises').toBe(keys[0])
    expect(
      new Set(keys).size,
      'another birth date, and a line with a number, are not said to be the same',
    ).toBe(3)
  })

  it.each(['ZDU', 'ZUD', 'Unternehmensnummer'])('%s is the number of an enterprise', (header) => {
    expect(fieldOf('staff', header)).toBe('enterprise.enterpriseNumber')
  })

  it('a bare header `Nom` beside a person is nobody’s: whoever imports says whose', () => {
    const file = (nom: string) =>
      `${nom};BCE;NISS;Nom de famille;Prénom;Situation au;Fonction;Du
Un;0403019261;85073003328;Ferreira;Duarte;01/11/2026;gérant;01/02/2020`
    expect(lines(run(file('Entreprise'), 'director'))[0]!.enterprise.name).toBe('Un')
    for (const bare of ['Nom', 'naam', 'Name']) {
      expect(fieldOf('director', bare), bare).toBeNull()
      expect(fieldOf('staff', bare), bare).toBe('enterprise.name')
    }
    expect(() => run(file('Nom'), 'director')).toThrow(MappingIncomplete)
  })

  it('a number is read for what it says: decimals after a point, thousands, or refused where both fit', () => {
    const row = (fte: string, debt: string) => `Bouw;0403019261;01/03/2026;${fte};ja;${debt}`
    const table = (...rows: string[]) =>
      run(['Onderneming;KBO;Stand;VTE;Omzet;Sociale schuld', ...rows].join('\n'), 'staff')
    const told = (result: Result) =>
      lines(result).map(({ staff }) => [staff!.fullTimeEquivalents, staff!.socialDebtCents])
    const one = (fte: string, debt: string) => told(table(row(fte, debt)))[0]
    expect(one('0.875', '0.875')).toEqual([0.875, 88])
    expect(one('12.5', '1.500')).toEqual([12.5, 150_000])
    expect(one('1.234.567', '1.234,56')).toEqual([1_234_567, 123_456])
    expect(one('7,125', '1 234,5')).toEqual([7.125, 123_450])
    expect(problems(table(row('7.125', ''), row('1.500', ''), row('-5', '')))).toEqual([
      '2 fullTimeEquivalents AMBIGUOUS_NUMBER',
      '3 fullTimeEquivalents AMBIGUOUS_NUMBER',
      '4 fullTimeEquivalents NOT_A_NUMBER',
    ])
    const object = (fullTimeEquivalents: number, socialDebtEuro: number) => ({
      enterprise: { name: 'Bouw', enterpriseNumber: '0403019261' },
      asOf: '2026-03-01',
      fullTimeEquivalents,
      turnoverFiled: true,
      socialDebtEuro,
    })
    for (const [fte, debt] of [
      [0.875, 1500],
      [7.125, 1.125],
      [1 / 3, 0],
    ] as const) {
      const expected = [[fte, Math.round(debt * 100)]]
      expect(told(run(JSON.stringify([object(fte, debt)]), 'staff')), `${fte}`).toEqual(expected)
    }
    const xml = `<all><line><enterprise><name>Bouw</name><enterpriseNumber>0403019261</enterpriseNumber></enterprise>
      <asOf>2026-03-01</asOf><fullTimeEquivalents>7.125</fullTimeEquivalents><turnoverFiled>true</turnoverFiled></line></all>`
    expect(told(run(xml, 'staff'))).toEqual([[7.125, 0]])
    const share = run(
      `Name;VAT;Answered on;Founded on;Posted share;At address;Active at home
Gradnje;SI12345678;01/02/2026;01/01/2026;33.333 %;1.040;no`,
      'homeActivity',
    )
    expect(lines(share)[0]!.home).toMatchObject({ postedShare: 33.333, atAddress: 1040 })
  })

  it('an enterprise is named by its checked number, whichever column it stood in', () => {
    const file = `Onderneming;KBO;BTW;Land;Stand;VTE;Omzet
A;;BE 0403.019.261;;01/03/2026;1;ja
B;-;be403019261;;01/04/2026;1;ja
C;;0403.019.261;België;01/05/2026;1;ja
D;0403019261;BE0403019261;;01/06/2026;1;ja
E;n/a;si 1234-5678;SI;01/03/2026;1;ja
F;0428759497;BE0403019261;;01/03/2026;1;ja
G;;BE0403019262;;01/03/2026;1;ja
H;;-;;01/03/2026;1;ja
I;;n/a;;01/03/2026;1;ja`
    const result = run(file, 'staff')
    const own = { country: 'BE', enterpriseNumber: '0403019261', vatNumber: null }
    expect(lines(result).map(({ enterprise }) => enterprise)).toEqual([
      { name: 'A', ...own },
      { name: 'B', ...own },
      { name: 'C', ...own },
      { name: 'D', ...own },
      { name: 'E', country: 'SI', enterpriseNumber: null, vatNumber: 'SI12345678' },
      // A group for VAT.
      { name: 'F', country: 'BE', enterpriseNumber: '0428759497', vatNumber: 'BE0403019261' },
    ])
    expect(problems(result)).toEqual([
      '8 enterprise.vatNumber CHECK_DIGITS',
      '9 enterprise.enterpriseNumber MISSING',
      '10 enterprise.enterpriseNumber MISSING',
    ])
  })

  it('two payments from one account are one line by key, and each is sent', () => {
    const file = `Onderneming;KBO;Rekening;Betaald op;Herkomst
A;0403019261;IBAN BE68 5390 0754 7034;01/02/2026;retributie
A;0403019261;BE68539007547034;01/03/2026;retributie
A;0403019261;BE68539007547034;01/03/2026;retributie
A;0403019261;BE68539007547034;01/03/2026;aanvraag
A;0403019261;BE6853900754703;01/03/2026;retributie
A;0403019261;BE69539007547034;01/03/2026;retributie`
    const result = run(file, 'account')
    expect(problems(result)).toEqual(['6 iban NOT_A_CODE', '7 iban CHECK_DIGITS'])
    expect(result.importer.counts.repeated).toBe(1)
    const [first, second, third] = result.good
    expect(lines(result).map(({ on, account }) => [on, account!.key, account!.origin])).toEqual([
      ['2026-02-01', accountKey('BE68539007547034'), 'FEE'],
      ['2026-03-01', accountKey('BE68539007547034'), 'FEE'],
      ['2026-03-01', accountKey('BE68539007547034'), 'APPLICATION'],
    ])
    expect(second!.key).toBe(first!.key)
    expect(third!.key, 'another origin').not.toBe(first!.key)
  })

  it('one decision about an enterprise and its director is two lines', () => {
    const file = `Onderneming;KBO;Beslissing;Definitief op;Niveau;INSZ
A;0403019261;S-1;01/02/2026;4;
A;0403019261;S-1;01/02/2026;4;85073003328`
    const result = run(file, 'sanction')
    expect(problems(result)).toEqual([])
    expect(new Set(result.good.map(({ key }) => key)).size).toBe(2)
  })

  it('no register knows of tomorrow', () => {
    const days = ['27/11/2026', '28/11/2026']
    const staff = days.map((day) => `A;0403019261;${day};1;ja`)
    const sanctions = days.map((day) => `A;0403019261;S;${day};4`)
    const homes = days.map((day) => `A;0403019261;${day};${day};1;1;ja`)
    const directors = days.map(
      (day) => `A;0403019261;85073003328;F;D;27/11/2026;curator;01/02/2020;${day}`,
    )
    const of = (kind: ImportKind, head: string, rows: string[]) =>
      problems(run([head, ...rows].join('\n'), kind))
    expect(of('staff', 'Onderneming;KBO;Stand;VTE;Omzet', staff)).toEqual(['3 asOf IN_THE_FUTURE'])
    expect(of('sanction', 'Onderneming;KBO;Nummer;Definitief op;Niveau', sanctions)).toEqual([
      '3 asOf IN_THE_FUTURE',
    ])
    const homeHead =
      'Onderneming;KBO;Beantwoord op;Opgericht op;Aandeel in België;Andere op het adres;Actief in thuisland'
    expect(of('homeActivity', homeHead, homes)).toEqual([
      '3 asOf IN_THE_FUTURE',
      '3 foundedOn IN_THE_FUTURE',
    ])
    const directorHead = 'Onderneming;KBO;INSZ;Familienaam;Voornaam;Stand;Functie;Van;Failliet op'
    expect(of('director', directorHead, directors)).toEqual(['3 bankruptOn IN_THE_FUTURE'])
  })

  it('sanctions, accounts and answers of a home country are read and checked', () => {
    const sanctions = run(
      `Entreprise;BCE;Décision;Définitive le;Niveau;NISS
Un;0403019261;S-1;01/02/2026;4;
Un;0403019261;S-2;01/02/2026;3;85073003328
Un;0403019261;S-3;01/02/2026;5;`,
      'sanction',
    )
    expect(lines(sanctions).map(({ sanction }) => sanction!.level)).toEqual([4, 3])
    expect(lines(sanctions).map(({ sanction }) => sanction!.director !== null)).toEqual([
      false,
      true,
    ])
    expect(problems(sanctions)).toEqual(['4 level NOT_A_CODE'])
    const accounts = run(
      `Unternehmen;ZDU;Konto;Bekannt seit;Herkunft
Eins;0403019261;BE68 5390 0754 7034;01/02/2026;Antrag
Zwei;0428759497;BE68539007547034;01/03/2026;
Drei;0202239951;BE00539007547034;01/03/2026;`,
      'account',
    )
    const [first, second] = lines(accounts).map(({ account }) => account!)
    expect(first).toMatchObject({ iban: 'BE68539007547034', origin: 'APPLICATION' })
    expect(second!.key).toBe(first!.key)
    expect(problems(accounts)).toEqual(['4 iban CHECK_DIGITS'])
    const home = run(
      `Name;VAT;Country;Answered on;Founded on;Posted share;At address;Active at home
Gradnje;SI12345678;SI;01/02/2026;01/01/2026;97 %;40;no
Gradnje;SI12345678;SI;01/02/2026;01/01/2026;197;40;no`,
      'homeActivity',
    )
    expect(lines(home).map((line) => line.home)).toEqual([
      { foundedOn: '2026-01-01', postedShare: 97, atAddress: 40, activeAtHome: false },
    ])
    expect(problems(home)).toEqual(['3 postedShare NOT_A_NUMBER'])
    for (const result of [sanctions, accounts, home]) {
      for (const line of lines(result)) expect(v.is(RegisterLineBody, line)).toBe(true)
    }
  })

  it.each([
    [
      'nl',
      'Aannemer;KBO;Nummer werfmelding;Aangegeven op;NIS;Adres werf;Werf;Opdrachtgever;KBO opdrachtgever;In opdracht van;KBO in opdracht van;Begin;Einde;Bedrag zonder btw',
    ],
    [
      'fr',
      'Entrepreneur;BCE;Numéro de déclaration;Déclaré le;Code INS;Adresse du chantier;Chantier;Maître d’ouvrage;BCE maître d’ouvrage;Pour le compte de;BCE pour le compte de;Date de début;Date de fin;Montant hors TVA',
    ],
    [
      'de',
      'Auftragnehmer;ZDU;Meldenummer;Gemeldet am;Gemeinde NIS;Adresse der Baustelle;Baustelle;Bauherr;ZDU Bauherr;Im Auftrag von;ZDU im Auftrag von;Beginn;Ende;Betrag ohne MwSt',
    ],
  ])('declared works with their chain are read by headers in %s', (_language, head) => {
    const file = `${head}
Top;0403019261;30B1;01/02/2026;11002;Kaai 1;Werf Kaai;Stad;0202239951;;;05/02/2026;31/12/2026;1.250.000,50
Sub;0428759497;30B1;01/02/2026;11002;Kaai 1;Werf Kaai;Stad;0202239951;Top;BE 0403.019.261;05/02/2026;;750000
Sub;0428759497;30B1;01/02/2026;11002;Kaai 1;Werf Kaai;;;Ander;;05/02/2026;;750000
Laat;0403019261;30B2;01/02/2026;11002;;;;;;;05/02/2026;01/02/2026;1
Zonder;0403019261;;01/02/2026;1100;;;;;Top;0403019262;05/02/2026;;x`
    const result = run(file, 'works')
    const party = (name: string, number: string | null) => ({ name, number })
    const site = { number: '30B1', siteName: 'Werf Kaai', street: 'Kaai 1', municipality: '11002' }
    expect(lines(result).map(({ works }) => works)).toEqual([
      {
        ...site,
        principal: party('Stad', '0202239951'),
        orderedBy: null,
        period: { from: '2026-02-05', to: '2026-12-31' },
        valueCents: 125_000_050,
      },
      {
        ...site,
        principal: party('Stad', '0202239951'),
        orderedBy: party('Top', '0403019261'),
        period: { from: '2026-02-05', to: null },
        valueCents: 75_000_000,
      },
      {
        ...site,
        principal: null,
        orderedBy: party('Ander', null),
        period: { from: '2026-02-05', to: null },
        valueCents: 75_000_000,
      },
    ])
    expect(new Set(result.good.map(({ key }) => key)).size, 'one for each who orders').toBe(3)
    expect(problems(result)).toEqual([
      '5 period.to ENDS_BEFORE_START',
      '6 orderedBy.number CHECK_DIGITS',
      '6 number MISSING',
      '6 municipality NOT_A_CODE',
      '6 valueEuro NOT_A_NUMBER',
    ])
    for (const line of lines(result)) expect(v.is(RegisterLineBody, line)).toBe(true)
  })

  it('each says how far its own register is held', () => {
    const kinds = ['staff', 'director', 'sanction', 'account', 'homeActivity', 'works'] as const
    expect(new Set(kinds.map(sourceOfKind))).toEqual(new Set(REGISTER_SOURCES))
  })
})

describe('lines about workers', () => {
  const lines = ({ good }: Result) => good.map(({ body: told }) => told as WorkerLineBody)
  const NUMBER = '85073003328'

  it('a wage of a quarter in the words of each language, days and fraction told or counted', () => {
    const files = [
      `INSZ;Werkgever;KBO;Kwartaal;Brutoloon;Betaalde dagen;Tewerkstellingsbreuk
${NUMBER};Bouw;0403019261;2026/2;7.540,25;62;50 %`,
      `NISS;Employeur;BCE;Trimestre;Salaire brut;Jours payés;Heures par semaine;Heures de la personne de référence
${NUMBER};Bouw;0403019261;2e trimestre 2026;7540,25;62;19;38`,
      `ENSS;Arbeitgeber;ZDU;Quartal;Bruttolohn;Bezahlte Stunden;Wochenstunden;Stunden Referenzperson
${NUMBER};Bouw;0403019261;Q2 2026;7540,25;471,2;19;38`,
      `SSIN;Employer;Enterprise number;Quarter;Gross wage;Paid days;Working time fraction
${NUMBER};Bouw;0403019261;2026-Q2;7540.25;62;50`,
    ]
    for (const file of files) {
      const result = run(file, 'dmfa')
      expect(problems(result), file).toEqual([])
      expect(lines(result), file).toEqual([
        {
          source: 'DMFA',
          on: '2026-06-30',
          worker: { insz: NUMBER, l1Number: null },
          employer: {
            name: 'Bouw',
            country: 'BE',
            vatNumber: null,
            enterpriseNumber: '0403019261',
          },
          wage: {
            from: '2026-04-01',
            to: '2026-06-30',
            wageCents: 754_025,
            days: 62,
            fraction: 50,
            // Hours are made days of a week of five.
            ...(file.includes('Stunden') && { daysPerWeek: 5 }),
          },
          notification: null,
          papers: null,
          payment: null,
          activity: null,
        },
      ])
    }
  })

  it('the days of a week in which days are counted, where they are told', () => {
    const wages = (perWeek: string) =>
      run(
        `INSZ;Werkgever;KBO;Kwartaal;Brutoloon;Betaalde dagen;Dagen per week;Tewerkstellingsbreuk
${NUMBER};Bouw;0403019261;2026/2;7540,25;77;${perWeek};100`,
        'dmfa',
      )
    expect(lines(wages('6'))[0]!.wage).toMatchObject({ days: 77, daysPerWeek: 6 })
    expect(lines(wages(''))[0]!.wage).not.toHaveProperty('daysPerWeek')
    expect(problems(wages('12'))).toEqual(['2 daysPerWeek NOT_A_NUMBER'])
  })

  it('JSON and XML name the fields as they are', () => {
    const told = {
      insz: NUMBER,
      employer: { name: 'Bouw', enterpriseNumber: '0403019261' },
      quarter: '2026-Q1',
      wageEuro: 7540.25,
      days: 62,
      fraction: 100,
    }
    const xml = `<all><line><insz>${NUMBER}</insz><employer><name>Bouw</name><enterpriseNumber>0403019261</enterpriseNumber></employer>
      <quarter>2026-Q1</quarter><wageEuro>7540.25</wageEuro><days>62</days><fraction>100</fraction></line></all>`
    const [json, same] = [JSON.stringify([told]), xml].map((file) => lines(run(file, 'dmfa')))
    expect(json![0]!.wage).toMatchObject({
      from: '2026-01-01',
      to: '2026-03-31',
      wageCents: 754_025,
    })
    expect(same).toEqual(json)
  })

  it('a row that says no quarter, no days or no worker is refused, and two lines of a quarter are kept apart', () => {
    const head =
      'INSZ;Werkgever;KBO;Kwartaal;Tewerkstellingslijn;Brutoloon;Betaalde dagen;Tewerkstellingsbreuk'
    const result = run(
      `${head}
${NUMBER};Bouw;0403019261;2026/5;;7540;62;50
${NUMBER};Bouw;0403019261;2027/1;;7540;62;50
${NUMBER};Bouw;0403019261;2026/1;;7540;;50
${NUMBER};Bouw;0403019261;2026/1;;7540;93;50
${NUMBER};Bouw;0403019261;2026/1;;7540;62;101
85073003329;Bouw;0403019261;2026/1;;7540;62;50
${NUMBER};Bouw;0403019261;2026/1;1;4000;30;100
${NUMBER};Bouw;0403019261;2026/1;2;2000;30;50`,
      'dmfa',
    )
    expect(problems(result)).toEqual([
      '2 quarter NOT_A_CODE',
      '3 quarter IN_THE_FUTURE',
      '4 days MISSING',
      '5 days NOT_A_NUMBER',
      '6 fraction NOT_A_NUMBER',
      '7 insz CHECK_DIGITS',
    ])
    expect(new Set(result.good.map(({ key }) => key)).size).toBe(2)
  })

  it('a notification, a contractor’s file, a payment and the activity under a card', () => {
    const told = [
      lines(
        run(
          `Numéro L1;Employeur;Pays;TVA;Notifiée le;Motif
L1-9;Gradnje;Slovénie;SI12345678;10/02/2026;Le chantier dure`,
          'notification',
        ),
      ),
      lines(
        run(
          `L1-Nummer;Onderaannemer;Land;Gezien op;Paspoort tot;Verblijf zendstaat tot;Limosa tot;A1 tot
L1-9;Gradnje;SI;10/02/2026;01/01/2030;01/01/2027;30/06/2026;`,
          'chainFile',
        ),
      ),
      lines(
        run(
          `ENSS;Subunternehmer;ZDU;Gesehen am;Reisepass bis;Aufenthalt Belgien bis;Arbeitserlaubnis bis;Dimona bis
${NUMBER};Bouw;0403019261;10/02/2026;01/01/2030;01/01/2027;30/06/2026;30/06/2026`,
          'chainFile',
        ),
      ),
      lines(
        run(
          `SSIN;Employer;Paid on;Net wage;Deductions;Account
${NUMBER};Bouw;10/02/2026;2,100.00;;
${NUMBER};Bouw;10/02/2026;2100;350,5;BE68 5390 0754 7034`,
          'payment',
        ),
      ),
      lines(
        run(
          `INSZ;Stand;Btw actief;Bijdragen betaald
${NUMBER};10/02/2026;nee;ja`,
          'cardActivity',
        ),
      ),
    ].flat()
    const { source, on, worker } = told[0]!
    expect([source, on, worker, told[0]!.notification]).toEqual([
      'NOTIFICATIONS',
      '2026-02-10',
      { insz: null, l1Number: 'L1-9' },
      { reason: 'Le chantier dure' },
    ])
    expect(told[1]!.papers).toMatchObject({ passport: '2030-01-01', l1: '2026-06-30', a1: null })
    expect(told[2]!.papers).toMatchObject({ belgianStay: '2027-01-01', dimona: '2026-06-30' })
    expect(told[3]!.payment).toMatchObject({ wageCents: 210_000, deductedCents: 35_050 })
    expect(told[3]!.payment!.account).toMatch(/-7034$/)
    expect(JSON.stringify(told)).not.toContain('BE6853')
    expect(told[4]!.activity).toEqual({ vatActive: false, contributionsPaid: true })
    expect(told).toHaveLength(5)
    for (const line of told) expect(v.is(WorkerLineBody, line)).toBe(true)
  })

  it('a row that names nobody is refused: by a name alone it would be nobody’s', () => {
    const result = run(
      `INSZ;L1;Werkgever;Gemeld op
;;Gradnje;10/02/2026`,
      'notification',
    )
    expect(problems(result)).toEqual(['2 null WHOSE_UNKNOWN'])
  })

  it('each says how far its own source is held', () => {
    const kinds = ['dmfa', 'notification', 'chainFile', 'payment', 'cardActivity'] as const
    expect(new Set(kinds.map(sourceOfKind))).toEqual(new Set(WORKER_SOURCES))
  })
})

describe('how far an extract reaches', () => {
  const joined = (before: [string, string] | null, told: [string, string]) => {
    const reach = ([from, asOf]: [string, string]) => ({ from, asOf, refused: 0 })
    const { from, asOf } = joinedReach(before && reach(before), reach(told))
    return [from, asOf]
  }

  it('rows that could not be read count until their days are told anew', () => {
    const told = (from: string, asOf: string, refused: number) => ({ from, asOf, refused })
    const january = told('2026-01-01', '2026-01-31', 3)
    expect(joinedReach(january, told('2026-02-01', '2026-02-28', 2)).refused).toBe(5)
    expect(joinedReach(january, told('2026-01-10', '2026-02-28', 2)).refused).toBe(3)
    expect(joinedReach(january, told('2026-01-01', '2026-02-28', 0)).refused).toBe(0)
  })

  it('days that join go on, a hole or an earlier end begins anew', () => {
    expect(joined(null, ['2026-01-01', '2026-01-31'])).toEqual(['2026-01-01', '2026-01-31'])
    const january: [string, string] = ['2026-01-01', '2026-01-31']
    expect(joined(january, ['2026-02-01', '2026-02-28'])).toEqual(['2026-01-01', '2026-02-28'])
    expect(joined(january, ['2025-12-01', '2026-02-28'])).toEqual(['2025-12-01', '2026-02-28'])
    expect(joined(january, ['2026-02-02', '2026-02-28'])).toEqual(['2026-02-02', '2026-02-28'])
    expect(joined(january, ['2026-01-01', '2026-01-20'])).toEqual(['2026-01-01', '2026-01-20'])
  })

  it('is never said of tomorrow', () => {
    expect(isReach({ from: '2026-01-01', asOf: '2026-01-31' }, '2026-01-31')).toBe(true)
    expect(isReach({ from: '2026-01-01', asOf: '2026-02-01' }, '2026-01-31')).toBe(false)
    expect(isReach({ from: '2026-02-01', asOf: '2026-01-31' }, '2026-03-01')).toBe(false)
  })
})

describe('parts', () => {
  it('dates: the day first, four digits of a year', () => {
    const good = [
      '2026-03-01',
      '1/3/2026',
      '01.03.2026',
      '1-3-2026',
      '20260301',
      '1 maart 2026',
      '2026-03-01T10:00:00Z',
      '2026-03-01 00:00:00.000',
      '01/03/2026 00:00',
    ]
    for (const text of good) expect(readDate(text), text).toBe('2026-03-01')
    for (const text of ['01/03/26', '3/31/2026', '2026-02-30', 'morgen']) {
      expect(readDate(text), text).toBeInstanceOf(Unreadable)
    }
  })

  it('countries and nationalities: codes of two and three letters, names, adjectives, known NIS codes', () => {
    const known: [string, string][] = [
      ['BRA', 'BR'],
      ['xkx', 'XK'],
      ['Braziliaanse', 'BR'],
      ['brésilienne', 'BR'],
      ['Brasilianisch', 'BR'],
      ['Brazilian', 'BR'],
      ['Oekraïens', 'UA'],
      ['türkisch', 'TR'],
      ['139', 'PL'],
      ['150', 'BE'],
    ]
    for (const [text, country] of known) expect(readCountry(text), text).toBe(country)
    for (const text of ['999', 'ABC', 'Atlantisch']) {
      expect(readCountry(text), text).toBeInstanceOf(Unreadable)
    }
  })

  it('no word stands for two countries', () => {
    const seen = new Map<string, string>()
    for (const { words } of COUNTRY_WORDS) {
      for (const [country, said] of Object.entries(words)) {
        for (const word of said.split('|')) {
          expect(seen.get(fold(word)) ?? country, word).toBe(country)
          expect(readCountry(word), word).toBe(country)
          seen.set(fold(word), country)
        }
      }
    }
  })

  it('instants: a time without a zone is that of Brussels, whatever the season', () => {
    const instants: [string, string][] = [
      ['01/03/2026 10:30', '2026-03-01T09:30:00.000Z'],
      ['2026-07-01T10:30:00', '2026-07-01T08:30:00.000Z'],
      ['2026-07-01 00:30', '2026-06-30T22:30:00.000Z'],
      // A day alone is its midnight, the eve in UTC.
      ['01/07/2026', '2026-06-30T22:00:00.000Z'],
      ['2026-07-01T10:30:00+0200', '2026-07-01T08:30:00.000Z'],
      ['2026-07-01T10:30:00+00:00', '2026-07-01T10:30:00.000Z'],
      ['2026-07-01T10:30:00Z', '2026-07-01T10:30:00.000Z'],
      // 29 March 2026: the clock goes from 02:00 to 03:00.
      ['29/03/2026 01:59:59', '2026-03-29T00:59:59.000Z'],
      ['29/03/2026 03:00', '2026-03-29T01:00:00.000Z'],
      // 25 October 2026: from 02:00 to 03:00 twice, and the first time counts.
      ['25/10/2026 01:30', '2026-10-24T23:30:00.000Z'],
      ['25/10/2026 02:30', '2026-10-25T00:30:00.000Z'],
      ['25/10/2026 03:00', '2026-10-25T02:00:00.000Z'],
    ]
    for (const [text, instant] of instants) expect(readInstant(text), text).toBe(instant)
    // A time that no clock in Brussels showed.
    for (const text of [
      '29/03/2026 02:00',
      '29/03/2026 02:59',
      '2026-07-01T25:00',
      '2026-07-01 24:00',
    ]) {
      expect(readInstant(text), text).toBeInstanceOf(Unreadable)
    }
  })

  it('countries by code and by name in four languages', () => {
    for (const text of ['NL', 'Nederland', 'pays-bas', 'Niederlande', 'Netherlands']) {
      expect(readCountry(text), text).toBe('NL')
    }
    expect(readCountry('QQ')).toBeInstanceOf(Unreadable)
  })

  it('no header means two fields of a kind', () => {
    for (const fields of Object.values(FIELDS)) {
      const headers = fields.flatMap((field) => [...new Set(field.headers)])
      expect(headers.filter((header, i) => headers.indexOf(header) !== i)).toEqual([])
    }
    expect(fieldOf('declaration', 'Plaats 3 postcode')).toBe('place.3.postalCode')
    expect(fieldOf('declaration', 'places.0.address.street')).toBe('place.1.street')
    expect(fieldOf('declaration', 'Places.Place.1.Name')).toBe('place.2.name')
    expect(suggestMapping('declaration', ['Nom', 'Name'])).toEqual({ 'worker.familyName': 'Nom' })
  })

  it('keys are told apart by the hundred thousand', () => {
    const seen = new SeenKeys()
    for (let i = 0; i < 100_000; i += 1) expect(seen.note(`k${i}`, `c${i}`) === 'NEW').toBe(true)
    expect(seen.note('k7', 'c7')).toBe('SAME')
    expect(seen.note('k7', 'c8')).toBe('OTHER')
  })
})
