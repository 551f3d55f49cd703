/** A declaration with everything that the L1 has (domain facts 4.3), from extracts of every form and language. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DeclarationBody } from '../../domain/contract/records.ts'
import { fieldOf, isField } from '../../domain/imports/fields.ts'
import { Importer } from '../../domain/imports/importer.ts'
import { notForSelfEmployed } from '../../domain/limosa/self-employed.ts'
import { WHOLE } from './whole-declaration.ts'

interface Result {
  bodies: DeclarationBody[]
  refused: string[]
}

function read(file: string): Result {
  const importer = new Importer('declaration', '2026-11-27')
  const steps = [importer.push(new TextEncoder().encode(file)), importer.end()]
  return {
    bodies: steps.flatMap(({ good }) => good.map(({ body }) => body as DeclarationBody)),
    refused: steps.flatMap(({ refused }) =>
      refused.map(({ line, field, reason }) => `${line} ${field} ${reason}`),
    ),
  }
}

/** Values of WHOLE in the order of the headers below. */
const CELLS = (words: Readonly<Record<string, string>>) => [
  'L1-1',
  '2026-02-12T09:15:00Z',
  '2026-03-05T13:30:00Z',
  'L1-0',
  words['EMPLOYEE']!,
  '85073003328',
  'Ferreira',
  'Duarte',
  '30/07/1985',
  'M',
  'BR',
  'FX1',
  'Cesta 1',
  '2000',
  'Maribor',
  'SI',
  'Gradnje',
  'SI',
  'SI12345678',
  'MAT-77',
  'Trg 5',
  '1000',
  'Ljubljana',
  'Fiduciaire Nord',
  '0428.759.497',
  'Rue 2',
  '1000',
  'Bruxelles',
  words['BE']!,
  'VG.1000/U',
  'Bouwgroep',
  '0403.019.261',
  'Kaai 1',
  '2000',
  'Antwerpen',
  'Havenbedrijf',
  '0428.759.497',
  'Kaai 2',
  '9000',
  'Gent',
  'Derde',
  '01/03/2026',
  '30.06.2026',
  'ma-vr 8-16 u.',
  words['CONSTRUCTION']!,
  'bekisting',
  '7114',
  '124',
  words['YES']!,
  words['COMPANY']!,
  'Loods',
  'Kaai 12',
  '2000',
  'Antwerpen',
  '11002',
  '2.000.000.042',
  '30B7',
  words['SITE']!,
  'Werf',
  '59000',
  'Lille',
  words['FR']!,
  'Ana Kos',
  'ana@gradnje.example',
  '+386 1',
  '02/01/1970',
  '85073003328',
  words['MANDATARY']!,
  'Dorp 3',
  '3000',
  'Leuven',
  words['BE']!,
]

const DUTCH =
  'L1-nummer;Ingediend op;Geannuleerd op;Vervangt;Soort;INSZ;Naam;Voornaam;Geboortedatum;Geslacht;Nationaliteit;Paspoort;Thuisadres;Thuisadres postcode;Thuisadres gemeente;Thuisadres land;Werkgever;Land werkgever;BTW-nummer;Registratienummer werkgever;Adres werkgever;Postcode werkgever;Gemeente werkgever;Vertegenwoordiger;KBO vertegenwoordiger;Adres vertegenwoordiger;Postcode vertegenwoordiger;Gemeente vertegenwoordiger;Land vertegenwoordiger;Erkenningsnummer;Klant;KBO klant;Adres klant;Postcode klant;Gemeente klant;Klant 2;KBO klant 2;Adres van klant 2;Klant 2 postcode;Klant 2 gemeente;Klant 3 naam;Van;Tot;Werkrooster;Sector;Aard van de diensten;Beroep;PC;PC 124;Plaats 1 soort;Plaats 1 naam;Plaats 1 straat;Plaats 1 postcode;Plaats 1 gemeente;Plaats 1 NIS;Plaats 1 vestigingseenheid;Plaats 1 aangifte van werken;Plaats 2 soort;Plaats 2 naam;Plaats 2 postcode;Plaats 2 gemeente;Plaats 2 land;Verbindingspersoon;E-mail verbindingspersoon;Telefoon verbindingspersoon;Geboortedatum verbindingspersoon;INSZ verbindingspersoon;Hoedanigheid verbindingspersoon;Adres verbindingspersoon;Postcode verbindingspersoon;Gemeente verbindingspersoon;Land verbindingspersoon'
