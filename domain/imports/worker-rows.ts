/**
 * Extracts of sources about workers: the headers by which their fields are known, and a row as a line. A worker
 * is named by the national number or by a declaration: by a name alone a line would be nobody's.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { WorkerSource } from '../contract/codes.ts'
import type { WorkerLineBody } from '../contract/records.ts'
import { accountKey } from '../identifiers/iban.ts'
import { type ImportField, field } from './field.ts'
import type { Reader, ReadRow } from './read-row.ts'
import { readAmount, readIban, readPast } from './register-rows.ts'
import {
  type Read,
  readCountry,
  readDate,
  readEnterpriseNumber,
  readInsz,
  readNumber,
  readText,
  readVatNumber,
  readYesNo,
  unreadable,
} from './values.ts'

/** What is imported of each source. */
export const WORKER_IMPORTS = {
  dmfa: 'DMFA',
  notification: 'NOTIFICATIONS',
  chainFile: 'CHAIN_FILES',
  payment: 'PAYMENTS',
  cardActivity: 'CARD_ACTIVITY',
} as const satisfies Record<string, WorkerSource>
export type WorkerImport = keyof typeof WORKER_IMPORTS

/** True for an import whose rows become lines about workers. */
export function isWorkerImport(kind: string): kind is WorkerImport {
  return kind in WORKER_IMPORTS
}

const INSZ =
  'niss|rijksregisternummer|numéro national|registre national|enss|nationalregisternummer|ssin|bis nummer|insz werknemer|niss travailleur'
const insz = (required = false) => field('insz', INSZ, required)
const L1 = field('l1Number', 'L1|L1 nummer|numéro L1|L1-Nummer|limosa nummer|numéro limosa')

const EMPLOYER = 'werkgever|naam werkgever|employeur|nom de l’employeur|arbeitgeber|employer'
const employer = (headers: string): ImportField[] => [
  field('employer.name', headers, true),
  field(
    'employer.enterpriseNumber',
    'kbo|kbo nummer|kbo werkgever|ondernemingsnummer|bce|bce employeur|numéro d’entreprise|zdu|zud|unternehmensnummer|enterprise number|employer enterprise number',
  ),
]
const ABROAD: readonly ImportField[] = [
  field(
    'employer.country',
    'land|land werkgever|pays|pays de l’employeur|land des arbeitgebers|country|employer country',
  ),
  field(
    'employer.vatNumber',
    'btw|btw nummer|btw werkgever|TVA|numéro de TVA|umsatzsteuernummer|mwst nummer|vat|vat number',
  ),
]
const on = (headers: string) => field('asOf', headers, true)
const to = (name: string, headers: string) => field(`papers.${name}`, headers)

