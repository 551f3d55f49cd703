/** A row of an extract as the body of a record, or all that is wrong with it. */
import type { LocalDate } from '../calendar/local-date.ts'
import type {
  A1Body,
  Address,
  BodyOf,
  DeclarationBody,
  EmploymentBody,
  Liaison,
  Period,
  PostingPapers,
  PresenceBody,
} from '../contract/records.ts'
import { PLACES_MAX, type Region } from '../contract/codes.ts'
import { type EmployerField, notForSelfEmployed } from '../limosa/self-employed.ts'
import { parseVatNumber } from '../identifiers/vat-number.ts'
import { municipalityOfAddress, regionOfAddress } from '../reference/postal-codes.ts'
import { regionOfMunicipality } from '../reference/municipalities.ts'
import type { ImportedKind, ImportKind, Mapping } from './fields.ts'
import { numberedField, numbersOf } from './groups.ts'
import { isRegisterImport, readRegisterRow, type RegisterImport } from './register-rows.ts'
import { isWorkerImport, readWorkerRow, type WorkerImport } from './worker-rows.ts'
import {
  type ImportReason,
  type Read,
  readBirthDate,
  readCountry,
  readDate,
  readDigits,
  readEnterpriseNumber,
  readEstablishmentUnit,
  readInstant,
  readInsz,
  readMunicipality,
  readText,
  readVatNumber,
  readWord,
  readYesNo,
  Unreadable,
  wordsOf,
} from './values.ts'

export interface RowProblem {
  field: string | null
  reason: ImportReason
}

/**
 * A row that was read: the key tells it from others of the same source. `day`: several rows of one key may
 * stand in one extract, each of its own day; the latest is what the record holds.
 */
export type ReadRow =
  | { ok: true; key: string; day?: LocalDate; body: BodyOf<ImportedKind> }
  | { ok: false; problems: RowProblem[] }

/** A cell by its column; empty when the row has none. */
export type Cells = (column: number) => string

const readStatus = readWord(
  wordsOf({
    ACTIVE: 'actief|actif|active|aktiv|lopend',
    CANCELLED: 'geannuleerd|annulée|annulé|storniert|canceled',
    REPLACED: 'vervangen|remplacée|remplacé|ersetzt',
  }),
)
const readKind = readWord(
  wordsOf({
    EMPLOYEE: 'werknemer|travailleur|salarié|arbeitnehmer|gedetacheerde|détaché',
    SELF_EMPLOYED: 'zelfstandige|indépendant|selbständiger|selbstständiger|self-employed',
    TRAINEE: 'stagiair|stagiaire|praktikant',
  }),
)
const readSector = readWord(
  wordsOf({
    CONSTRUCTION: 'bouw|construction|bau|baugewerbe',
    MEAT: 'vlees|viande|fleisch',
    CLEANING: 'schoonmaak|nettoyage|reinigung',
    AGENCY: 'uitzendarbeid|intérim|travail intérimaire|leiharbeit|zeitarbeit',
    OTHER: 'andere|autre|andere|sonstige',
  }),
)
const readSex = readWord(
  wordsOf({
    M: 'man|homme|mann|male|h|masculin|männlich|mannelijk',
    F: 'v|vrouw|femme|frau|female|w|féminin|weiblich|vrouwelijk',
    U: 'x|onbekend|inconnu|unbekannt|unknown|o',
  }),
)
const readPlaceType = readWord(
  wordsOf({
    COMPANY: 'bedrijf|entreprise|unternehmen|firma',
    SITE: 'werf|chantier|baustelle',
    ADDRESS: 'adres|adresse',
    OTHER: 'andere|autre|sonstige',
  }),
)
const readCapacity = readWord(
  wordsOf({
    EMPLOYER: 'werkgever|employeur|arbeitgeber',
    EMPLOYEE: 'werknemer|travailleur|salarié|employé|arbeitnehmer|angestellter',
    MANDATARY: 'lasthebber|mandataris|mandataire|bevollmächtigter|beauftragter',
    OTHER: 'andere|autre|sonstige',
  }),
)
const readA1State = readWord(
  wordsOf({
    REQUESTED: 'aangevraagd|aanvraag|demandé|demandée|demande|beantragt',
    ISSUED:
      'afgegeven|afgeleverd|uitgereikt|geldig|délivré|délivrée|valable|ausgestellt|gültig|valid',
    WITHDRAWN: 'ingetrokken|retiré|retirée|zurückgezogen|widerrufen',
    FALSE: 'vals|faux|fausse|falsch|gefälscht',
  }),
)
const readEmploymentStatus = readWord(
  wordsOf({
    ACTIVE: 'actief|actif|active|aktiv|lopend',
    CANCELLED: 'geannuleerd|annulée|annulé|storniert|annulliert|canceled',
  }),
)
const readIsco = readDigits(4)

