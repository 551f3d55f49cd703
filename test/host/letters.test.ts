/** Letters: every template in every language and procedure, without a gap, as a tagged PDF with a stable hash. */
import { createHash } from 'node:crypto'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import {
  FILE_LANGUAGES,
  LETTER_TEMPLATES,
  PROCEDURES,
  REGIONS,
  type DossierEventType,
  type FileLanguage,
  type LetterTemplate,
  type Procedure,
  type ResidenceState,
  type WorkState,
} from '../../domain/contract/codes.ts'
import type {
  DossierBody,
  DossierEvent,
  TableBody,
  TableRow,
} from '../../domain/contract/records.ts'
import { clockViews, endOfTerm } from '../../domain/dossier/clocks.ts'
import { takeResidenceStep, takeWorkStep } from '../../domain/dossier/tracks.ts'
import { composeLetter, type Letter, type LetterSource } from '../../domain/letters/compose.ts'
import {
  isCalledFor,
  LETTERS,
  occasions,
  type Around,
  type Occasion,
} from '../../domain/letters/templates.ts'
import { LIST_FACTS, TEXT_FACTS, type TemplateBlock } from '../../domain/letters/texts.ts'
import { dateIn, moneyIn, namesIn, quarterIn } from '../../domain/letters/writing.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { toWorkingDay } from '../../domain/calendar/holidays.ts'
import { fileLanguageRow } from '../../domain/reference/file-languages.ts'
import { letterPdf } from '../../host/letters/letter-pdf.ts'
import { codeWords, LETTER_TEXTS } from '../../host/letters/texts.ts'
import { dossier, enterprise, mandate, person } from '../domain/fixtures.ts'

const TODAY = '2026-06-20'
const ADDRESS = {
  street: 'Werfstraat 2',
  postalCode: '2000',
  place: 'Antwerpen',
  municipality: '11002',
  country: 'BE',
}
const WORDS: Readonly<Record<FileLanguage, string>> = {
  nl: 'De functie is niet aangetoond, zoals blijkt uit het contract.',
  fr: 'La fonction n’est pas démontrée, comme il ressort du contrat.',
  de: 'Die Tätigkeit ist nicht nachgewiesen, wie aus dem Vertrag hervorgeht.',
}

/** The decision on work that an appeal is about. */
const REFUSED: DossierEvent = {
  at: '2026-06-02T09:00:00.000Z',
  type: 'WORK_REFUSED',
  by: 'y',
  text: null,
  step: {
    track: 'WORK',
    from: 'DRAFT_DECISION',
    to: 'REFUSED',
    on: '2026-06-02',
    basis: 'ACT_1999',
    reason: null,
  },
}

/** Where the step of a letter leads, where the letter hangs on it. */
const TO_OF: { readonly [T in LetterTemplate]?: WorkState | ResidenceState } = {
  APPEAL_OUTCOME: 'REFUSED',
  PRE_ASSESSMENT_NEGATIVE: 'READY_NEGATIVE',
}