const FRENCH =
  'numéro L1;introduite le;annulée le;remplace;type de travailleur;NISS;nom;prénom;date de naissance;sexe;nationalité;passeport;domicile;code postal domicile;commune domicile;pays domicile;employeur;pays de l’employeur;TVA;numéro d’enregistrement employeur;adresse employeur;code postal employeur;localité employeur;représentant;BCE représentant;adresse représentant;code postal représentant;localité représentant;pays représentant;numéro d’agrément;utilisateur;BCE client;rue utilisateur;code postal utilisateur;commune utilisateur;utilisateur 2;BCE utilisateur 2;adresse de l’utilisateur 2;utilisateur 2 code postal;utilisateur 2 commune;nom utilisateur 3;du;au;horaire de travail;secteur;nature des services;profession;CP;CP 124;lieu 1 type;lieu 1 nom;lieu 1 rue;lieu 1 code postal;lieu 1 commune;lieu 1 code INS;lieu 1 unité d’établissement;lieu 1 déclaration de travaux;lieu 2 type;lieu 2 nom;lieu 2 code postal;lieu 2 localité;lieu 2 pays;personne de liaison;courriel de liaison;téléphone de liaison;date de naissance personne de liaison;NISS personne de liaison;qualité personne de liaison;adresse personne de liaison;code postal personne de liaison;localité personne de liaison;pays personne de liaison'
const GERMAN =
  'L1-Nummer;eingereicht am;storniert am;ersetzt;Art;ENSS;Familienname;Vorname;Geburtsdatum;Geschlecht;Staatsangehörigkeit;Reisepass;Wohnanschrift;Wohnort PLZ;Wohnort Gemeinde;Wohnort Land;Arbeitgeber;Land des Arbeitgebers;Umsatzsteuernummer;Registernummer Arbeitgeber;Adresse Arbeitgeber;PLZ Arbeitgeber;Ort Arbeitgeber;Vertreter;ZDU Vertreter;Adresse Vertreter;PLZ Vertreter;Ort Vertreter;Land Vertreter;Zulassungsnummer;Kunde;Unternehmensnummer;Straße Kunde;PLZ Kunde;Gemeinde Kunde;Kunde 2;ZDU Kunde 2;Adresse Kunde 2;Kunde 2 PLZ;Kunde 2 Ort;Auftraggeber 3;von;bis;Arbeitszeitplan;Sektor;Art der Dienstleistung;Beruf;Paritätische Kommission;PK 124;Arbeitsort 1 Art;Arbeitsort 1 Name;Arbeitsort 1 Straße;Arbeitsort 1 PLZ;Arbeitsort 1 Gemeinde;Arbeitsort 1 NIS;Arbeitsort 1 Niederlassungseinheit;Arbeitsort 1 Baustellenmeldung;Arbeitsort 2 Art;Arbeitsort 2 Name;Arbeitsort 2 PLZ;Arbeitsort 2 Ort;Arbeitsort 2 Land;Verbindungsperson;liaison.email;liaison.phone;Geburtsdatum Verbindungsperson;ENSS Verbindungsperson;Eigenschaft Verbindungsperson;Adresse Verbindungsperson;PLZ Verbindungsperson;Ort Verbindungsperson;Land Verbindungsperson'
const ENGLISH =
  'L1;submitted at;cancelled at;replaces;kind;SSIN;surname;given names;birth date;sex;nationality;passport;home address;home address zip;home address town;home address country;employer;employer country;VAT;employer registration number;employer address;employer postal code;employer city;representative;representative enterprise number;representative address;representative zip;representative town;representative country;approval number;client;client enterprise number;client address;client zip;client town;client 2;client 2 enterprise number;address of client 2;client 2 zip;client 2 city;client 3 name;from;to;work schedule;sector;nature of services;ISCO 08;joint committee;JC 124;place 1 type;place 1 name;place 1 street;place 1 zip;place 1 town;place 1 municipality;place 1 establishment unit;place 1 declaration of works;place 2 type;place 2 name;place 2 zip;place 2 town;place 2 country;liaison;liaison email;liaison phone;liaison birth date;liaison INSZ;liaison capacity;liaison address;liaison zip;liaison town;liaison country'