/** Reads the fields of one row after the other; gathers what is wrong. */
export class Reader {
  readonly problems: RowProblem[] = []
  /** JSON and XML: a point always stands before decimals. */
  readonly hasDecimalPoint: boolean
  readonly #cells: Cells
  readonly #columns: ReadonlyMap<string, number>

  constructor(cells: Cells, columns: ReadonlyMap<string, number>, hasDecimalPoint = false) {
    this.#cells = cells
    this.#columns = columns
    this.hasDecimalPoint = hasDecimalPoint
  }

  get<T>(field: string, read: (cell: string) => Read<T>): T | null {
    const column = this.#columns.get(field)
    if (column === undefined) return null
    const value = read(this.#cells(column))
    if (!(value instanceof Unreadable)) return value
    this.problems.push({ field, reason: value.reason })
    return null
  }

  need<T>(field: string, read: (cell: string) => Read<T>): T | null {
    const before = this.problems.length
    const value = this.get(field, read)
    if (value === null && this.problems.length === before) {
      this.problems.push({ field, reason: 'MISSING' })
    }
    return value
  }
}

/** The fields of one address; null where no column has any of it. */
type AddressFields = Readonly<Record<'street' | 'postalCode' | 'place' | 'country', string>> | null

/** The fields of one place. */
interface PlaceFields {
  type: string
  name: string
  address: NonNullable<AddressFields>
  municipality: string
  /** Null where no column has it. */
  establishmentUnit: string | null
  declarationOfWorks: string | null
}

interface ClientFields {
  name: string
  enterpriseNumber: string
  address: AddressFields
}

/** What of a declaration the columns of an extract can tell, found once: rare fields cost no row anything. */
interface DeclarationShape {
  places: readonly PlaceFields[]
  clients: readonly ClientFields[]
  home: AddressFields
  employer: AddressFields
  representative: AddressFields
  liaison: AddressFields
  /** Whether any column tells of a liaison person, or of the papers of a posting. */
  tellsLiaison: boolean
  tellsPapers: boolean
}

const addressAt = (base: string): NonNullable<AddressFields> => ({
  street: `${base}.street`,
  postalCode: `${base}.postalCode`,
  place: `${base}.place`,
  country: `${base}.country`,
})

function shapeOf(columns: ReadonlyMap<string, number>): DeclarationShape {
  const known = (field: string) => (columns.has(field) ? field : null)
  const tells = (part: string) => [...columns.keys()].some((field) => field.startsWith(`${part}.`))
  const address = (base: string): AddressFields => {
    const fields = addressAt(base)
    return Object.values(fields).some((field) => columns.has(field)) ? fields : null
  }
  return {
    places: numbersOf('place', columns.keys()).map((number) => {
      const at = (part: string) => numberedField('place', number, part)
      return {
        type: at('type'),
        name: at('name'),
        address: addressAt(`place.${number}`),
        municipality: at('municipality'),
        establishmentUnit: known(at('establishmentUnit')),
        declarationOfWorks: known(at('declarationOfWorks')),
      }
    }),
    clients: numbersOf('client', columns.keys()).map((number) => {
      const at = (part: string) => numberedField('client', number, part)
      return {
        name: at('name'),
        enterpriseNumber: at('enterpriseNumber'),
        address: address(number === 1 ? 'client' : `client.${number}`),
      }
    }),
    home: address('worker.homeAddress'),
    employer: address('employer.address'),
    representative: address('employer.representative.address'),
    liaison: address('liaison.address'),
    tellsLiaison: tells('liaison'),
    tellsPapers: tells('papers'),
  }
}

const readParts = (row: Reader, at: NonNullable<AddressFields>) => ({
  street: row.get(at.street, readText),
  postalCode: row.get(at.postalCode, readText),
  place: row.get(at.place, readText),
  country: row.get(at.country, readCountry),
})

/** An address without municipality; null when nothing of it is told. */
function readAddress(row: Reader, at: AddressFields, usual: string): Address | null {
  if (at === null) return null
  const parts = readParts(row, at)
  if (Object.values(parts).every((part) => part === null)) return null
  return { ...parts, municipality: null, country: parts.country ?? usual }
}

/** Nothing of a field is the field left out. */
const told = <F extends string, T>(field: F, value: T | null): { [K in F]?: T } =>
  value === null ? {} : ({ [field]: value } as { [K in F]: T })

type Place = DeclarationBody['places'][number]

function readPlace(row: Reader, at: PlaceFields): Place | null {
  const type = row.get(at.type, readPlaceType)
  const name = row.get(at.name, readText)
  const { street, postalCode, place, country } = readParts(row, at.address)
  const named = row.get(at.municipality, readMunicipality)
  const isHere = country === null || country === 'BE'
  const code = named ?? (isHere ? municipalityOfAddress(postalCode, place) : null)
  const unit = at.establishmentUnit && row.get(at.establishmentUnit, readEstablishmentUnit)
  const works = at.declarationOfWorks && row.get(at.declarationOfWorks, readText)
  const hasAddress = street !== null || postalCode !== null || place !== null || code !== null
  if (!hasAddress && name === null && unit === null && works === null) return null
  if (code !== null && country !== null && country !== 'BE') {
    row.problems.push({ field: at.address.country, reason: 'NOT_IN_BELGIUM' })
  }
  return {
    type: type ?? (name === null ? 'ADDRESS' : 'SITE'),
    name,
    address: hasAddress
      ? { street, postalCode, place, municipality: code, country: country ?? 'BE' }
      : null,
    ...told('establishmentUnit', unit),
    ...told('declarationOfWorks', works),
  }
}

function readPlaces(row: Reader, fields: readonly PlaceFields[]): Place[] {
  const places: Place[] = []
  for (const at of fields) {
    const place = readPlace(row, at)
    if (place === null) continue
    places.push(place)
    if (places.length > PLACES_MAX) row.problems.push({ field: at.name, reason: 'TOO_MANY_PLACES' })
  }
  if (places.length === 0) row.problems.push({ field: 'place.1.name', reason: 'MISSING' })
  return places
}

const namedBy = (name: string | null, ...others: (string | null)[]) =>
  name ?? others.find((other) => other !== null) ?? null

/** Letters before a VAT number that are not those of the state. */
const VAT_STATES: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }

/** The state that gave a VAT number; null: its first letters are no member's. */
function stateOfVat(vatNumber: string | null): string | null {
  const letters = vatNumber === null ? null : /^[A-Z]{2}/.exec(vatNumber)?.[0]
  if (!letters || parseVatNumber(vatNumber!) === null) return null
  return VAT_STATES[letters] ?? letters
}

/** The employer of a declaration or a form, as far as both tell it. */
function readEmployer(row: Reader): A1Body['employer'] | null {
  const name = row.get('employer.name', readText)
  const country = row.get('employer.country', readCountry)
  const vatNumber = row.get('employer.vatNumber', readVatNumber(country === 'BE'))
  const enterpriseNumber = row.get('employer.enterpriseNumber', readEnterpriseNumber)
  const named = namedBy(name, vatNumber, enterpriseNumber)
  if (named === null) return null
  return {
    name: named,
    country: country ?? stateOfVat(vatNumber) ?? 'ZZ',
    vatNumber,
    enterpriseNumber,
  }
}

/** The employer of a declaration with what only it tells. */
function readSender(row: Reader, shape: DeclarationShape): DeclarationBody['employer'] {
  const employer = readEmployer(row)
  const foreignId = row.get('employer.foreignId', readText)
  const address = readAddress(row, shape.employer, employer?.country ?? 'ZZ')
  const name = row.get('employer.representative.name', readText)
  const number = row.get('employer.representative.enterpriseNumber', readEnterpriseNumber)
  const where = readAddress(row, shape.representative, 'ZZ')
  const named = namedBy(name, number)
  if (named === null && where !== null) {
    row.problems.push({ field: 'employer.representative.name', reason: 'MISSING' })
  }
  const representative =
    named === null ? null : { name: named, enterpriseNumber: number, address: where }
  if (employer === null) {
    const isToldOf = foreignId !== null || address !== null || representative !== null
    if (isToldOf) row.problems.push({ field: 'employer.name', reason: 'MISSING' })
    return null
  }
  return {
    ...employer,
    ...told('foreignId', foreignId),
    ...told('address', address),
    ...told('representative', representative),
  }
}