/** A dossier on which this letter has its occasion, with every fact that it may need. */
function written(
  template: LetterTemplate,
  procedure: Procedure,
  language: FileLanguage,
): DossierBody {
  const spec = LETTERS[template]
  const track = spec.track ?? 'WORK'
  const type: DossierEventType | null = spec.events?.[0] ?? null
  const step = {
    track,
    from: 'IN_EXAM',
    to: TO_OF[template] ?? 'IN_EXAM',
    on: '2026-06-10',
    basis: 'ACT_1999',
    reason: WORDS[language],
    ...(template === 'WITHDRAWN' && { grounds: ['CONDITIONS_NOT_RESPECTED' as const] }),
  } as const
  const at = '2026-06-10T09:00:00.000Z'
  const region = REGIONS.find((one) => fileLanguageRow(one, TODAY)?.languages.includes(language))!
  return dossier({
    region: template === 'REROUTED' ? (region === 'FL' ? 'BR' : region) : region,
    language,
    procedure,
    employerId: procedure === 'PROFESSIONAL_CARD' ? null : 'e1',
    filedById: 's1',
    submittedOn: '2026-06-01',
    work: {
      state: spec.events === null ? 'RECEIVED' : 'IN_EXAM',
      since: '2026-06-05',
    },
    residence: { state: 'TRANSMITTED', since: '2026-06-05' },
    job: {
      title: 'Baker',
      isco: '7512',
      payCents: 4_500_050,
      payUnit: 'YEAR',
      contract: null,
      weeklyHours: 38.5,
    },
    authorised: { from: '2026-07-01', to: '2027-06-30' },
    annexes: [{ type: 'ANNEX_46', on: '2026-06-10' }],
    documents: [
      { id: 'x', type: 'DIPLOMA', status: 'REQUESTED', receivedOn: null },
      { id: 'y', type: 'CONTRACT', status: 'REQUESTED', receivedOn: null },
    ],
    clockEvents: [
      { clock: 'C1', at: '2026-06-10', kind: 'START', reason: null, by: null },
      { clock: 'C3B', at: '2026-06-01', kind: 'START', reason: null, by: null },
      { clock: 'C3B', at: '2026-06-10', kind: 'EXTEND', days: 30, reason: null, by: null },
      { clock: 'C5', at: '2026-06-02', kind: 'START', reason: null, by: null },
      { clock: 'C10', at: '2026-06-10', kind: 'START', days: 184, reason: null, by: null },
    ],
    post: 'Istanbul',
    heldSince: '2023-05-01',
    visaHolds: [{ cause: 'IDENTITY_DOUBT', on: '2026-06-10', releasedOn: null, by: 'x' }],
    adviceRequests: [
      {
        adviser: procedure === 'PROFESSIONAL_CARD' ? 'VLAIO' : 'VDAB',
        askedOn: '2026-06-10',
        due: '2026-07-10',
        text: WORDS[language],
        by: 'x',
        closedOn: null,
        opinion: null,
        answer: null,
      },
    ],
    infoRequests: [
      {
        track,
        askedOn: '2026-06-10',
        deadline: '2026-06-30',
        documents: ['CONTRACT'],
        text: WORDS[language],
        by: 'x',
        closedOn: null,
      },
    ],
    proposals: [
      {
        track,
        decision: 'REFUSE',
        grounds: ['QUALIFICATION_NOT_PROVEN'],
        reason: WORDS[language],
        period: null,
        by: 'x',
        on: '2026-06-09',
        state: 'SIGNED',
        closedBy: 'y',
      },
    ],
    events: [
      ...(template === 'APPEAL_RECEIVED' ? [REFUSED] : []),
      { at, type: 'WORK_GRANTED', by: 'y', text: null, step: { ...step, track: 'WORK' } },
      ...(type === null || type === 'WORK_GRANTED'
        ? []
        : [{ at, type, by: 'y', text: null, step }]),
    ],
  }).body
}

function sourceOf(body: DossierBody, more: Partial<LetterSource> = {}): LetterSource {
  const firm = enterprise('e1', { name: 'Bakkerij De Proef bv', address: ADDRESS }).body
  return {
    body,
    person: person({ familyName: 'Şahin', givenNames: 'Łucja', address: ADDRESS }).body,
    employer: body.employerId === null ? null : firm,
    filer: { ...firm, name: 'Secretariaat Nul vzw' },
    mandate: mandate({ status: 'PENDING' }).body,
    today: TODAY,
    author: 'An Ooievaar',
    nameOf: (id) => `Naam ${id}`,
    addressee: '',
    tables: NO_TABLES,
    ...more,
  }
}

function occasionOf(body: DossierBody, template: LetterTemplate): Occasion {
  const found = occasions(body).find((one) => one.template === template)
  if (!found) throw new Error(`no occasion to ${template}`)
  return found
}

function composed(
  template: LetterTemplate,
  procedure: Procedure,
  language: FileLanguage,
  more = {},
) {
  const body = written(template, procedure, language)
  const source = sourceOf(body, more)
  return composeLetter(
    source,
    occasionOf(body, template),
    LETTER_TEXTS[language],
    codeWords(language),
  )
}

function letterOf(...what: Parameters<typeof composed>): Letter {
  const result = composed(...what)
  if (!result.ok)
    throw new Error(`${what[0]} ${what[1]} ${what[2]}: missing ${result.missing.join(', ')}`)
  return result.letter
}

/** A row of the region's own table of terms to appeal that another person approved. */
const ownRow = (region: string, value: TableRow['value']): TableRow => ({
  table: 'TERM_C5',
  value,
  validFrom: '2026-06-01',
  validTo: null,
  source: `Besluit ${region}`,
  reason: 'Nieuw besluit van de regering.',
  state: 'APPROVED',
  by: 'x',
  byName: 'X',
  at: '2026-06-01T08:00:00.000Z',
  closedBy: 'y',
  closedByName: 'Y',
  closedAt: '2026-06-01T09:00:00.000Z',
  remark: null,
})

/** The term that the letter about an event states. */
function withinOf(body: DossierBody, template: LetterTemplate, tables: TableBody | null) {
  const composed = composeLetter(
    sourceOf(body, { tables: () => tables, addressee: 'Bakkerij De Proef bv\nWerfstraat 2' }),
    occasionOf(body, template),
    LETTER_TEXTS.nl,
    codeWords('nl'),
  )
  if (!composed.ok) throw new Error(`${template}: missing ${composed.missing.join(', ')}`)
  return composed.letter.remedy!.within.term
}