const NL = {
  EMPLOYEE: 'werknemer',
  BE: 'België',
  FR: 'Frankrijk',
  CONSTRUCTION: 'bouw',
  YES: 'ja',
  COMPANY: 'bedrijf',
  SITE: 'werf',
  MANDATARY: 'lasthebber',
}
const FR = {
  EMPLOYEE: 'travailleur',
  BE: 'Belgique',
  FR: 'France',
  CONSTRUCTION: 'construction',
  YES: 'oui',
  COMPANY: 'entreprise',
  SITE: 'chantier',
  MANDATARY: 'mandataire',
}
const DE = {
  EMPLOYEE: 'Arbeitnehmer',
  BE: 'Belgien',
  FR: 'Frankreich',
  CONSTRUCTION: 'Bau',
  YES: 'ja',
  COMPANY: 'Unternehmen',
  SITE: 'Baustelle',
  MANDATARY: 'Bevollmächtigter',
}
const EN = {
  EMPLOYEE: 'EMPLOYEE',
  BE: 'Belgium',
  FR: 'France',
  CONSTRUCTION: 'construction',
  YES: 'yes',
  COMPANY: 'COMPANY',
  SITE: 'SITE',
  MANDATARY: 'MANDATARY',
}

describe('a whole declaration', () => {
  it('fits the contract, and only what it must have must be there', () => {
    expect(v.is(DeclarationBody, WHOLE)).toBe(true)
    const { schedule: _, pc124Equivalent: __, ...rest } = WHOLE
    const bare = { ...rest, places: [{ type: 'OTHER', name: 'x', address: null }], liaison: null }
    expect(v.is(DeclarationBody, bare)).toBe(true)
    const places = Array.from({ length: 21 }, () => WHOLE.places[1])
    expect(v.is(DeclarationBody, { ...WHOLE, places })).toBe(false)
    const unit = [{ ...WHOLE.places[1], establishmentUnit: '0403019261' }]
    expect(v.is(DeclarationBody, { ...WHOLE, places: unit })).toBe(false)
    const clients = Array.from({ length: 12 }, () => WHOLE.clients[2])
    expect(v.is(DeclarationBody, { ...WHOLE, clients }), 'ten is a doubtful limit').toBe(true)
  })

  it.each([
    ['Dutch', DUTCH, NL],
    ['French', FRENCH, FR],
    ['German', GERMAN, DE],
    ['English', ENGLISH, EN],
  ])('CSV with %s headers', (_, head, words) => {
    const result = read([head, CELLS(words).join(';')].join('\n'))
    expect(result).toEqual({ bodies: [WHOLE], refused: [] })
  })

  it('JSON as the record itself has it', () => {
    const { paperNotes: _, postingProof: __, ...json } = WHOLE
    expect(read(JSON.stringify([json]))).toEqual({ bodies: [WHOLE], refused: [] })
  })

  const address = (
    name: string,
    {
      street,
      postalCode,
      place,
      municipality,
      country,
    }: NonNullable<DeclarationBody['places'][0]['address']>,
  ) =>
    `<${name}>${[
      street && `<Street>${street}</Street>`,
      `<PostalCode>${postalCode}</PostalCode><Place>${place}</Place>`,
      municipality && `<Municipality>${municipality}</Municipality>`,
      `<Country>${country}</Country>`,
    ]
      .filter(Boolean)
      .join('')}</${name}>`

  it.each([
    [
      'in elements that repeat',
      (name: string, items: string[]) => items.map((one) => `<${name}>${one}</${name}>`).join(''),
    ],
    [
      'in a list of their own',
      (name: string, items: string[]) =>
        `<${name}s>${items.map((one) => `<${name}>${one}</${name}>`).join('')}</${name}s>`,
    ],
    [
      'in lists that repeat',
      (name: string, items: string[]) => items.map((one) => `<${name}s>${one}</${name}s>`).join(''),
    ],
  ])('XML with clients and places %s', (_, many) => {
    const { worker, employer, liaison } = WHOLE
    const { representative } = employer!
    const clients = WHOLE.clients.map(
      (one) =>
        `<Name>${one.name}</Name>${one.enterpriseNumber ? `<EnterpriseNumber>${one.enterpriseNumber}</EnterpriseNumber>` : ''}${one.address ? address('Address', one.address) : ''}`,
    )
    const places = WHOLE.places.map(
      (one) =>
        `<Type>${one.type}</Type><Name>${one.name}</Name>${address('Address', one.address!)}${one.establishmentUnit ? `<EstablishmentUnit>${one.establishmentUnit}</EstablishmentUnit><DeclarationOfWorks>${one.declarationOfWorks}</DeclarationOfWorks>` : ''}`,
    )
    const row = `<Declaration status="CANCELLED"><L1Number>L1-1</L1Number><SubmittedAt>${WHOLE.submittedAt}</SubmittedAt>
      <CancelledAt>${WHOLE.cancelledAt}</CancelledAt><ReplacesL1>L1-0</ReplacesL1><Kind>EMPLOYEE</Kind>
      <Worker><INSZ>${worker.insz}</INSZ><FamilyName>Ferreira</FamilyName><GivenNames>Duarte</GivenNames>
        <BirthDate>${worker.birthDate}</BirthDate><Sex>M</Sex><Nationality>BR</Nationality>
        <Passport><Number>FX1</Number><Country>BR</Country></Passport>${address('HomeAddress', worker.homeAddress!)}</Worker>
      <Employer><Name>Gradnje</Name><Country>SI</Country><VatNumber>SI12345678</VatNumber><ForeignId>MAT-77</ForeignId>
        ${address('Address', employer!.address!)}<Representative><Name>${representative!.name}</Name>
        <EnterpriseNumber>${representative!.enterpriseNumber}</EnterpriseNumber>${address('Address', representative!.address!)}</Representative></Employer>
      <TempAgencyApprovalNumber>VG.1000/U</TempAgencyApprovalNumber>${many('Client', clients)}
      <Period from="2026-03-01" to="2026-06-30"/><Schedule>${WHOLE.schedule}</Schedule><Sector>CONSTRUCTION</Sector>
      <NatureOfServices>bekisting</NatureOfServices><Isco>7114</Isco><JointCommittee>124</JointCommittee>
      <Pc124Equivalent>true</Pc124Equivalent>${many('Place', places)}
      <Liaison><Name>Ana Kos</Name><Email>${liaison!.email}</Email><Phone>+386 1</Phone><BirthDate>1970-01-02</BirthDate>
        <Insz>${liaison!.insz}</Insz><Capacity>MANDATARY</Capacity>${address('Address', liaison!.address!)}</Liaison></Declaration>`
    expect(read(`<All>${row}</All>`)).toEqual({ bodies: [WHOLE], refused: [] })
  })

  it('what is not told is absent: no empty fields', () => {
    const head = 'L1;Naam;Voornaam;Nationaliteit;Werkgever;Van;Tot;Plaats;Werkrooster;Klant;Klant 2'
    const [body] = read(`${head}\nL1-1;F;D;BR;G;2026-03-01;2026-06-30;Werf;;K;`).bodies
    expect(Object.keys(body!)).not.toContain('schedule')
    expect(body!.clients).toEqual([{ name: 'K', enterpriseNumber: null }])
    expect(body!.places).toEqual([{ type: 'SITE', name: 'Werf', address: null }])
    expect(Object.keys(body!.worker)).not.toContain('homeAddress')
  })
})