/** Many people have one name alone; it stands in whichever column they were given. */
function readNames(row: Reader): { familyName: string; givenNames: string } {
  const before = row.problems.length
  const family = row.get('worker.familyName', readText)
  const given = row.get('worker.givenNames', readText)
  if (family === null && given === null && row.problems.length === before) {
    row.problems.push({ field: 'worker.familyName', reason: 'MISSING' })
  }
  return family === null
    ? { familyName: given ?? '', givenNames: '' }
    : { familyName: family, givenNames: given ?? '' }
}

function readWorker(row: Reader, { home }: DeclarationShape): DeclarationBody['worker'] {
  const nationality = row.need('worker.nationality', readCountry)
  const number = row.get('worker.passport.number', readText)
  const issued = row.get('worker.passport.country', readCountry)
  return {
    insz: row.get('worker.insz', readInsz),
    ...readNames(row),
    birthDate: row.get('worker.birthDate', readBirthDate),
    sex: row.get('worker.sex', readSex) ?? 'U',
    nationality: nationality ?? 'ZZ',
    passport: number === null ? null : { number, country: issued ?? nationality ?? 'ZZ' },
    ...told('homeAddress', readAddress(row, home, 'ZZ')),
  }
}

function readClients(row: Reader, fields: readonly ClientFields[]): DeclarationBody['clients'] {
  const clients: DeclarationBody['clients'] = []
  for (const at of fields) {
    const name = row.get(at.name, readText)
    const enterpriseNumber = row.get(at.enterpriseNumber, readEnterpriseNumber)
    const address = readAddress(row, at.address, 'BE')
    const named = namedBy(name, enterpriseNumber)
    if (named !== null) clients.push({ name: named, enterpriseNumber, ...told('address', address) })
    else if (address !== null) row.problems.push({ field: at.name, reason: 'MISSING' })
  }
  return clients
}

function readPeriod(row: Reader): DeclarationBody['period'] {
  const from = row.need('period.from', readDate)
  const to = row.need('period.to', readDate)
  if (from && to && to < from)
    row.problems.push({ field: 'period.to', reason: 'ENDS_BEFORE_START' })
  return { from: from ?? '', to: to ?? '' }
}

