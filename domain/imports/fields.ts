/**
 * The fields of an extract and the headers by which they are known in Dutch, French, German and
 * English (domain facts 4.3, 10.4, 10.5). Those of places and of further clients stand in groups.ts.
 */
import { addressFields, field, headerKey, type ImportField, rareField } from './field.ts'
import { groupField, groupOf } from './groups.ts'
import { isRegisterImport, REGISTER_FIELDS, type RegisterImport } from './register-rows.ts'
import { isWorkerImport, WORKER_FIELDS, type WorkerImport } from './worker-rows.ts'

export const IMPORT_KINDS = [
  'declaration',
  'presence',
  'a1',
  'employment',
  'staff',
  'director',
  'sanction',
  'account',
  'homeActivity',
  'works',
  'dmfa',
  'notification',
  'chainFile',
  'payment',
  'cardActivity',
] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]
export type { ImportField }
export { headerKey }
/** The kinds of records that rows become. */
export type ImportedKind =
  | Exclude<ImportKind, RegisterImport | WorkerImport>
  | 'registerLine'
  | 'workerLine'

/** The kind of record that a row of an import becomes. */
export function importedKind(kind: ImportKind): ImportedKind {
  if (isWorkerImport(kind)) return 'workerLine'
  return isRegisterImport(kind) ? 'registerLine' : kind
}

const WORKER: readonly ImportField[] = [
  field(
    'worker.insz',
    'insz|niss|rijksregisternummer|numéro national|registre national|enss|nationalregisternummer|ssin|bis nummer',
  ),
  field(
    'worker.familyName',
    'naam|familienaam|achternaam|nom|nom de famille|name|familienname|nachname|surname|family name',
    true,
  ),
  field(
    'worker.givenNames',
    'voornaam|voornamen|prénom|prénoms|vorname|vornamen|given names|given name|first name',
    true,
  ),
  field(
    'worker.birthDate',
    'geboortedatum|date de naissance|geburtsdatum|birth date|date of birth',
  ),
]

const PASSPORT: readonly ImportField[] = [
  field(
    'worker.passport.number',
    'paspoort|paspoortnummer|passeport|numéro de passeport|reisepass|reisepassnummer|passport|passport number',
  ),
  field(
    'worker.passport.country',
    'land paspoort|pays du passeport|ausstellungsland|passport country',
  ),
]

const SENDER: readonly ImportField[] = [
  field(
    'employer.name',
    'werkgever|naam werkgever|employeur|nom de l’employeur|arbeitgeber|employer|employer name',
  ),
  field(
    'employer.country',
    'land werkgever|pays de l’employeur|land des arbeitgebers|employer country',
  ),
  field(
    'employer.vatNumber',
    'btw nummer|btw werkgever|numéro de TVA|TVA|umsatzsteuernummer|mwst nummer|vat|vat number',
  ),
  field(
    'employer.enterpriseNumber',
    'kbo werkgever|bce employeur|zdu arbeitgeber|employer enterprise number',
  ),
]

const PERIOD: readonly ImportField[] = [
  field(
    'period.from',
    'van|begin|begindatum|startdatum|vanaf|du|début|date de début|von|anfangsdatum|beginn|from|start|start date',
    true,
  ),
  field(
    'period.to',
    'tot|einde|einddatum|tot en met|au|fin|date de fin|bis|enddatum|ende|to|end|end date|until',
    true,
  ),
]

