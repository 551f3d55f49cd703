/** A declaration in which everything is told. */
import type { DeclarationBody } from '../../domain/contract/records.ts'

const belgian = (street: string, postalCode: string, place: string) => ({
  street,
  postalCode,
  place,
  municipality: null,
  country: 'BE',
})

export const WHOLE: DeclarationBody = {
  l1Number: 'L1-1',
  status: 'CANCELLED',
  submittedAt: '2026-02-12T09:15:00.000Z',
  cancelledAt: '2026-03-05T13:30:00.000Z',
  replacesL1: 'L1-0',
  kind: 'EMPLOYEE',
  worker: {
    insz: '85073003328',
    familyName: 'Ferreira',
    givenNames: 'Duarte',
    birthDate: '1985-07-30',
    sex: 'M',
    nationality: 'BR',
    passport: { number: 'FX1', country: 'BR' },
    homeAddress: { ...belgian('Cesta 1', '2000', 'Maribor'), country: 'SI' },
  },
  employer: {
    name: 'Gradnje',
    country: 'SI',
    vatNumber: 'SI12345678',
    enterpriseNumber: null,
    foreignId: 'MAT-77',
    address: { ...belgian('Trg 5', '1000', 'Ljubljana'), country: 'SI' },
    representative: {
      name: 'Fiduciaire Nord',
      enterpriseNumber: '0428759497',
      address: belgian('Rue 2', '1000', 'Bruxelles'),
    },
  },
  tempAgencyApprovalNumber: 'VG.1000/U',
  clients: [
    {
      name: 'Bouwgroep',
      enterpriseNumber: '0403019261',
      address: belgian('Kaai 1', '2000', 'Antwerpen'),
    },
    {
      name: 'Havenbedrijf',
      enterpriseNumber: '0428759497',
      address: belgian('Kaai 2', '9000', 'Gent'),
    },
    { name: 'Derde', enterpriseNumber: null },
  ],
  period: { from: '2026-03-01', to: '2026-06-30' },
  schedule: 'ma-vr 8-16 u.',
  sector: 'CONSTRUCTION',
  natureOfServices: 'bekisting',
  isco: '7114',
  jointCommittee: '124',
  pc124Equivalent: true,
  places: [
    {
      type: 'COMPANY',
      name: 'Loods',
      address: {
        street: 'Kaai 12',
        postalCode: '2000',
        place: 'Antwerpen',
        municipality: '11002',
        country: 'BE',
      },
      establishmentUnit: '2000000042',
      declarationOfWorks: '30B7',
    },
    {
      type: 'SITE',
      name: 'Werf',
      address: {
        street: null,
        postalCode: '59000',
        place: 'Lille',
        municipality: null,
        country: 'FR',
      },
    },
  ],
  liaison: {
    name: 'Ana Kos',
    email: 'ana@gradnje.example',
    phone: '+386 1',
    birthDate: '1970-01-02',
    insz: '85073003328',
    capacity: 'MANDATARY',
    address: belgian('Dorp 3', '3000', 'Leuven'),
  },
  postingProof: null,
}