function readLiaison(row: Reader, shape: DeclarationShape): Liaison | null {
  const name = row.get('liaison.name', readText)
  const email = row.get('liaison.email', readText)
  const phone = row.get('liaison.phone', readText)
  const more = {
    ...told('birthDate', row.get('liaison.birthDate', readBirthDate)),
    ...told('insz', row.get('liaison.insz', readInsz)),
    ...told('capacity', row.get('liaison.capacity', readCapacity)),
    ...told('address', readAddress(row, shape.liaison, 'ZZ')),
  }
  const named = namedBy(name, email, phone)
  if (named !== null) return { name: named, email: email ?? '', phone: phone ?? '', ...more }
  if (Object.keys(more).length > 0) row.problems.push({ field: 'liaison.name', reason: 'MISSING' })
  return null
}

/** A period of a paper; one of which only the end is told is not known whole. */
function readPaperPeriod(row: Reader, field: string): Period | null {
  const to = row.get(`${field}.to`, readDate)
  const from =
    to === null ? row.get(`${field}.from`, readDate) : row.need(`${field}.from`, readDate)
  if (from && to && to < from) {
    row.problems.push({ field: `${field}.to`, reason: 'ENDS_BEFORE_START' })
  }
  return from === null ? null : { from, to }
}

/** Null where nothing is told of any paper. */
function readPapers(row: Reader): PostingPapers | null {
  const papers: PostingPapers = {
    homeResidence: readPaperPeriod(row, 'papers.homeResidence'),
    homeWorkAuthorisation: readPaperPeriod(row, 'papers.homeWorkAuthorisation'),
    contractWithPostingEmployer: row.get('papers.contract', readYesNo),
    passportValidTo: row.get('papers.passportValidTo', readDate),
  }
  const issuedBy = row.get('papers.issuedBy', readCountry)
  if (issuedBy !== null && (papers.homeResidence ?? papers.homeWorkAuthorisation) !== null) {
    papers.issuedBy = issuedBy
  }
  return Object.values(papers).every((one) => one === null) ? null : papers
}

/** The column that a field of an employer mostly comes from. */
const COLUMN_OF: Readonly<Record<EmployerField, string>> = {
  employer: 'employer.name',
  tempAgencyApprovalNumber: 'tempAgencyApprovalNumber',
  pc124Equivalent: 'pc124Equivalent',
  liaison: 'liaison.name',
}

function readDeclaration(row: Reader, shape: DeclarationShape): ReadRow {
  const l1Number = row.need('l1Number', readText)
  const cancelledAt = row.get('cancelledAt', readInstant)
  const status = row.get('status', readStatus)
  const period = readPeriod(row)
  const employer = readSender(row, shape)
  const kind = row.get('kind', readKind)
  // Without employer only whoever says so works on their own account: nobody is taken for self-employed.
  if (employer === null && kind !== 'SELF_EMPLOYED') {
    row.problems.push({ field: 'employer.name', reason: 'MISSING' })
  }
  const body: DeclarationBody = {
    l1Number: l1Number ?? '',
    status: status ?? (cancelledAt === null ? 'ACTIVE' : 'CANCELLED'),
    submittedAt: row.get('submittedAt', readInstant),
    cancelledAt,
    replacesL1: row.get('replacesL1', readText),
    kind: kind ?? 'EMPLOYEE',
    worker: readWorker(row, shape),
    employer,
    tempAgencyApprovalNumber: row.get('tempAgencyApprovalNumber', readText),
    clients: readClients(row, shape.clients),
    period,
    ...told('schedule', row.get('schedule', readText)),
    sector: row.get('sector', readSector) ?? 'OTHER',
    natureOfServices: row.get('natureOfServices', readText),
    isco: row.get('isco', readIsco),
    jointCommittee: row.get('jointCommittee', readText),
    ...told('pc124Equivalent', row.get('pc124Equivalent', readYesNo)),
    places: readPlaces(row, shape.places),
    liaison: shape.tellsLiaison ? readLiaison(row, shape) : null,
    postingProof: shape.tellsPapers ? readPapers(row) : null,
  }
  for (const field of notForSelfEmployed(body)) {
    row.problems.push({ field: COLUMN_OF[field], reason: 'NOT_FOR_SELF_EMPLOYED' })
  }
  return row.problems.length > 0
    ? { ok: false, problems: row.problems }
    : { ok: true, key: body.l1Number, body }
}