/** Address, own register and representative of an employer abroad. */
const EMPLOYER: readonly ImportField[] = [
  rareField(
    'employer.foreignId',
    'buitenlands nummer werkgever|registratienummer werkgever|numéro étranger de l’employeur|numéro d’enregistrement employeur|ausländische nummer des arbeitgebers|registernummer arbeitgeber|employer registration number',
  ),
  ...addressFields('employer.address', 'werkgever|employeur|de l’employeur|arbeitgeber|employer', {
    parts: ['street', 'postalCode', 'place'],
  }),
  rareField('employer.address.country', 'adres werkgever land'),
  rareField(
    'employer.representative.name',
    'vertegenwoordiger|vertegenwoordiger werkgever|représentant|représentant de l’employeur|vertreter|vertreter des arbeitgebers|representative',
  ),
  rareField(
    'employer.representative.enterpriseNumber',
    'kbo vertegenwoordiger|bce représentant|zdu vertreter|representative enterprise number',
  ),
  ...addressFields(
    'employer.representative.address',
    'vertegenwoordiger|représentant|vertreter|representative',
  ),
]

/** The first client; the others carry a number (groups.ts). */
const CLIENT: readonly ImportField[] = [
  field('client.name', 'klant|gebruiker|client|utilisateur|kunde|auftraggeber|client name'),
  field(
    'client.enterpriseNumber',
    'kbo klant|kbo nummer|ondernemingsnummer|bce client|numéro d’entreprise|unternehmensnummer|client enterprise number|kbo',
  ),
  ...addressFields('client', 'klant|client|utilisateur|kunde'),
]

const LIAISON_WORDS = 'verbindingspersoon|personne de liaison|verbindungsperson|liaison'
const LIAISON: readonly ImportField[] = [
  field('liaison.name', LIAISON_WORDS),
  field('liaison.email', 'e-mail verbindingspersoon|courriel de liaison|liaison email'),
  field('liaison.phone', 'telefoon verbindingspersoon|téléphone de liaison|liaison phone'),
  rareField(
    'liaison.birthDate',
    'geboortedatum verbindingspersoon|date de naissance personne de liaison|geburtsdatum verbindungsperson|liaison birth date',
  ),
  rareField(
    'liaison.insz',
    'insz verbindingspersoon|niss verbindingspersoon|niss personne de liaison|enss verbindungsperson|liaison insz',
  ),
  rareField(
    'liaison.capacity',
    'hoedanigheid verbindingspersoon|qualité personne de liaison|eigenschaft verbindungsperson|liaison capacity',
  ),
  ...addressFields('liaison.address', LIAISON_WORDS),
]

/** What was shown of the Vander Elst conditions (domain facts 4.6), where a source tells it. */
const PAPERS: readonly ImportField[] = [
  field(
    'papers.homeResidence.from',
    'verblijfstitel van|verblijfstitel zendstaat van|titre de séjour du|titre de séjour état d’envoi du|aufenthaltstitel von|aufenthaltstitel entsendestaat von|residence permit from',
  ),
  field(
    'papers.homeResidence.to',
    'verblijfstitel tot|verblijfstitel zendstaat tot|titre de séjour au|titre de séjour état d’envoi au|aufenthaltstitel bis|aufenthaltstitel entsendestaat bis|residence permit to',
  ),
  field(
    'papers.homeWorkAuthorisation.from',
    'arbeidsvergunning zendstaat van|autorisation de travail état d’envoi du|arbeitserlaubnis entsendestaat von|home work authorisation from',
  ),
  field(
    'papers.homeWorkAuthorisation.to',
    'arbeidsvergunning zendstaat tot|autorisation de travail état d’envoi au|arbeitserlaubnis entsendestaat bis|home work authorisation to',
  ),
  rareField(
    'papers.issuedBy',
    'zendstaat|land van afgifte verblijfstitel|état d’envoi|pays de délivrance titre de séjour|entsendestaat|ausstellungsland aufenthaltstitel|sending state|residence permit country',
  ),
  field(
    'papers.contract',
    'arbeidsovereenkomst met detacherende werkgever|arbeidsovereenkomst gezien|contrat de travail avec l’employeur détachant|contrat vu|arbeitsvertrag mit entsendendem arbeitgeber|arbeitsvertrag gesehen|contract with posting employer',
  ),
  field(
    'papers.passportValidTo',
    'paspoort geldig tot|passeport valable jusqu’au|reisepass gültig bis|passport valid to|passport valid until',
  ),
]

