/**
 * Extracts of registers about enterprises: the headers by which their fields are known, and a row as a
 * line. An enterprise is named by its number: by a name alone a line would be nobody's.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { RegisterSource } from '../contract/codes.ts'
import type { RegisterLineBody } from '../contract/records.ts'
import { hash } from '../identifiers/hash.ts'
import { accountKey, isIbanForm, parseIban } from '../identifiers/iban.ts'
import { enterpriseKey, enterpriseKeys } from '../linking/enterprise-keys.ts'
import { fold } from '../linking/names.ts'
import { type ImportField, field } from './field.ts'
import type { Reader, ReadRow } from './read-row.ts'
import {
  type Read,
  readCountry,
  readDate,
  readEnterpriseNumber,
  readInsz,
  readMunicipality,
  readNumber,
  readText,
  readVatNumber,
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
  works: 'WORKS',
} as const satisfies Record<string, RegisterSource>
export type RegisterImport = keyof typeof REGISTER_IMPORTS

/** True for an import whose rows become lines of a register. */
export function isRegisterImport(kind: string): kind is RegisterImport {
  return kind in REGISTER_IMPORTS
}

const FIRM_NAME =
  'onderneming|naam onderneming|entreprise|nom de l’entreprise|unternehmen|name des unternehmens|enterprise|enterprise name'