function readPresence(row: Reader): ReadRow {
  const insz = row.get('insz', readInsz)
  const l1Number = row.get('l1Number', readText)
  if (row.problems.length === 0 && insz === null && l1Number === null) {
    row.problems.push({ field: null, reason: 'WHOSE_UNKNOWN' })
  }
  const date = row.need('date', readDate)
  const enterpriseNumber = row.get('employer.enterpriseNumber', readEnterpriseNumber)
  const name = row.need('employer.name', readText)
  const country = row.get('employer.country', readCountry)
  const code = row.need('municipality', readMunicipality)
  const selfEmployed = row.get('selfEmployed', readYesNo)
  const body: PresenceBody = {
    insz,
    l1Number,
    employer: {
      name: name ?? '',
      country: country ?? (enterpriseNumber === null ? 'ZZ' : 'BE'),
      enterpriseNumber,
    },
    date: date ?? '',
    municipality: code ?? '',
    siteName: row.get('siteName', readText),
    registeredAt: row.get('registeredAt', readInstant) ?? `${date}T00:00:00.000Z`,
    ...(selfEmployed !== null && { selfEmployed }),
  }
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  // One registration per person, employer and day (domain facts 10.4).
  const employer = enterpriseNumber ?? body.employer.name
  return { ok: true, key: [insz ?? l1Number, employer, date].join('|'), body }
}

type Named = Pick<A1Body['worker'], 'insz' | 'passport' | 'familyName' | 'givenNames' | 'birthDate'>

/** Tells one worker of a source from another. */
const workerKey = ({ insz, passport, familyName, givenNames, birthDate }: Named): string =>
  insz ??
  (passport ? `${passport.country}${passport.number}` : null) ??
  [familyName, givenNames, birthDate].join(' ')

const senderKey = ({ enterpriseNumber, vatNumber, name, country }: A1Body['employer']) =>
  enterpriseNumber ?? vatNumber ?? `${country} ${name}`

/** The key under which a form is asked for, until it has a number. */
export function requestKey({ worker, employer, period }: A1Body): string {
  return ['?', workerKey(worker), senderKey(employer), period.from].join('|')
}

function stateOf(row: Reader, number: string | null, endedOn: string | null): A1Body['state'] {
  const told = row.get('state', readA1State)
  const state = told ?? (endedOn !== null ? 'WITHDRAWN' : number === null ? 'REQUESTED' : 'ISSUED')
  if (state !== 'REQUESTED' && number === null) {
    row.problems.push({ field: 'number', reason: 'MISSING' })
  }
  return state
}

function readA1(row: Reader): ReadRow {
  const number = row.get('number', readText)
  const endedOn = row.get('endedOn', readDate)
  const state = stateOf(row, number, endedOn)
  const employer = readEmployer(row)
  if (employer === null) row.problems.push({ field: 'employer.name', reason: 'MISSING' })
  const sender = employer ?? { name: '', country: 'ZZ', vatNumber: null, enterpriseNumber: null }
  const before = row.problems.length
  const issuer =
    row.get('country', readCountry) ?? (sender.country === 'ZZ' ? null : sender.country)
  if (issuer === null && row.problems.length === before) {
    row.problems.push({ field: 'country', reason: 'MISSING' })
  }
  const country = issuer ?? 'ZZ'
  const passportNumber = row.get('worker.passport.number', readText)
  const issued = row.get('worker.passport.country', readCountry)
  const l1Number = row.get('l1Number', readText)
  const worker: A1Body['worker'] = {
    insz: row.get('worker.insz', readInsz),
    ...readNames(row),
    birthDate: row.get('worker.birthDate', readBirthDate),
    passport: passportNumber === null ? null : { number: passportNumber, country: issued ?? 'ZZ' },
  }
  // Without a number it is known by whom a declaration of the same sender tells under this name and birth date.
  const told = worker.insz ?? worker.passport ?? l1Number ?? worker.birthDate
  if (row.problems.length === 0 && told === null) {
    row.problems.push({ field: null, reason: 'WHOSE_UNKNOWN' })
  }
  const body: A1Body = {
    state,
    number: state === 'REQUESTED' ? null : number,
    country,
    on: row.get('on', readDate),
    endedOn,
    worker,
    l1Number,
    employer: sender.country === 'ZZ' ? { ...sender, country } : sender,
    period: readPeriod(row),
  }
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  // A number that stands on the forms of two workers is two forms: that is what R08 looks for.
  const key =
    body.number === null ? requestKey(body) : [country, body.number, workerKey(worker)].join('|')
  return { ok: true, key, body }
}

