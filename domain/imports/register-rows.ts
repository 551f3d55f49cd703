/**
 * Extracts of registers about enterprises: the headers by which their fields are known, and a row as a
 * line. An enterprise is named by its number: by a name alone a line would be nobody's.
 */
import type { RegisterSource } from '../contract/codes.ts'
import type { RegisterLineBody } from '../contract/records.ts'
import { hash } from '../identifiers/hash.ts'
import { accountKey, parseIban } from '../identifiers/iban.ts'
import { fold } from '../linking/names.ts'
import { type ImportField, field } from './field.ts'
import type { Reader, ReadRow } from './read-row.ts'
import {
  type Read,
  readCountry,
  readDate,
  readEnterpriseNumber,
  readNumber,
  readText,
  readWord,
  readYesNo,
  unreadable,
  wordsOf,
} from './values.ts'

/** What is imported of each register. */
export const REGISTER_IMPORTS = {
  staff: 'STAFF',
  director: 'DIRECTORS',
  sanction: 'SANCTIONS',
  account: 'ACCOUNTS',
  homeActivity: 'HOME_ACTIVITY',
} as const satisfies Record<string, RegisterSource>
export type RegisterImport = keyof typeof REGISTER_IMPORTS

/** True for an import whose rows become lines of a register. */
export function isRegisterImport(kind: string): kind is RegisterImport {
  return kind in REGISTER_IMPORTS
}

const FIRM: readonly ImportField[] = [
  field(
    'enterprise.name',
    'onderneming|naam onderneming|naam|entreprise|nom|unternehmen|name|enterprise',
    true,
  ),
  field(
    'enterprise.enterpriseNumber',
    'kbo|kbo nummer|ondernemingsnummer|bce|numéro d’entreprise|zdu|unternehmensnummer|enterprise number',
  ),
  field(
    'enterprise.vatNumber',
    'btw|btw nummer|TVA|numéro de TVA|umsatzsteuernummer|mwst nummer|vat|vat number',
  ),
  field('enterprise.country', 'land|pays|country'),
]

const asOf = (headers: string, required = false) => field('asOf', headers, required)
const AS_OF = 'stand|toestand op|situation au|état au|stand am|as of'

const DIRECTOR: readonly ImportField[] = [
  field(
    'director.number',
    'insz|niss|rijksregisternummer|numéro national|enss|nationalregisternummer|ssin|bis nummer',
  ),
  field(
    'director.familyName',
    'familienaam|achternaam|nom de famille|familienname|nachname|surname|family name',
    true,
  ),
  field(
    'director.givenNames',
    'voornaam|voornamen|prénom|prénoms|vorname|vornamen|given names|first name',
    true,
  ),
  field(
    'director.birthDate',
    'geboortedatum|date de naissance|geburtsdatum|birth date|date of birth',
  ),
]

export const REGISTER_FIELDS: Readonly<Record<RegisterImport, readonly ImportField[]>> = {
  staff: [
    ...FIRM,
    asOf(AS_OF, true),
    field(
      'fullTimeEquivalents',
      'vte|voltijdse eenheden|voltijdsequivalenten|etp|équivalents temps plein|vzä|vollzeiteinheiten|fte',
      true,
    ),
    field(
      'turnoverFiled',
      'omzet|omzet neergelegd|chiffre d’affaires|chiffre d’affaires déposé|umsatz|umsatz hinterlegt|turnover|turnover filed',
      true,
    ),
    field(
      'socialDebtEuro',
      'sociale schuld|rsz schuld|dette sociale|dette onss|sozialschuld|social debt',
    ),
  ],
  director: [
    ...FIRM,
    ...DIRECTOR,
    asOf(AS_OF, true),
    field('function', 'functie|fonction|funktion|function', true),
    field(
      'period.from',
      'van|begin|begindatum|vanaf|du|début|date de début|von|beginn|anfangsdatum|from|start',
      true,
    ),
    field('period.to', 'tot|einde|einddatum|au|fin|date de fin|bis|ende|enddatum|to|end'),
    field(
      'bankruptOn',
      'failliet op|faillissement|datum faillissement|faillite|faillite le|date de faillite|konkurs|konkurs am|bankrupt on|bankruptcy',
    ),
  ],
  sanction: [
    ...FIRM,
    field('number', 'nummer|beslissing|numéro|décision|entscheidung|decision|decision number'),
    asOf(
      'definitief op|kracht van gewijsde|définitive le|endgültig am|rechtskräftig am|final on',
      true,
    ),
    field('level', 'niveau|sanctieniveau|niveau de sanction|stufe|level', true),
    ...DIRECTOR.filter(({ name }) => name === 'director.number'),
  ],
  account: [
    ...FIRM,
    field(
      'iban',
      'rekening|rekeningnummer|compte|numéro de compte|konto|kontonummer|account',
      true,
    ),
    asOf(
      'datum|gekend sinds|date|connu depuis|bekannt seit|known since|betaald op|payé le|gezahlt am',
      true,
    ),
    field('origin', 'herkomst|origine|herkunft|origin'),
  ],
  homeActivity: [
    ...FIRM,
    asOf(
      'beantwoord op|antwoord op|répondu le|réponse du|beantwortet am|antwort vom|answered on',
      true,
    ),
    field(
      'foundedOn',
      'opgericht op|oprichting|constituée le|constitution|gegründet am|gründung|founded on',
      true,
    ),
    field(
      'postedShare',
      'aandeel in belgië|aandeel gedetacheerd|part en belgique|part détachée|anteil in belgien|anteil entsandt|posted share',
      true,
    ),
    field(
      'atAddress',
      'andere op het adres|autres à l’adresse|andere an der adresse|at address',
      true,
    ),
    field(
      'activeAtHome',
      'actief in thuisland|active dans le pays d’origine|im herkunftsland tätig|active at home',
      true,
    ),
  ],
}

