import type { FindingCode } from '../contract/codes.ts'

/** Rules whose signal is of no dossier: one for every region that sees the declaration (r01.ts, r54.ts). */
const OF_NO_DOSSIER: ReadonlySet<FindingCode> = new Set<FindingCode>(['R01', 'R54'])

/**
 * The dossier that what is said of a signal belongs to, and whose readers read it. A desk of before these
 * rules were of no dossier, or what still waits on one, names that of a region.
 */
export const dossierOfSaid = (code: FindingCode, dossierId: string | null): string | null =>
  OF_NO_DOSSIER.has(code) ? null : dossierId