const FIRM_NUMBERS: readonly ImportField[] = [
  field(
    'enterprise.enterpriseNumber',
    'kbo|kbo nummer|ondernemingsnummer|bce|numéro d’entreprise|zud|zdu|unternehmensnummer|enterprise number',
  ),
  field(
    'enterprise.vatNumber',
    'btw|btw nummer|TVA|numéro de TVA|umsatzsteuernummer|mwst nummer|vat|vat number',
  ),
  field('enterprise.country', 'land|pays|country'),
]
const FIRM: readonly ImportField[] = [
  field('enterprise.name', `${FIRM_NAME}|naam|nom|name`, true),
  ...FIRM_NUMBERS,
]
/** Where a person is named too, a bare `Nom` may be either's: whoever imports says whose. */
const FIRM_BESIDE_PERSON: readonly ImportField[] = [
  field('enterprise.name', FIRM_NAME, true),
  ...FIRM_NUMBERS,
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
      'vte|voltijdse eenheden|voltijdsequivalenten|etp|équivalents temps plein|vzä|vollzeitäquivalente|vollzeiteinheiten|fte',
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
    ...FIRM_BESIDE_PERSON,
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
  works: [
    field(
      'enterprise.name',
      `${FIRM_NAME}|aannemer|naam aannemer|onderaannemer|entrepreneur|nom de l’entrepreneur|sous-traitant|auftragnehmer|subunternehmer|contractor`,
      true,
    ),
    ...FIRM_NUMBERS,
    asOf(
      'aangegeven op|datum aangifte|datum melding|déclaré le|date de déclaration|gemeldet am|datum der meldung|declared on',
      true,
    ),
    field(
      'number',
      'nummer|aangifte|nummer aangifte|werfmelding|nummer werfmelding|numéro|déclaration|numéro de déclaration|numéro de chantier|meldung|meldenummer|number|declaration',
      true,
    ),
    field('municipality', 'nis|nis code|refnis|gemeente nis|code INS|gemeinde nis', true),
    field(
      'street',
      'straat|adres|adres werf|rue|adresse|adresse du chantier|strasse|adresse der baustelle|street|address',
    ),
    field('siteName', 'werf|werfnaam|chantier|nom du chantier|baustelle|site|site name'),
    field(
      'principal.name',
      'opdrachtgever|bouwheer|maître d’ouvrage|commettant|donneur d’ordre|bauherr|auftraggeber|principal',
    ),
    field(
      'principal.number',
      'kbo opdrachtgever|kbo bouwheer|bce maître d’ouvrage|bce commettant|zud bauherr|zdu bauherr|principal number',
    ),
    field(
      'orderedBy.name',
      'in opdracht van|aannemer hoger|hogere aannemer|pour le compte de|entrepreneur supérieur|im auftrag von|ordered by',
    ),
    field(
      'orderedBy.number',
      'kbo in opdracht van|kbo hogere aannemer|bce pour le compte de|bce entrepreneur supérieur|zud im auftrag von|zdu im auftrag von|ordered by number',
    ),
    field(
      'period.from',
      'van|begin|begindatum|aanvang|du|début|date de début|von|beginn|anfangsdatum|from|start',
      true,
    ),
    field('period.to', 'tot|einde|einddatum|au|fin|date de fin|bis|ende|enddatum|to|end'),
    field(
      'valueEuro',
      'bedrag|bedrag zonder btw|waarde|montant|montant hors TVA|valeur|betrag|betrag ohne mwst|wert|amount|value',
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

/** An account number with right check digits. */
export function readIban(cell: string): Read<string> {
  const text = cell.trim().replace(/^IBAN[\s:]*/i, '')
  if (text === '') return null
  return isIbanForm(text) ? (parseIban(text) ?? unreadable.CHECK_DIGITS) : unreadable.NOT_A_CODE
}

function readLevel(cell: string): Read<number> {
  const level = readNumber(cell, 'DECIMALS')
  if (typeof level !== 'number') return level
  return [1, 2, 3, 4].includes(level) ? level : unreadable.NOT_A_CODE
}

/** A percentage: thousands would be more than all, so that a point stands before decimals. */
function readShare(cell: string): Read<number> {
  const share = readNumber(cell.replace('%', ''), 'DECIMALS')
  return typeof share === 'number' && share > 100 ? unreadable.NOT_A_NUMBER : share
}

/** What counts by ones or cents; in a table a lone point parts thousands. */
export const readAmount = (row: Reader) => (cell: string) =>
  readNumber(cell, row.hasDecimalPoint ? 'DECIMALS' : 'THOUSANDS')

/** What has decimals as often as thousands. */
const readMeasure = (row: Reader) => (cell: string) =>
  readNumber(cell, row.hasDecimalPoint ? 'DECIMALS' : 'UNKNOWN')

/** A day that has been: a register does not know of tomorrow. */
export const readPast =
  (today: LocalDate) =>
  (cell: string): Read<LocalDate> => {
    const day = readDate(cell)
    return typeof day === 'string' && day > today ? unreadable.IN_THE_FUTURE : day
  }

type Firm = RegisterLineBody['enterprise']

const isBelgianVat = (key: string) => /^BE\d+$/.test(key)

function readOwnNumber(cell: string): Read<string> {
  return /\d/.test(cell) ? readEnterpriseNumber(cell) : null
}

/** The number of an enterprise, from here or abroad. */
function readPartyNumber(cell: string): Read<string> {
  if (!/\d/.test(cell)) return null
  const key = enterpriseKey(cell)
  return /^(?:BE)?\d+$/.test(key) ? readEnterpriseNumber(key.replace(/^BE/, '')) : key
}

/** The numbers as records of enterprises have them: a Belgian VAT number is an enterprise number. */
function readFirm(row: Reader): Firm {
  const name = row.need('enterprise.name', readText) ?? ''
  const before = row.problems.length
  const country = row.get('enterprise.country', readCountry)
  const told = row.get('enterprise.enterpriseNumber', readOwnNumber)
  const vat = row.get('enterprise.vatNumber', readVatNumber(country === 'BE'))
  if ((told ?? vat) === null && row.problems.length === before) {
    row.problems.push({ field: 'enterprise.enterpriseNumber', reason: 'MISSING' })
  }
  const [own = null] = enterpriseKeys([vat !== null && isBelgianVat(vat) ? vat : null])
  const enterpriseNumber = told ?? own
  return {
    name,
    country: country ?? (enterpriseNumber === null ? 'ZZ' : 'BE'),
    // A group of enterprises for VAT has a Belgian number that is not the enterprise's.
    vatNumber: own !== null && own === enterpriseNumber ? null : vat,
    enterpriseNumber,
  }
}

/** Whom a row names by number; null: it names nobody so. The gateway puts a key of its own in its place. */
function numberKey(row: Reader): string | null {
  const number = row.get('director.number', readInsz)
  return number === null ? null : `dir-${hash(`number ${number}`)}`
}

/**
 * The same person by the same number; where none is told, by name and birth date. A line without number
 * is never said to be about the person of a line with one, though it may be: names do not tell.
 */
function directorKey(row: Reader, names: string): string | null {
  const before = row.problems.length
  const numbered = numberKey(row)
  const birthDate = row.get('director.birthDate', readDate)
  if (numbered !== null) return numbered
  if (birthDate !== null) return `dir-${hash(`name ${fold(names)} ${birthDate}`)}`
  // Namesakes are several people.
  if (row.problems.length === before) row.problems.push({ field: null, reason: 'NAMESAKES' })
  return null
}

function directorship(
  row: Reader,
  today: LocalDate,
): NonNullable<RegisterLineBody['directorship']> {
  const familyName = row.need('director.familyName', readText) ?? ''
  const givenNames = row.need('director.givenNames', readText) ?? ''
  const period = readPeriod(row)
  return {
    director: directorKey(row, `${familyName} ${givenNames}`) ?? '',
    familyName,
    givenNames,
    function: row.need('function', readFunction) ?? 'DIRECTOR',
    period,
    bankruptOn: row.get('bankruptOn', readPast(today)),
  }
}

function readPeriod(row: Reader): { from: LocalDate; to: LocalDate | null } {
  const from = row.need('period.from', readDate) ?? ''
  const to = row.get('period.to', readDate)
  if (from && to && to < from) {
    row.problems.push({ field: 'period.to', reason: 'ENDS_BEFORE_START' })
  }
  return { from, to }
}

/** Somebody else in the works of a row; null when nobody is named: a number alone is nobody's name. */
function readParty(row: Reader, of: string): { name: string; number: string | null } | null {
  const name = row.get(`${of}.name`, readText)
  const number = row.get(`${of}.number`, readPartyNumber)
  return name === null && number === null ? null : { name: name ?? number!, number }
}

interface Part {
  part: Partial<RegisterLineBody>
  /** What tells the line from others of the enterprise. */
  key: (string | number | null)[]
  /** A later row of the same key takes the place of an earlier one. */
  isLatest?: boolean
}

interface Days {
  /** The day up to which the row speaks. */
  on: LocalDate
  today: LocalDate
}

/** The part of the line that its source tells. */
const PARTS: Readonly<Record<RegisterImport, (row: Reader, days: Days) => Part>> = {
  staff: (row, { on }) => {
    const euro = row.get('socialDebtEuro', readAmount(row))
    const staff = {
      fullTimeEquivalents: row.need('fullTimeEquivalents', readMeasure(row)) ?? 0,
      turnoverFiled: row.need('turnoverFiled', readYesNo) ?? false,
      socialDebtCents: Math.round((euro ?? 0) * 100),
    }
    return { part: { staff }, key: [on] }
  },
  director: (row, { today }) => {
    const said = directorship(row, today)
    return { part: { directorship: said }, key: [said.director, said.function, said.period.from] }
  },
  sanction: (row, { on }) => {
    const number = row.get('number', readText)
    const sanction = {
      level: row.need('level', readLevel) ?? 1,
      director: numberKey(row),
    }
    // One decision may concern an enterprise and its director.
    const decision = number === null ? [on, sanction.level] : [number]
    return { part: { sanction }, key: [...decision, sanction.director] }
  },
  account: (row) => {
    const iban = row.need('iban', readIban) ?? ''
    const account = { key: accountKey(iban), iban, origin: row.get('origin', readOrigin) ?? 'FEE' }
    // Many payments from one account are one line, with the day of the last.
    return { part: { account }, key: [account.key, account.origin], isLatest: true }
  },
  homeActivity: (row, { on, today }) => {
    const home = {
      foundedOn: row.need('foundedOn', readPast(today)) ?? '',
      postedShare: row.need('postedShare', readShare) ?? 0,
      atAddress: Math.round(row.need('atAddress', readAmount(row)) ?? 0),
      activeAtHome: row.need('activeAtHome', readYesNo) ?? false,
    }
    return { part: { home }, key: [on] }
  },
  works: (row) => {
    const orderedBy = readParty(row, 'orderedBy')
    const works = {
      number: row.need('number', readText) ?? '',
      siteName: row.get('siteName', readText),
      street: row.get('street', readText),
      municipality: row.need('municipality', readMunicipality) ?? '',
      principal: readParty(row, 'principal'),
      orderedBy,
      period: readPeriod(row),
      valueCents: Math.round((row.need('valueEuro', readAmount(row)) ?? 0) * 100),
    }
    // The contractor is in the key anyway; it may work for two others on one site.
    return { part: { works }, key: [works.number, orderedBy?.number ?? orderedBy?.name ?? null] }
  },
}

const NO_PARTS = { home: null, staff: null, sanction: null, directorship: null, account: null }

/** True for a line in whose place one with a later day stands already: an account has one line for all its days. */
export function isOutdated(told: RegisterLineBody, held: RegisterLineBody): boolean {
  return told.account !== null && told.on < held.on
}

/** A row of a register as a line, or all that is wrong with it. `today`: in Brussels. */
export function readRegisterRow(kind: RegisterImport, row: Reader, today: LocalDate): ReadRow {
  const enterprise = readFirm(row)
  const on = row.need('asOf', readPast(today)) ?? ''
  const { part, key, isLatest } = PARTS[kind](row, { on, today })
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  const body = { source: REGISTER_IMPORTS[kind], on, enterprise, ...NO_PARTS, ...part }
  const firm = enterprise.enterpriseNumber ?? enterprise.vatNumber
  return { ok: true, key: [firm, ...key].join('|'), ...(isLatest && { day: on }), body }
}