/** Which letters a procedure knows. */
const exists = (template: LetterTemplate, procedure: Procedure): boolean =>
  (LETTERS[template].track !== 'RESIDENCE' || procedure === 'SINGLE_PERMIT') &&
  (template !== 'CARD_NUMBER' || procedure === 'PROFESSIONAL_CARD') &&
  (template !== 'MANDATE' || procedure !== 'PROFESSIONAL_CARD')

const ALL = LETTER_TEMPLATES.flatMap((template) =>
  PROCEDURES.filter((procedure) => exists(template, procedure)).flatMap((procedure) =>
    FILE_LANGUAGES.map((language) => ({ template, procedure, language })),
  ),
)

const everyText = (letter: Letter): string =>
  [
    letter.title,
    letter.subject,
    ...letter.sender,
    ...letter.addressee,
    ...letter.rows.flat(),
    letter.salutation,
    ...letter.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [block.text])),
    letter.closing,
    letter.signer,
  ].join('\n')

/** With ordinary spaces, where a date keeps together. */
const plain = (letter: Letter): string => everyText(letter).replaceAll('\u00A0', ' ')

describe('a template', () => {
  it.each(ALL)(
    '$template of a $procedure in $language has no gap',
    ({ template, procedure, language }) => {
      const letter = letterOf(template, procedure, language)
      const text = everyText(letter)
      expect(text).not.toMatch(/[{}]|undefined|null|NaN/u)
      expect(letter.blocks.length).toBeGreaterThan(1)
      expect(text.split('\n').every((line) => line.trim() !== '')).toBe(true)
    },
  )

  it('asks for the same facts in every language, and for known ones alone', () => {
    const asked = (block: TemplateBlock): string[] => [
      ...('text' in block ? namesIn(block.text) : []),
      ...('heading' in block ? namesIn(block.heading) : []),
      ...('list' in block ? [block.list] : []),
      ...(block.if ? [block.if] : []),
    ]
    for (const template of LETTER_TEMPLATES) {
      const [first, ...rest] = FILE_LANGUAGES.map((language) =>
        LETTER_TEXTS[language].templates[template].blocks.map((block) => ({
          facts: asked(block).toSorted(),
          only: block.only ?? null,
          kind: Object.keys(block)[0],
        })),
      )
      for (const other of rest) expect(other, template).toEqual(first)
      const known: readonly string[] = [...TEXT_FACTS, ...LIST_FACTS]
      for (const { facts } of first!) for (const fact of facts) expect(known).toContain(fact)
    }
  })

  it('does not guess at a sex, and writes dates, money and quarters the way of its language', () => {
    expect(
      FILE_LANGUAGES.map(
        (language) => letterOf('ACKNOWLEDGEMENT', 'SINGLE_PERMIT', language).salutation,
      ),
    ).toEqual([
      'Geachte mevrouw, geachte heer,',
      'Madame, Monsieur,',
      'Sehr geehrte Damen und Herren,',
    ])
    const plain = (text: string) => text.replaceAll('\u00a0', ' ')
    const say = (run: (language: FileLanguage) => string) =>
      FILE_LANGUAGES.map((one) => plain(run(one)))
    expect(say((one) => dateIn(one, LETTER_TEXTS[one], '2026-06-01'))).toEqual([
      '1 juni 2026',
      '1er juin 2026',
      '1. Juni 2026',
    ])
    expect(say((one) => moneyIn(one, 123_456_705))).toEqual([
      '€ 1.234.567,05',
      '1 234 567,05 €',
      '1.234.567,05 €',
    ])
    expect(say((one) => quarterIn(one, LETTER_TEXTS[one], '2026-Q1'))).toEqual([
      '1e kwartaal van 2026',
      '1er trimestre 2026',
      '1. Quartal 2026',
    ])
    const rows = letterOf('WORK_GRANTED', 'SINGLE_PERMIT', 'nl').rows.map((row) =>
      plain(row.join(': ')),
    )
    expect(rows).toContain('Loon: € 45.000,50 bruto per jaar')
    expect(rows).toContain('Arbeidsduur per week: 38,5 uur')
  })

  it('names exactly what is missing, and makes no letter with a blank', () => {
    const missing = (template: LetterTemplate, change: Partial<DossierBody>, more = {}) => {
      const body = { ...written(template, 'SINGLE_PERMIT', 'nl'), ...change }
      const result = composeLetter(
        sourceOf(body, more),
        occasionOf(body, template),
        LETTER_TEXTS.nl,
        codeWords('nl'),
      )
      return result.ok ? [] : result.missing
    }
    expect(missing('MISSING_ITEMS', { clockEvents: [] })).toEqual(['deadline'])
    expect(missing('MISSING_ITEMS', { documents: [] })).toEqual(['documents'])
    expect(missing('COMBINED_DECISION', { annexes: [] })).toEqual(['annexOn'])
    expect(missing('WORK_GRANTED', { authorised: null })).toEqual(['period'])
    expect(missing('WORK_GRANTED', {}, { nameOf: () => null })).toEqual(['signer'])
    expect(
      missing('REROUTED', { region: 'FL', workplaces: [] }),
      'the seat points to the own region',
    ).toEqual(['region', 'competence'])
    expect(missing('MANDATE', {}, { mandate: mandate({ fromQuarter: '2020-Q1' }).body })).toEqual([
      'fault',
    ])
    const nowhere = enterprise('e1', { address: { ...ADDRESS, street: null } }).body
    expect(missing('ACKNOWLEDGEMENT', {}, { employer: nowhere })).toEqual(['addressee'])
    const typed = 'Bakkerij De Proef\nWerfstraat 2\n2000 Antwerpen'
    expect(missing('ACKNOWLEDGEMENT', {}, { employer: nowhere, addressee: typed })).toEqual([])
  })

  it('about a mandate says exactly what is missing of it, in every language', () => {
    const faults = [
      null,
      mandate({ status: 'PENDING' }).body,
      mandate({ fromQuarter: '2027-Q1' }).body,
      mandate({ fromQuarter: '2020-Q1', toQuarter: '2026-Q1' }).body,
      mandate({ fromQuarter: '2020-Q1', groups: ['DIMONA'] }).body,
    ]
    const said = FILE_LANGUAGES.flatMap((language) =>
      faults.map((one) =>
        everyText(letterOf('MANDATE', 'SINGLE_PERMIT', language, { mandate: one })),
      ),
    )
    expect(new Set(said).size, 'each fault and language has words of its own').toBe(15)
    expect(said[3]).toContain('Het mandaat eindigde in het 1e kwartaal van 2026.')
  })

  it('says where and within which term a decision can be challenged, from the dated table', () => {
    const said = (template: LetterTemplate) =>
      letterOf(template, 'SINGLE_PERMIT', 'nl').blocks.flatMap((block) =>
        block.kind === 'paragraph' && block.text.startsWith('Tegen deze') ? [block.text] : [],
      )
    expect(said('WORK_REFUSED')[0]).toContain(
      'de Vlaamse minister bevoegd voor werk, binnen één maand',
    )
    expect(said('RESIDENCE_REFUSED')[0]).toContain('Raad voor Vreemdelingenbetwistingen')
    expect(said('RESIDENCE_REFUSED')[0]).toContain('30 dagen')
    expect(said('INADMISSIBLE')[0]).toContain('60 dagen')
    expect(said('WORK_GRANTED')).toEqual([])
    expect(letterOf('WORK_REFUSED', 'SINGLE_PERMIT', 'nl').remedy).toMatchObject({ source: 'S15' })
  })

  const DECISIONS = [
    ['WORK_REFUSED', 'C5', { track: 'WORK', state: 'DRAFT_DECISION', event: 'SIGN_REFUSE' }],
    ['WITHDRAWN', 'C5', { track: 'WORK', state: 'GRANTED', event: 'WITHDRAW' }],
    ['INADMISSIBLE', 'C7', { track: 'WORK', state: 'AWAITING_COMPLETION', event: 'C1_EXPIRED' }],
    [
      'RESIDENCE_REFUSED',
      'C6',
      { track: 'RESIDENCE', state: 'AWAITING_WORK', event: 'SIGN_REFUSE' },
    ],
    ['APPEAL_OUTCOME', 'C7', { track: 'WORK', state: 'APPEAL_PENDING', event: 'UPHELD' }],
  ] as const
  it.each(DECISIONS)(
    '%s states the term of the clock %s that it starts',
    (template, clock, step) => {
      const { track, state, event } = step
      const on = '2026-06-10'
      for (const procedure of PROCEDURES.filter((one) => exists(template, one))) {
        for (const region of REGIONS) {
          for (const row of [null, ownRow(region, { unit: 'DAYS', amount: 45 })]) {
            const tables = row && {
              region,
              rows: [row, { ...row, table: 'TERM_C5_CARD' as const }],
            }
            const before = { ...written(template, procedure, 'nl'), region, clockEvents: [] }
            const isByMinister = procedure === 'PROFESSIONAL_CARD' && state === 'APPEAL_PENDING'
            const stands = isByMinister ? 'MINISTER_DECISION' : state
            const at = { state: stands, since: '2026-06-05' } as never
            const moved = (track === 'WORK' ? takeWorkStep : takeResidenceStep)(
              track === 'WORK' ? { ...before, work: at } : { ...before, residence: at },
              event,
              { on, by: null, tables: () => tables },
            )!
            const body = { ...before, clockEvents: moved.clockEvents }
            const due = clockViews(body.clockEvents, on).find(({ id }) => id === clock)!.due!
            const letter = (of: TableBody | null) => withinOf(body, template, of)
            const what = `${procedure} ${region}${row ? ' own row' : ''}`
            expect(toWorkingDay(endOfTerm(on, letter(tables))), what).toBe(due)
            // A row that is approved after the decision, for the day of the decision, moves neither.
            const later = { region, rows: [ownRow(region, { unit: 'DAYS', amount: 99 })] }
            expect(toWorkingDay(endOfTerm(on, letter(later))), `${what}, later row`).toBe(due)
          }
        }
      }
    },
  )

  it('says the two months of an approved row, as the clock runs them', () => {
    const tables = { region: 'FL' as const, rows: [ownRow('FL', { unit: 'MONTHS', amount: 2 })] }
    const text = everyText(
      letterOf('WORK_REFUSED', 'SINGLE_PERMIT', 'nl', { tables: () => tables }),
    )
    expect(text).toContain('binnen 2 maanden na de kennisgeving')
  })

  it('gives 30 days to the Council of State against a judgment about residence, 60 about work', () => {
    const before = { ...written('APPEAL_OUTCOME', 'SINGLE_PERMIT', 'nl'), clockEvents: [] }
    const pending = { state: 'APPEAL_PENDING', since: '2026-06-05' } as const
    const act = { on: '2026-06-10', by: null }
    const stay = takeResidenceStep({ ...before, residence: pending }, 'UPHELD', act)!
    const work = takeWorkStep({ ...before, work: pending }, 'UPHELD', act)!
    const due = (body: DossierBody) => clockViews(body.clockEvents, '2026-06-10')[0]?.due
    expect([due(stay), due(work)]).toEqual(['2026-07-10', '2026-08-10'])
  })

  it.each([
    ['nl', 'VDAB', 'Vlaamse overheid', 'Twijfel over de identiteit'],
    ['fr', 'VDAB', 'Service public de Wallonie', 'Doute sur l’identité'],
    ['de', 'VDAB', 'Ministerium der Deutschsprachigen Gemeinschaft', 'Zweifel an der Identität'],
  ] as const)('goes in %s from service to service, with a copy to nobody', (language, ...words) => {
    const [adviser, region, cause] = words
    const advice = letterOf('ADVICE_ASKED', 'SINGLE_PERMIT', language)
    expect([advice.addressee, advice.copies]).toEqual([[adviser], []])
    expect(everyText(advice)).toContain(WORDS[language])
    expect(everyText(advice)).toContain(dateIn(language, LETTER_TEXTS[language], '2026-07-10'))
    for (const template of ['PRE_ASSESSMENT_NEGATIVE', 'VISA_HELD'] as const) {
      const letter = letterOf(template, 'SINGLE_PERMIT', language)
      expect([letter.addressee[0], letter.copies], template).toEqual([region, []])
      expect(letter.sender, template).toEqual(LETTER_TEXTS[language].service.DVZ)
    }
    expect(everyText(letterOf('VISA_HELD', 'SINGLE_PERMIT', language))).toContain(cause)
  })

  it('tells of a negative pre-assessment alone, and of no positive one', () => {
    const negative = written('PRE_ASSESSMENT_NEGATIVE', 'SINGLE_PERMIT', 'nl')
    const has = (body: DossierBody) =>
      occasions(body).some(({ template }) => template === 'PRE_ASSESSMENT_NEGATIVE')
    const last = negative.events.at(-1)!
    const positive = { ...last, step: { ...last.step!, to: 'READY_POSITIVE' as const } }
    const with_ = { ...negative, events: [...negative.events, positive] }
    expect([has(negative), has(with_)]).toEqual([true, false])
  })

  it('says at the end of employment until when to look for work, and that nothing is decided', () => {
    const text = plain(letterOf('EMPLOYMENT_ENDED', 'SINGLE_PERMIT', 'nl'))
    expect(text).toContain('gehouden sinds 1 mei 2023')
    expect(text).toContain('loopt tot en met 11 december 2026')
    expect(text).toContain('geen beslissing over het verblijf')
    expect(text).not.toContain('kennisgeving')
  })

  it('says at the end of the stay that the time to look for work is over, and every way to contest it', () => {
    const text = plain(letterOf('RESIDENCE_ENDED', 'SINGLE_PERMIT', 'nl'))
    expect(text).toContain('liep tot en met 11 december 2026')
    expect(text).toContain('binnen 30 dagen na de kennisgeving')
    expect(text).toContain('binnen 10 dagen na de kennisgeving de schorsing bij uiterst dringende')
    expect(text).toContain('binnen 5 dagen')
    const body = { ...written('RESIDENCE_ENDED', 'SINGLE_PERMIT', 'nl'), heldSince: undefined }
    const lacking = composeLetter(
      sourceOf(body as DossierBody),
      occasionOf(body as DossierBody, 'RESIDENCE_ENDED'),
      LETTER_TEXTS.nl,
      codeWords('nl'),
    )
    expect(lacking).toEqual({ ok: false, missing: ['heldSince'] })
  })

  /** The text of a letter about a dossier that was changed. */
  const saidOn = (template: LetterTemplate, procedure: Procedure, change: Partial<DossierBody>) => {
    const body = { ...written(template, procedure, 'nl'), ...change }
    const result = composeLetter(
      sourceOf(body),
      occasionOf(body, template),
      LETTER_TEXTS.nl,
      codeWords('nl'),
    )
    if (!result.ok) throw new Error(`missing ${result.missing.join(', ')}`)
    return plain(result.letter)
  }
  const clock = (id: 'C3B' | 'P4', kind: 'START' | 'SUSPEND' | 'STOP', at: string) => ({
    clock: id,
    kind,
    at,
    reason: null,
    by: null,
  })

  it('says that the term stands still only where the question made it so', () => {
    const started = clock('C3B', 'START', '2026-06-01')
    const held = { clockEvents: [started, clock('C3B', 'SUSPEND', '2026-06-10')] }
    expect(saidOn('INFO_ASKED', 'SINGLE_PERMIT', held)).toContain('stil, sinds 10 juni 2026')
    expect(saidOn('INFO_ASKED', 'SINGLE_PERMIT', { clockEvents: [started] })).not.toContain('stil')
    expect(saidOn('INFO_ASKED', 'PROFESSIONAL_CARD', { clockEvents: [] })).not.toContain('stil')
  })

  it('says to an adviser whether the term runs, and what becomes of an appeal without advice', () => {
    const started = clock('C3B', 'START', '2026-06-01')
    const held = [started, clock('C3B', 'SUSPEND', '2026-06-08')]
    const said = (clockEvents: DossierBody['clockEvents']) =>
      saidOn('ADVICE_ASKED', 'SINGLE_PERMIT', { clockEvents })
    expect(said([started])).toContain('loopt intussen door')
    expect(said(held)).toContain('staat nu stil')
    expect(said([])).not.toContain('beslissingstermijn')
    const { adviceRequests = [] } = written('ADVICE_ASKED', 'PROFESSIONAL_CARD', 'nl')
    const council = adviceRequests.map((one) => ({ ...one, adviser: 'REOV' as const }))
    const asked = saidOn('ADVICE_ASKED', 'PROFESSIONAL_CARD', { adviceRequests: council })
    expect(asked).toContain('beslist de minister over het beroep zonder dat advies')
    expect(asked).not.toContain('onderzoeken wij de aanvraag verder')
  })

  it('extends a term that stands still without a day that nobody knows', () => {
    const { clockEvents } = written('EXTENSION', 'SINGLE_PERMIT', 'nl')
    const held = [...clockEvents, clock('C3B', 'SUSPEND', '2026-06-11')]
    const text = saidOn('EXTENSION', 'SINGLE_PERMIT', { clockEvents: held })
    expect(text).toContain('met 30 dagen verlengd')
    expect(text).toContain('staat nu stil')
  })

  it('annuls a decision on the stay, and says in locked words what silence brings about', () => {
    const body = written('APPEAL_OUTCOME', 'SINGLE_PERMIT', 'nl')
    const last = body.events.at(-1)!
    const annulled = { ...last.step!, track: 'RESIDENCE' as const, to: 'PRE_ASSESSMENT' as const }
    const events = [...body.events.slice(0, -1), { ...last, step: annulled }]
    const stay = saidOn('APPEAL_OUTCOME', 'SINGLE_PERMIT', { events })
    expect(stay).toContain('vernietigd')
    expect(stay).not.toContain('hervormd')
    const silent = saidOn('APPEAL_OUTCOME', 'PROFESSIONAL_CARD', {
      events: [...body.events.slice(0, -1), { ...last, step: { ...last.step!, reason: null } }],
      clockEvents: [{ ...clock('P4', 'STOP', '2026-06-10'), reason: 'SILENCE_REFUSES' }],
    })
    expect(silent).toContain('binnen de termijn geen beslissing')
    expect(silent).not.toContain('Motivering')
  })

  it('lists of what is missing only what was asked', () => {
    const documents: DossierBody['documents'] = [
      { id: 'y', type: 'CONTRACT', status: 'REQUESTED', receivedOn: null },
    ]
    const body = { ...written('INADMISSIBLE', 'SINGLE_PERMIT', 'nl'), documents }
    const result = composeLetter(
      sourceOf(body),
      occasionOf(body, 'INADMISSIBLE'),
      LETTER_TEXTS.nl,
      codeWords('nl'),
    )
    const lists = result.ok ? result.letter.blocks.filter(({ kind }) => kind === 'list') : []
    expect(lists).toEqual([{ kind: 'list', items: [codeWords('nl')('documentType', 'CONTRACT')] }])
  })

  it('copies a combined decision to whoever goes on with it: the post, else the municipality', () => {
    expect(letterOf('COMBINED_DECISION', 'SINGLE_PERMIT', 'nl').copies).toContain(
      'de diplomatieke of consulaire post Istanbul',
    )
    const { post: _none, ...here } = written('COMBINED_DECISION', 'SINGLE_PERMIT', 'nl')
    const result = composeLetter(
      sourceOf(here),
      occasionOf(here, 'COMBINED_DECISION'),
      LETTER_TEXTS.nl,
      codeWords('nl'),
    )
    expect(result.ok && result.letter.copies).toContain('de gemeente Antwerpen')
  })

  it('speaks of another region only while the file can still go there', () => {
    const body = written('REROUTED', 'SINGLE_PERMIT', 'nl')
    const checked = { ...body, work: { state: 'COMPLETENESS_CHECK' as const, since: '2026-06-05' } }
    expect(occasions(body).some(({ template }) => template === 'REROUTED')).toBe(true)
    expect(occasions(checked).some(({ template }) => template === 'REROUTED')).toBe(false)
  })

  it('is ready about a mandate or another region only while something calls for it', () => {
    const ready = (template: 'MANDATE' | 'REROUTED' | 'ACKNOWLEDGEMENT', around: Around) =>
      isCalledFor({ template }, { region: 'FL' }, around)
    const found = (mandate: Around['mandate'], competent: Around['competent'] = 'FL') =>
      (['MANDATE', 'REROUTED', 'ACKNOWLEDGEMENT'] as const).map((one) =>
        ready(one, { mandate, competent }),
      )
    expect(found('COVERED')).toEqual([false, false, true])
    expect(found('NO_MANDATE')).toEqual([true, false, true])
    expect(found('NOT_COVERED', 'WA')).toEqual([true, true, true])
    expect(found('SELF', null), 'somebody may still know better').toEqual([false, true, true])
  })

  it('acknowledges an appeal: against which decision, who decides, and until when it could come', () => {
    const text = plain(letterOf('APPEAL_RECEIVED', 'SINGLE_PERMIT', 'nl'))
    expect(text).toContain('tegen de beslissing van 2 juni 2026')
    expect(text).toContain('de Vlaamse minister bevoegd voor werk')
    expect(text).toContain('tot en met 2 juli 2026')
  })

  it('goes to the employer for what the region decides, to the worker for the stay, with copies', () => {
    const work = letterOf('WORK_REFUSED', 'SINGLE_PERMIT', 'fr')
    expect(work.addressee[0]).toBe('Bakkerij De Proef bv')
    expect(work.copies).toEqual(['Secretariaat Nul vzw'])
    const stay = letterOf('RESIDENCE_REFUSED', 'SINGLE_PERMIT', 'fr')
    expect(stay.addressee[0]).toBe('ŞAHIN Łucja')
    expect(stay.copies).toEqual(['Bakkerij De Proef bv', 'Secretariaat Nul vzw'])
    const withdrawn = letterOf('WITHDRAWN', 'SINGLE_PERMIT', 'nl')
    expect(withdrawn.addressee[0]).toBe('Bakkerij De Proef bv')
    expect(withdrawn.copies, 'the stay rests on it').toEqual([
      'Secretariaat Nul vzw',
      'ŞAHIN Łucja',
      expect.stringContaining('Dienst Vreemdelingenzaken'),
    ])
    expect(letterOf('WITHDRAWN', 'WORK_CARD', 'nl').copies).toEqual(['Secretariaat Nul vzw'])
    const abroad = letterOf('RESIDENCE_REFUSED', 'SINGLE_PERMIT', 'fr', {
      person: person({ familyName: 'Şahin', givenNames: 'Łucja', address: null }).body,
    })
    expect(abroad.addressee.slice(0, 2)).toEqual(['ŞAHIN Łucja', 'c/o Bakkerij De Proef bv'])
  })
})