const DECLARATION: readonly ImportField[] = [
  field(
    'l1Number',
    'L1|L1 nummer|numéro L1|L1-Nummer|limosa nummer|numéro limosa|receipt|ontvangstbewijs',
    true,
  ),
  field('status', 'statut|toestand|état|zustand'),
  field(
    'submittedAt',
    'ingediend op|datum melding|date de déclaration|introduite le|eingereicht am|meldedatum|submitted at|submitted',
  ),
  field('cancelledAt', 'geannuleerd op|annulée le|date d’annulation|storniert am|cancelled at'),
  field('replacesL1', 'vervangt|remplace|ersetzt|replaces|replaces L1'),
  field('kind', 'soort|type de travailleur|art|kind|type'),
  ...WORKER,
  field('worker.sex', 'geslacht|sexe|geschlecht|sex'),
  field('worker.nationality', 'nationaliteit|nationalité|staatsangehörigkeit|nationality', true),
  ...PASSPORT,
  ...addressFields(
    'worker.homeAddress',
    'thuisadres|woonplaats|domicile|heimatadresse|wohnort|home address',
    { bare: 'thuisadres|domicile|heimatadresse|wohnanschrift|home address' },
  ),
  ...SENDER,
  ...EMPLOYER,
  field(
    'tempAgencyApprovalNumber',
    'erkenningsnummer|numéro d’agrément|zulassungsnummer|approval number',
  ),
  ...CLIENT,
  ...PERIOD,
  rareField(
    'schedule',
    'werkrooster|uurrooster|rooster|horaire|horaire de travail|arbeitszeit|arbeitszeiten|arbeitszeitplan|work schedule',
  ),
  field('sector', 'secteur|sektor|sector'),
  field(
    'natureOfServices',
    'aard van de diensten|nature des services|art der dienstleistung|nature of services|activiteit|activité|tätigkeit',
  ),
  field('isco', 'beroep|profession|beruf|isco 08'),
  field(
    'jointCommittee',
    'paritair comité|commission paritaire|paritätische kommission|joint committee|pc|cp|pk',
  ),
  rareField(
    'pc124Equivalent',
    'pc 124|gelijkwaardige voordelen pc 124|cp 124|avantages équivalents cp 124|pk 124|gleichwertige vorteile pk 124|jc 124|equivalent benefits jc 124',
  ),
  ...LIAISON,
  ...PAPERS,
]

const PRESENCE: readonly ImportField[] = [
  field('insz', 'niss|rijksregisternummer|numéro national|enss|nationalregisternummer|ssin'),
  field('l1Number', 'L1|L1 nummer|numéro L1|limosa nummer|numéro limosa'),
  field('employer.name', 'werkgever|naam werkgever|employeur|arbeitgeber|employer', true),
  field(
    'employer.country',
    'land werkgever|pays de l’employeur|land des arbeitgebers|employer country',
  ),
  field(
    'employer.enterpriseNumber',
    'kbo|kbo nummer|ondernemingsnummer|bce|numéro d’entreprise|unternehmensnummer|enterprise number',
  ),
  field('date', 'datum|jour|dag|tag|day', true),
  field('municipality', 'nis|nis code|refnis|gemeente nis|code INS|gemeinde nis', true),
  field('siteName', 'werf|werfnaam|chantier|baustelle|site|site name|werkplaats|lieu de travail'),
  field(
    'selfEmployed',
    'zelfstandige|als zelfstandige|indépendant|comme indépendant|selbständig|selbstständig|self-employed',
  ),
  field(
    'registeredAt',
    'geregistreerd op|tijdstip|enregistré le|heure d’enregistrement|registriert am|registered at',
  ),
]