function readEmployment(row: Reader): ReadRow {
  const number = row.get('number', readText)
  const insz = row.need('insz', readInsz)
  const name = row.need('employer.name', readText)
  const enterpriseNumber = row.get('employer.enterpriseNumber', readEnterpriseNumber)
  const from = row.need('period.from', readDate)
  const to = row.get('period.to', readDate)
  if (from && to && to < from) {
    row.problems.push({ field: 'period.to', reason: 'ENDS_BEFORE_START' })
  }
  const body: EmploymentBody = {
    status: row.get('status', readEmploymentStatus) ?? 'ACTIVE',
    insz: insz ?? '',
    employer: { name: name ?? '', enterpriseNumber },
    period: { from: from ?? '', to },
    municipality: row.get('municipality', readMunicipality),
  }
  if (row.problems.length > 0) return { ok: false, problems: row.problems }
  return { ok: true, key: number ?? [insz, enterpriseNumber ?? name, from].join('|'), body }
}

export type RowReader = (cells: Cells) => ReadRow

type Plain = Exclude<ImportKind, 'declaration' | RegisterImport | WorkerImport>
const READERS: Readonly<Record<Plain, (row: Reader) => ReadRow>> = {
  presence: readPresence,
  a1: readA1,
  employment: readEmployment,
}

export interface RowContext {
  /** In Brussels: no register speaks of a day to come. */
  today: LocalDate
  hasDecimalPoint: boolean
}

/** Reads rows whose fields stand in the given columns. */
export function rowReader(
  kind: ImportKind,
  columns: ReadonlyMap<string, number>,
  { today, hasDecimalPoint }: RowContext,
): RowReader {
  if (isRegisterImport(kind)) {
    return (cells) => readRegisterRow(kind, new Reader(cells, columns, hasDecimalPoint), today)
  }
  if (isWorkerImport(kind)) {
    return (cells) => readWorkerRow(kind, new Reader(cells, columns, hasDecimalPoint), today)
  }
  if (kind !== 'declaration') return (cells) => READERS[kind](new Reader(cells, columns))
  const shape = shapeOf(columns)
  return (cells) => readDeclaration(new Reader(cells, columns), shape)
}

/** Column of each mapped field; a field whose column is not in the file is left out. */
export function columnsOf(mapping: Mapping, headers: readonly string[]): Map<string, number> {
  const columns = new Map<string, number>()
  for (const [field, header] of Object.entries(mapping)) {
    const at = headers.indexOf(header)
    if (at !== -1) columns.set(field, at)
  }
  return columns
}

/** The regions of the places that a body names, each once. */
export function regionsOfBody(body: BodyOf<ImportedKind>): Region[] {
  const regions =
    'places' in body
      ? body.places.map(({ address }) => address && regionOfAddress(address))
      : 'municipality' in body
        ? [body.municipality === null ? null : regionOfMunicipality(body.municipality)]
        : 'works' in body && body.works
          ? [regionOfMunicipality(body.works.municipality)]
          : []
  return [...new Set(regions)].filter((one) => one !== null)
}