export const WORKER_FIELDS: Readonly<Record<WorkerImport, readonly ImportField[]>> = {
  dmfa: [
    insz(true),
    ...employer(EMPLOYER),
    field('quarter', 'kwartaal|trimestre|quartal', true),
    field(
      'line',
      'tewerkstellingslijn|lijnnummer|ligne d’occupation|numéro de ligne|beschäftigungszeile|zeilennummer|occupation line',
    ),
    field(
      'wageEuro',
      'loon|brutoloon|bezoldiging|looncode 1|rémunération|salaire|salaire brut|lohn|bruttolohn|entlohnung|wage|gross wage|remuneration',
      true,
    ),
    field(
      'days',
      'dagen|betaalde dagen|bezoldigde dagen|jours|jours payés|jours rémunérés|tage|bezahlte tage|paid days',
    ),
    field(
      'daysPerWeek',
      'dagen per week|arbeidsstelsel|jours par semaine|tage pro woche|days per week',
    ),
    field('hours', 'uren|betaalde uren|heures|heures payées|stunden|bezahlte stunden|paid hours'),
    field(
      'weeklyHours',
      'uren per week|wekelijkse arbeidsduur|gemiddelde uren per week|heures par semaine|durée hebdomadaire|wochenstunden|hours per week',
    ),
    field(
      'fullTimeHours',
      'uren maatpersoon|uren per week maatpersoon|heures de la personne de référence|heures personne de référence|stunden der maßperson|stunden referenzperson|full time hours|reference hours',
    ),
    field(
      'fraction',
      'tewerkstellingsbreuk|arbeidsregeling|prestatiebreuk|fraction d’occupation|fraction|taux d’occupation|beschäftigungsgrad|working time fraction',
    ),
  ],
  notification: [
    insz(),
    L1,
    ...employer(EMPLOYER),
    ...ABROAD,
    on(
      'gemeld op|datum kennisgeving|kennisgeving op|notifiée le|date de notification|notification du|mitgeteilt am|datum der mitteilung|notified on|filed on',
    ),
    field('reason', 'reden|motivering|motif|motivation|grund|begründung'),
  ],
  chainFile: [
    insz(),
    L1,
    ...employer(
      `${EMPLOYER}|onderaannemer|naam onderaannemer|sous-traitant|nom du sous-traitant|subunternehmer|subcontractor`,
    ),
    ...ABROAD,
    on(
      'gezien op|datum controle|ingezien op|vu le|consulté le|date du contrôle|gesehen am|eingesehen am|seen on',
    ),
    to(
      'passport',
      'paspoort tot|paspoort geldig tot|passeport jusqu’au|passeport valable jusqu’au|reisepass bis|reisepass gültig bis|passport to|passport valid to',
    ),
    to(
      'residence',
      'verblijf zendstaat tot|verblijfstitel zendstaat tot|séjour état d’envoi jusqu’au|titre de séjour état d’envoi au|aufenthalt entsendestaat bis|aufenthaltstitel entsendestaat bis|home residence to',
    ),
    to('l1', 'limosa tot|L1 tot|limosa jusqu’au|L1 jusqu’au|limosa bis|L1 bis|limosa to|L1 to'),
    to('a1', 'A1 tot|A1 jusqu’au|A1 bis|A1 to'),
    to(
      'belgianStay',
      'verblijf belgië tot|verblijfstitel belgië tot|séjour belgique jusqu’au|titre de séjour belgique au|aufenthalt belgien bis|aufenthaltstitel belgien bis|belgian stay to',
    ),
    to(
      'workAuthorisation',
      'arbeidsvergunning tot|toelating tot arbeid tot|beroepskaart tot|autorisation de travail jusqu’au|carte professionnelle jusqu’au|arbeitserlaubnis bis|berufskarte bis|work authorisation to',
    ),
    to('dimona', 'dimona tot|dimona jusqu’au|dimona bis|dimona to'),
  ],
  payment: [
    insz(true),
    ...employer(EMPLOYER),
    on('betaald op|datum betaling|payé le|date de paiement|gezahlt am|zahlungsdatum|paid on'),
    field(
      'wageEuro',
      'loon|nettoloon|te betalen|salaire|salaire net|lohn|nettolohn|wage|net wage',
      true,
    ),
    field(
      'deductedEuro',
      'ingehouden|inhouding|inhoudingen|afhouding|retenu|retenues|retenue|einbehalten|abzug|abzüge|deducted|deductions',
    ),
    field('iban', 'rekening|rekeningnummer|compte|numéro de compte|konto|kontonummer|account'),
  ],
  cardActivity: [
    insz(true),
    on('stand|toestand op|situation au|état au|stand am|as of'),
    field(
      'vatActive',
      'btw actief|btw plichtig|TVA active|assujetti TVA|mwst aktiv|mehrwertsteuerpflichtig|vat active',
      true,
    ),
    field(
      'contributionsPaid',
      'bijdragen betaald|sociale bijdragen|cotisations payées|cotisations sociales|beiträge gezahlt|sozialbeiträge|contributions paid',
      true,
    ),
  ],
}

const QUARTER = /^(?:(\d{4})\D{0,4}([1-4])|[KQT]?([1-4])\D{1,4}(\d{4}))$/
const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31']
const MONTHS_OF_QUARTER = 3