const A1: readonly ImportField[] = [
  field('state', 'status|statut|toestand|état|zustand'),
  field(
    'number',
    'A1|A1 nummer|nummer A1|nummer|numéro A1|numéro|A1-Nummer|A1 number|certificate number',
  ),
  field(
    'country',
    'land van afgifte|afgevend land|pays de délivrance|état émetteur|ausstellender staat|land der ausstellung|issuing country',
  ),
  field(
    'on',
    'afgegeven op|datum afgifte|aangevraagd op|délivré le|date de délivrance|demandé le|ausgestellt am|ausstellungsdatum|beantragt am|issued on|requested on',
  ),
  field('endedOn', 'ingetrokken op|retiré le|date de retrait|zurückgezogen am|withdrawn on'),
  ...WORKER,
  ...PASSPORT,
  field('l1Number', 'L1|L1 nummer|numéro L1|L1-Nummer|limosa nummer|numéro limosa'),
  ...SENDER.map((one) => ({ ...one, required: one.name === 'employer.name' })),
  ...PERIOD,
]

const EMPLOYMENT: readonly ImportField[] = [
  field('number', 'dimona|dimonanummer|dimona nummer|numéro dimona|dimona-nummer|dimona number'),
  field('status', 'statut|toestand|état|zustand'),
  field(
    'insz',
    'niss|rijksregisternummer|numéro national|registre national|enss|nationalregisternummer|ssin|bis nummer',
    true,
  ),
  field('employer.name', 'werkgever|naam werkgever|employeur|arbeitgeber|employer', true),
  field(
    'employer.enterpriseNumber',
    'kbo|kbo nummer|ondernemingsnummer|bce|numéro d’entreprise|zdu|unternehmensnummer|enterprise number',
  ),
  field(
    'period.from',
    'datum in|in dienst|in dienst op|van|begin|begindatum|date in|entrée|date d’entrée|du|début|date de début|eintritt|eintrittsdatum|von|anfangsdatum|from|start|start date',
    true,
  ),
  field(
    'period.to',
    'datum uit|uit dienst|uit dienst op|tot|einde|einddatum|tot en met|date out|sortie|date de sortie|au|fin|date de fin|austritt|austrittsdatum|bis|enddatum|to|end|end date',
  ),
  field('municipality', 'nis|nis code|refnis|gemeente nis|code INS|gemeinde nis'),
]

/** Fields that can be chosen for a column, those of numbered groups apart. */
export const FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  declaration: DECLARATION,
  presence: PRESENCE,
  a1: A1,
  employment: EMPLOYMENT,
  ...REGISTER_FIELDS,
  ...WORKER_FIELDS,
}

/** Field to column header. */
export type Mapping = Readonly<Record<string, string>>

/**
 * The field that a header means by its words; null when none does. `isNested`: a column of JSON or XML, whose
 * lists count from 0.
 */
export function fieldOf(kind: ImportKind, header: string, isNested = false): string | null {
  const key = headerKey(header)
  const known = FIELDS[kind].find(({ headers }) => headers.includes(key))
  if (known) return known.name
  return kind === 'declaration' ? groupField(header, isNested) : null
}

/** The mapping that the headers themselves suggest; the first of two columns of one meaning. */
export function suggestMapping(
  kind: ImportKind,
  headers: readonly string[],
  isNested = false,
): Record<string, string> {
  const mapping: Record<string, string> = {}
  for (const header of headers) {
    const name = fieldOf(kind, header, isNested)
    if (name && !(name in mapping)) mapping[name] = header
  }
  return mapping
}

/** Required fields that a mapping leaves out. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  return FIELDS[kind]
    .filter(({ name, required }) => required && !(name in mapping))
    .map(({ name }) => name)
}

/** True for a field that the kind has. */
export function isField(kind: ImportKind, name: string): boolean {
  return (
    (kind === 'declaration' && groupOf(name) !== null) ||
    FIELDS[kind].some((one) => one.name === name)
  )
}