interface Node {
  role?: string
  children?: Node[]
  type?: string
  id?: string
}

/** The PDF as a reader finds it. */
async function parsed(bytes: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise
  const { info } = await pdf.getMetadata()
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const page = await pdf.getPage(i + 1)
      const content = await page.getTextContent()
      const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ')
      return { text, tree: (await page.getStructTree()) as Node | null }
    }),
  )
  // A map at run time, whatever its type says.
  const mark = (await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean>
  const marked = mark.get('Marked')
  await pdf.loadingTask.destroy()
  return { info: info as Record<string, unknown>, pages, marked }
}

const rolesOf = (node: Node | null): string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)] : []

const squeezed = (text: string) => text.replaceAll(/\s+/gu, '')

describe('the PDF of a letter', () => {
  it.each(FILE_LANGUAGES)(
    'in %s is tagged, titled, in its language, and read in the right order',
    async (language) => {
      const letter = letterOf('WORK_REFUSED', 'SINGLE_PERMIT', language)
      const { info, pages, marked } = await parsed(await letterPdf(letter, TODAY))
      expect(info['Title']).toBe(letter.title)
      expect(info['Language']).toBe(`${language}-BE`)
      expect(marked).toBe(true)
      const roles = pages.flatMap(({ tree }) => rolesOf(tree))
      expect(roles.filter((role) => role === 'H1')).toHaveLength(1)
      const table = letter.rows.flatMap(() => ['TR', 'TH', 'TD'])
      expect(roles.slice(0, 7 + table.length)).toEqual([
        'Root',
        'Document',
        'P',
        'P',
        'P',
        'H1',
        'Table',
        ...table,
      ])
      expect(roles).toContain('H2')
      expect(roles.filter((role) => role === 'LI')).toHaveLength(1)
      const text = squeezed(pages.map((page) => page.text).join(''))
      for (const line of everyText(letter).split('\n').slice(1))
        expect(text).toContain(squeezed(line))
    },
  )

  it('has the same bytes for the same letter, and others for another day or word', async () => {
    const hash = async (letter: Letter, on = TODAY) =>
      createHash('sha256')
        .update(await letterPdf(letter, on))
        .digest('base64url')
    const letter = letterOf('INADMISSIBLE', 'WORK_CARD', 'nl')
    const first = await hash(letter)
    expect(await hash(structuredClone(letter))).toBe(first)
    expect(await hash(letter, '2026-06-21')).not.toBe(first)
    expect(await hash({ ...letter, signer: 'Iemand anders' })).not.toBe(first)
  })

  it('runs on over several pages, each with its number', async () => {
    const letter = letterOf('INADMISSIBLE', 'SINGLE_PERMIT', 'nl')
    const long = 'Een lange reden die blijft duren en niet ophoudt. '.repeat(160)
    const { pages } = await parsed(
      await letterPdf(
        { ...letter, blocks: [...letter.blocks, { kind: 'own', text: long }] },
        TODAY,
      ),
    )
    expect(pages.length).toBeGreaterThan(1)
    for (const [i, { text }] of pages.entries()) {
      expect(squeezed(text)).toContain(`Bladzijde${i + 1}van${pages.length}`)
    }
    expect(squeezed(pages.map(({ text }) => text).join('')).match(/nietophoudt/gu)).toHaveLength(
      160,
    )
  })

  it('prints the names of every people that writes in Latin script, Greek or Cyrillic', async () => {
    const letter = letterOf('ACKNOWLEDGEMENT', 'SINGLE_PERMIT', 'nl')
    const signer = 'TRẦN Quốc Tuấn, Əliyev Şahin, Łukasz Żółć, Ștefan Țiriac, Ελένη, Олена Їжак'
    const { pages } = await parsed(await letterPdf({ ...letter, signer }, TODAY))
    expect(squeezed(pages[0]!.text)).toContain(squeezed(signer))
  })

  it('refuses a character that it could not print', async () => {
    const letter = letterOf('ACKNOWLEDGEMENT', 'SINGLE_PERMIT', 'nl')
    await expect(letterPdf({ ...letter, signer: '王小明' }, TODAY)).rejects.toMatchObject({
      code: 'LETTER_CHARACTER',
      details: { character: '王' },
    })
  })
})