/** A quarter as `2026-Q1`, `2026/1`, `20261`, `1e kwartaal 2026`, `T1 2026`: its first and last day. */
function readQuarter(cell: string): Read<{ from: LocalDate; to: LocalDate }> {
  const text = cell
    .trim()
    .toUpperCase()
    .replace(/KWARTAAL|KW|TRIMESTRE|TRIM|QUARTAL|QUARTER|(?<=\d)(?:E|ER|ÈME|ST|ND|RD|TH)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return null
  const parts = QUARTER.exec(text)
  if (!parts) return unreadable.NOT_A_CODE
  const year = parts[1] ?? parts[4]!
  const quarter = Number(parts[2] ?? parts[3]!)
  const month = String((quarter - 1) * MONTHS_OF_QUARTER + 1).padStart(2, '0')
  return { from: `${year}-${month}-01`, to: `${year}-${QUARTER_ENDS[quarter - 1]!}` }
}

/** A number of hours or days: decimals as often as none, never thousands. */
const readUnits = (cell: string) => readNumber(cell, 'DECIMALS')

function readPercentage(cell: string): Read<number> {
  const share = readUnits(cell.replace('%', ''))
  return typeof share === 'number' && share > 100 ? unreadable.NOT_A_NUMBER : share
}

type Employer = NonNullable<WorkerLineBody['employer']>

function readEmployer(row: Reader): Employer {
  const name = row.need('employer.name', readText) ?? ''
  const country = row.get('employer.country', readCountry)
  const vatNumber = row.get('employer.vatNumber', readVatNumber(country === 'BE'))
  const enterpriseNumber = row.get('employer.enterpriseNumber', readEnterpriseNumber)
  return {
    name,
    country: country ?? (enterpriseNumber === null ? 'ZZ' : 'BE'),
    vatNumber,
    enterpriseNumber,
  }
}

function readWorker(row: Reader): WorkerLineBody['worker'] {
  const before = row.problems.length
  const worker = { insz: row.get('insz', readInsz), l1Number: row.get('l1Number', readText) }
  if (row.problems.length === before && worker.insz === null && worker.l1Number === null) {
    row.problems.push({ field: null, reason: 'WHOSE_UNKNOWN' })
  }
  return worker
}

/** Percentage of full time: told, or the hours of a week held against those of full time. */
function readFraction(row: Reader): number {
  const before = row.problems.length
  const told = row.get('fraction', readPercentage)
  const own = row.get('weeklyHours', readUnits)
  const full = row.get('fullTimeHours', readUnits)
  if (told !== null) return told
  if (own !== null && full !== null && full > 0) {
    return Math.min(100, Math.round((10_000 * own) / full) / 100)
  }
  if (row.problems.length === before) row.problems.push({ field: 'fraction', reason: 'MISSING' })
  return 0
}

/** Hours of a day, where an extract counts hours: a fifth of a week. */
const DAYS_OF_WEEK = 5
const MOST_DAYS = 92

function readDays(row: Reader): number {
  const before = row.problems.length
  const days = row.get('days', readUnits)
  const hours = row.get('hours', readUnits)
  const full = row.get('fullTimeHours', readUnits)
  const counted =
    days ?? (hours !== null && full !== null && full > 0 ? (hours * DAYS_OF_WEEK) / full : null)
  if (counted === null) {
    if (row.problems.length === before) row.problems.push({ field: 'days', reason: 'MISSING' })
    return 0
  }
  if (counted > MOST_DAYS) row.problems.push({ field: 'days', reason: 'NOT_A_NUMBER' })
  return Math.round(counted * 100) / 100
}

const [FEWEST_DAYS_OF_WEEK, MOST_DAYS_OF_WEEK] = [0.5, 7]

/** In how many days of a week the days are counted: told, or those in which hours become days. */
function readRegime(row: Reader): { daysPerWeek?: number } {
  const isOfHours = row.get('days', readUnits) === null
  const told = isOfHours ? DAYS_OF_WEEK : row.get('daysPerWeek', readUnits)
  if (told === null) return {}
  if (told < FEWEST_DAYS_OF_WEEK || told > MOST_DAYS_OF_WEEK) {
    row.problems.push({ field: 'daysPerWeek', reason: 'NOT_A_NUMBER' })
  }
  return { daysPerWeek: told }
}

const cents = (euro: number | null) => Math.round((euro ?? 0) * 100)

interface Told {
  on: LocalDate
  employer: Employer | null
  part: Partial<WorkerLineBody>
  /** What tells the line from others of the worker. */
  key: (string | null)[]
}

const named = ({ enterpriseNumber, vatNumber, name }: Employer) =>
  enterpriseNumber ?? vatNumber ?? name

const PAPERS = [
  'passport',
  'residence',
  'l1',
  'a1',
  'belgianStay',
  'workAuthorisation',
  'dimona',
] as const

const READERS: Readonly<Record<WorkerImport, (row: Reader, today: LocalDate) => Told>> = {
  dmfa: (row, today) => {
    const from = readEmployer(row)
    const quarter = row.need('quarter', readQuarter)
    if (quarter && quarter.from > today) {
      row.problems.push({ field: 'quarter', reason: 'IN_THE_FUTURE' })
    }
    const wage = {
      from: quarter?.from ?? '',
      to: quarter?.to ?? '',
      wageCents: cents(row.need('wageEuro', readAmount(row))),
      days: readDays(row),
      fraction: readFraction(row),
      ...readRegime(row),
    }
    // The wage of one quarter may stand on several lines: hours that changed, another workplace.
    const line = row.get('line', readText)
    return { on: wage.to, employer: from, part: { wage }, key: [named(from), wage.from, line] }
  },
  notification: (row, today) => {
    const from = readEmployer(row)
    const day = row.need('asOf', readPast(today)) ?? ''
    const notification = { reason: row.get('reason', readText) }
    return { on: day, employer: from, part: { notification }, key: [named(from), day] }
  },
  chainFile: (row, today) => {
    const from = readEmployer(row)
    const day = row.need('asOf', readPast(today)) ?? ''
    const papers = Object.fromEntries(
      PAPERS.map((paper) => [paper, row.get(`papers.${paper}`, readDate)]),
    ) as NonNullable<WorkerLineBody['papers']>
    return { on: day, employer: from, part: { papers }, key: [named(from)] }
  },
  payment: (row, today) => {
    const from = readEmployer(row)
    const day = row.need('asOf', readPast(today)) ?? ''
    const iban = row.get('iban', readIban)
    const payment = {
      wageCents: cents(row.need('wageEuro', readAmount(row))),
      deductedCents: cents(row.get('deductedEuro', readAmount(row))),
      account: iban === null ? null : accountKey(iban),
    }
    return { on: day, employer: from, part: { payment }, key: [named(from), day] }
  },
  cardActivity: (row, today) => {
    const day = row.need('asOf', readPast(today)) ?? ''
    const activity = {
      vatActive: row.need('vatActive', readYesNo) ?? false,
      contributionsPaid: row.need('contributionsPaid', readYesNo) ?? false,
    }
    return { on: day, employer: null, part: { activity }, key: [day] }
  },
}

const NO_PARTS = { wage: null, notification: null, papers: null, payment: null, activity: null }

/** A row about a worker as a line, or all that is wrong with it. `today`: in Brussels. */
export function readWorkerRow(kind: WorkerImport, row: Reader, today: LocalDate): ReadRow {
  const worker = readWorker(row)
  const told = READERS[kind](row, today)
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  const { on: day, employer: from, part, key } = told
  const body = {
    source: WORKER_IMPORTS[kind],
    on: day,
    worker,
    employer: from,
    ...NO_PARTS,
    ...part,
  }
  return { ok: true, key: [worker.insz ?? worker.l1Number, ...key].join('|'), body }
}