const readFunction = readWord(
  wordsOf({
    DIRECTOR: 'bestuurder|zaakvoerder|administrateur|gérant|verwalter|geschäftsführer|director',
    DAILY_MANAGER:
      'dagelijks bestuurder|gedelegeerd bestuurder|délégué à la gestion journalière|administrateur délégué|beauftragter der täglichen geschäftsführung|daily manager',
    CURATOR: 'curator|curateur|konkursverwalter',
    LIQUIDATOR: 'vereffenaar|liquidateur|liquidator',
  }),
)
const readOrigin = readWord(
  wordsOf({
    FEE: 'retributie|redevance|gebühr|fee',
    APPLICATION: 'aanvraag|aanvraagformulier|demande|formulaire|antrag|antragsformular|application',
  }),
)

function readIban(cell: string): Read<string> {
  return cell.trim() === '' ? null : (parseIban(cell) ?? unreadable.CHECK_DIGITS)
}

function readLevel(cell: string): Read<number> {
  const level = readNumber(cell)
  if (typeof level !== 'number') return level
  return [1, 2, 3, 4].includes(level) ? level : unreadable.NOT_A_CODE
}

function readShare(cell: string): Read<number> {
  const share = readNumber(cell.replace('%', ''))
  return typeof share === 'number' && share > 100 ? unreadable.NOT_A_NUMBER : share
}

type Firm = RegisterLineBody['enterprise']

function readFirm(row: Reader): Firm {
  const name = row.need('enterprise.name', readText) ?? ''
  const before = row.problems.length
  const enterpriseNumber = row.get('enterprise.enterpriseNumber', readEnterpriseNumber)
  const vatNumber = row.get('enterprise.vatNumber', readText)
  if ((enterpriseNumber ?? vatNumber) === null && row.problems.length === before) {
    row.problems.push({ field: 'enterprise.enterpriseNumber', reason: 'MISSING' })
  }
  const country = row.get('enterprise.country', readCountry) ?? (enterpriseNumber ? 'BE' : 'ZZ')
  return { name, country, vatNumber, enterpriseNumber }
}

/** The same person by the same number; where none is told, by name and birth date. */
function directorKey(row: Reader, names: string): string | null {
  const number = row.get('director.number', readText)?.replace(/\W/g, '') ?? null
  const birthDate = row.get('director.birthDate', readDate)
  if (number === null && names === '') return null
  return `dir-${hash(number ?? `${fold(names)} ${birthDate ?? ''}`)}`
}

function directorship(row: Reader): NonNullable<RegisterLineBody['directorship']> {
  const familyName = row.need('director.familyName', readText) ?? ''
  const givenNames = row.need('director.givenNames', readText) ?? ''
  const from = row.need('period.from', readDate) ?? ''
  const to = row.get('period.to', readDate)
  if (from && to && to < from) {
    row.problems.push({ field: 'period.to', reason: 'ENDS_BEFORE_START' })
  }
  return {
    director: directorKey(row, `${familyName} ${givenNames}`) ?? '',
    familyName,
    givenNames,
    function: row.need('function', readFunction) ?? 'DIRECTOR',
    period: { from, to },
    bankruptOn: row.get('bankruptOn', readDate),
  }
}

interface Part {
  part: Partial<RegisterLineBody>
  /** What tells the line from others of the enterprise. */
  key: (string | number | null)[]
}

/** The part of the line that its source tells. */
const PARTS: Readonly<Record<RegisterImport, (row: Reader, on: string) => Part>> = {
  staff: (row, day) => {
    const euro = row.get('socialDebtEuro', readNumber)
    const staff = {
      fullTimeEquivalents: row.need('fullTimeEquivalents', readNumber) ?? 0,
      turnoverFiled: row.need('turnoverFiled', readYesNo) ?? false,
      socialDebtCents: Math.round((euro ?? 0) * 100),
    }
    return { part: { staff }, key: [day] }
  },
  director: (row) => {
    const said = directorship(row)
    return { part: { directorship: said }, key: [said.director, said.function, said.period.from] }
  },
  sanction: (row, day) => {
    const number = row.get('number', readText)
    const sanction = {
      level: row.need('level', readLevel) ?? 1,
      director: directorKey(row, ''),
    }
    const key = number === null ? [day, sanction.level, sanction.director] : [number]
    return { part: { sanction }, key }
  },
  account: (row) => {
    const iban = row.need('iban', readIban) ?? ''
    const account = { key: accountKey(iban), iban, origin: row.get('origin', readOrigin) ?? 'FEE' }
    return { part: { account }, key: [account.key] }
  },
  homeActivity: (row, day) => {
    const home = {
      foundedOn: row.need('foundedOn', readDate) ?? '',
      postedShare: row.need('postedShare', readShare) ?? 0,
      atAddress: Math.round(row.need('atAddress', readNumber) ?? 0),
      activeAtHome: row.need('activeAtHome', readYesNo) ?? false,
    }
    return { part: { home }, key: [day] }
  },
}

const NO_PARTS = { home: null, staff: null, sanction: null, directorship: null, account: null }

/** A row of a register as a line, or all that is wrong with it. */
export function readRegisterRow(kind: RegisterImport, row: Reader): ReadRow {
  const enterprise = readFirm(row)
  const day = row.need('asOf', readDate) ?? ''
  const { part, key } = PARTS[kind](row, day)
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  const body = { source: REGISTER_IMPORTS[kind], on: day, enterprise, ...NO_PARTS, ...part }
  const firm = enterprise.enterpriseNumber ?? enterprise.vatNumber
  return { ok: true, key: [firm, ...key].join('|'), body }
}