describe('what is wrong in it', () => {
  const HEAD = 'L1;Naam;Voornaam;Nationaliteit;Werkgever;Soort;Van;Tot;Plaats 1 naam'
  const row = (l1: string, { employer = 'G', kind = '' } = {}) =>
    `${l1};F;D;BR;${employer};${kind};2026-03-01;2026-06-30;Werf`

  it('each is refused by line, field and reason, and the rows around them are read', () => {
    const more: readonly (readonly [string, string])[] = [
      ['Plaats 1 soort', 'tuinhuis'],
      ['Plaats 1 land', 'Atlantis'],
      ['Plaats 1 vestigingseenheid', '2.000.000.043'],
      ['Klant 2 land', 'QQ'],
      ['KBO klant 2', '0403019262'],
      ['Hoedanigheid verbindingspersoon', 'tovenaar'],
      ['INSZ verbindingspersoon', '85073003329'],
      ['Adres klant 3', 'Kaai 3'],
      ['PC 124', 'misschien'],
      ['Adres vertegenwoordiger', 'Rue 2'],
    ]
    const head = [HEAD, ...more.map(([name]) => name)].join(';')
    const lines = more.map(([, value], i) =>
      [row(`L1-${i}`), ...more.map((_, at) => (at === i ? value : ''))].join(';'),
    )
    const good = [row('L1-good'), ...more.map(() => '')].join(';')
    const { bodies, refused } = read([head, ...lines, good].join('\n'))
    expect(refused).toEqual([
      '2 place.1.type UNKNOWN_WORD',
      '3 place.1.country UNKNOWN_COUNTRY',
      '4 place.1.establishmentUnit CHECK_DIGITS',
      '5 client.2.country UNKNOWN_COUNTRY',
      '6 client.2.enterpriseNumber CHECK_DIGITS',
      '7 liaison.capacity UNKNOWN_WORD',
      '8 liaison.insz CHECK_DIGITS',
      '9 client.3.name MISSING',
      '10 pc124Equivalent UNKNOWN_WORD',
      '11 employer.representative.name MISSING',
    ])
    expect(bodies.map(({ l1Number }) => l1Number)).toEqual(['L1-good'])
  })

  it('a municipality of Belgium is not abroad', () => {
    const head = `${HEAD};Plaats 1 NIS;Plaats 1 land`
    const { bodies, refused } = read(
      [head, `${row('L1-1')};11002;Frankrijk`, `${row('L1-2')};11002;België`].join('\n'),
    )
    expect(refused).toEqual(['2 place.1.country NOT_IN_BELGIUM'])
    expect(bodies[0]!.places[0]!.address).toMatchObject({ municipality: '11002', country: 'BE' })
  })

  it('twenty places are read, whatever their numbers; one more is refused', () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ type: 'SITE', name: `Werf ${i}` }))
    const json = (l1Number: string, count: number) => ({
      l1Number,
      worker: { familyName: 'F', givenNames: 'D', nationality: 'BR' },
      employer: { name: 'G', country: 'SI' },
      period: WHOLE.period,
      places: places(count),
    })
    const { bodies, refused } = read(
      [json('L1-1', 21), json('L1-2', 20)].map((one) => JSON.stringify(one)).join('\n'),
    )
    expect(refused).toEqual(['1 place.21.name TOO_MANY_PLACES'])
    expect(bodies.map((one) => one.places.length)).toEqual([20])
    const far = [`${HEAD};Plaats 40 naam`, `${row('L1-3')};Loods`].join('\n')
    expect(read(far).bodies[0]!.places).toHaveLength(2)
  })

  it('somebody self-employed declares no employer, agency, liaison or joint committee 124', () => {
    const head = `${HEAD};Verbindingspersoon;Erkenningsnummer;PC 124`
    const self = { kind: 'zelfstandige' }
    const { bodies, refused } = read(
      [
        head,
        `${row('L1-1', self)};Ana;VG.1;ja`,
        `${row('L1-2', { ...self, employer: '' })};;;nee`,
      ].join('\n'),
    )
    expect(refused).toEqual([
      '2 employer.name NOT_FOR_SELF_EMPLOYED',
      '2 tempAgencyApprovalNumber NOT_FOR_SELF_EMPLOYED',
      '2 pc124Equivalent NOT_FOR_SELF_EMPLOYED',
      '2 liaison.name NOT_FOR_SELF_EMPLOYED',
    ])
    expect(bodies.map(({ l1Number }) => l1Number)).toEqual(['L1-2'])
    expect(notForSelfEmployed({ ...WHOLE, kind: 'SELF_EMPLOYED' })).toHaveLength(4)
    expect(notForSelfEmployed(WHOLE)).toEqual([])
  })

  it('a liaison person of whom only the e-mail is told is kept', () => {
    const { bodies } = read(`${HEAD};liaison email\n${row('L1-1')};ana@gradnje.example`)
    expect(bodies[0]!.liaison).toMatchObject({ email: 'ana@gradnje.example', phone: '' })
  })
})

describe('headers', () => {
  it.each([
    ['Klanten.Klant.1.Naam', true, 'client.2.name'],
    ['client.1.name', true, 'client.2.name'],
    ['client.1.name', false, 'client.name'],
    ['client.2.name', false, 'client.2.name'],
    ['place.1.name', true, 'place.2.name'],
    ['place.1.name', false, 'place.1.name'],
    ['postcode werkplaats 2', false, 'place.2.postalCode'],
    ['Adresse du client 3', false, 'client.3.street'],
    ['Klant 0 naam', false, null],
    ['Geboorteplaats', false, null],
    ['Lieu de naissance', false, null],
    ['Clientèle', false, null],
  ])('%s (nested: %s)', (header, isNested, field) => {
    expect(fieldOf('declaration', header, isNested)).toBe(field)
  })

  it('a mapping may name numbered fields and no invented part', () => {
    const names = ['place.20.country', 'client.2.enterpriseNumber', 'client.street']
    for (const name of names) expect(isField('declaration', name), name).toBe(true)
    for (const name of ['place.2.colour', 'client.2.capacity', 'place.name']) {
      expect(isField('declaration', name), name).toBe(false)
    }
    expect(isField('presence', 'client.2.name')).toBe(false)
  })
})
