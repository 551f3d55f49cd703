/**
 * What a role is not shown of records, as rules name it: a rule that reads it cannot be tested on that
 * desk, and says so. Found by showing a record in which everything is told: the masks alone decide.
 */
import type { Actor } from '../contract/actor.ts'
import type { MaskedSource, RegisterSource, Role, WorkerSource } from '../contract/codes.ts'
import type { BodyOf } from '../contract/records.ts'
import { REGISTERS_OF_ROLE } from './register-lines.ts'
import { maskBody } from './masks.ts'
import { WORKER_SOURCES_OF_ROLE } from './worker-lines.ts'

const TOLD = 'told'
const DAY = '2000-01-01'
const ADDRESS = {
  street: TOLD,
  postalCode: TOLD,
  place: TOLD,
  municipality: '21004',
  country: 'BE',
}

const PERSON: BodyOf<'person'> = {
  familyName: TOLD,
  givenNames: TOLD,
  nativeName: TOLD,
  birthDate: DAY,
  sex: 'F',
  nationality: 'BE',
  insz: TOLD,
  inszAliases: [TOLD],
  passports: [{ number: TOLD, country: 'BE', validTo: DAY }],
  address: ADDRESS,
  unlimitedAccess: { card: TOLD, from: DAY, to: DAY },
}

const DECLARATION: BodyOf<'declaration'> = {
  l1Number: TOLD,
  status: 'ACTIVE',
  submittedAt: `${DAY}T00:00:00.000Z`,
  cancelledAt: null,
  replacesL1: null,
  kind: 'EMPLOYEE',
  worker: {
    insz: TOLD,
    familyName: TOLD,
    givenNames: TOLD,
    birthDate: DAY,
    sex: 'F',
    nationality: 'BE',
    passport: { number: TOLD, country: 'BE' },
    homeAddress: ADDRESS,
  },
  employer: {
    name: TOLD,
    country: 'BE',
    vatNumber: TOLD,
    enterpriseNumber: TOLD,
    foreignId: TOLD,
    address: ADDRESS,
    representative: { name: TOLD, enterpriseNumber: TOLD, address: ADDRESS },
  },
  tempAgencyApprovalNumber: TOLD,
  clients: [{ name: TOLD, enterpriseNumber: TOLD, address: ADDRESS }],
  period: { from: DAY, to: DAY },
  schedule: TOLD,
  sector: 'CONSTRUCTION',
  natureOfServices: TOLD,
  isco: '7112',
  jointCommittee: TOLD,
  pc124Equivalent: true,
  places: [
    {
      type: 'SITE',
      name: TOLD,
      address: ADDRESS,
      establishmentUnit: '2000000001',
      declarationOfWorks: TOLD,
    },
  ],
  liaison: {
    name: TOLD,
    email: TOLD,
    phone: TOLD,
    birthDate: DAY,
    insz: TOLD,
    capacity: 'MANDATARY',
    address: ADDRESS,
  },
  postingProof: {
    homeResidence: { from: DAY, to: DAY },
    homeWorkAuthorisation: { from: DAY, to: DAY },
    contractWithPostingEmployer: true,
    passportValidTo: DAY,
  },
}

const CONTROL: BodyOf<'control'> = {
  service: 'TSW',
  date: DAY,
  municipality: '21004',
  siteName: TOLD,
  enterprise: { name: TOLD, country: 'BE', enterpriseNumber: TOLD },
  met: [{ insz: TOLD, l1Number: TOLD }],
  outcome: 'IN_ORDER',
  signs: {
    ledByClient: 'YES',
    onlyLabour: 'YES',
    sameHours: 'YES',
    ownTools: 'YES',
    by: TOLD,
    byName: TOLD,
    at: `${DAY}T00:00:00.000Z`,
  },
}

const HASH = 'A'.repeat(43)
/** A dossier of which nothing is looked at but the content of these papers. */
const PAPERS = (['DIPLOMA', 'CRIMINAL_RECORD'] as const).map((type) => ({
  id: type,
  type,
  status: 'ACCEPTED' as const,
  receivedOn: DAY,
  file: { hash: HASH, bytes: 1, claims: 'PDF' as const, version: 1 },
}))

function look(actor: Actor): MaskedSource[] {
  const person = maskBody(actor, 'person', PERSON)
  const declaration = maskBody(actor, 'declaration', DECLARATION)
  const dossier = maskBody(actor, 'dossier', { documents: PAPERS } as unknown as BodyOf<'dossier'>)
  const isRead = (type: string) =>
    dossier?.documents.some((one) => one.type === type && one.file?.hash === HASH) ?? false
  const sources = REGISTERS_OF_ROLE[actor.role]
  const isSeen = (source: RegisterSource) => sources.includes(source)
  const told: readonly WorkerSource[] = WORKER_SOURCES_OF_ROLE[actor.role]
  const seen: Record<MaskedSource, boolean> = {
    LIAISONS: declaration?.liaison?.email === TOLD,
    WORKER_ADDRESSES: person?.address?.street === TOLD,
    IDENTITY: person?.insz === TOLD && person.nationality === PERSON.nationality,
    POSTING_PAPERS: declaration?.postingProof?.passportValidTo === DAY,
    SITES: declaration?.places[0]?.address?.street === TOLD,
    FIRM_FIGURES: isSeen('STAFF') && isSeen('HOME_ACTIVITY'),
    FIRM_PEOPLE: isSeen('DIRECTORS') && isSeen('SANCTIONS'),
    FIRM_ACCOUNTS: isSeen('ACCOUNTS'),
    FIRM_WORKS: isSeen('WORKS'),
    WORKER_WAGES: told.includes('DMFA'),
    WORKER_FILES: told.includes('CHAIN_FILES'),
    PAPERS: isRead('DIPLOMA'),
    CRIMINAL_RECORDS: isRead('CRIMINAL_RECORD'),
    CONTROL_SIGNS: maskBody(actor, 'control', CONTROL)?.signs?.ledByClient === 'YES',
  }
  return (Object.keys(seen) as MaskedSource[]).filter((source) => !seen[source])
}

const LOOKED = new Map<Role, readonly MaskedSource[]>()

/** What the person's role is not shown. */
export function withheldFrom(actor: Actor): readonly MaskedSource[] {
  let withheld = LOOKED.get(actor.role)
  if (!withheld) LOOKED.set(actor.role, (withheld = look(actor)))
  return withheld
}
