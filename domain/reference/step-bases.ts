/**
 * On which ground of law each kind of step on a dossier rests, dated. Where the text itself was not
 * read the confidence says so; the services' lawyers replace rows here, never in a command.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { OverallClock, Procedure, Region } from '../contract/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

/** What a step is about; translated as `basis.<code of the row>`. */
export type StepSubject =
  | 'SUBMISSION'
  | 'COMPETENCE'
  | 'HANDLING'
  | 'TERM'
  | 'WORK_DECISION'
  | 'RESIDENCE_DECISION'
  | 'ARRIVAL'
  | 'APPEAL'

export interface StepBasis extends Dated {
  subject: StepSubject
  /** Stable code that is stored with the step. */
  code: string
  /** Null: in every region. */
  region: Region | null
  /** Null: for every procedure. */
  procedure: Procedure | null
  /** Null: under either overall clock, or none. */
  overall: OverallClock | null
}

type Narrow = Partial<Pick<StepBasis, 'region' | 'procedure' | 'overall'>>

const row = (
  subject: StepSubject,
  code: string,
  validFrom: LocalDate,
  source: string,
  confidence: Dated['confidence'],
  { region = null, procedure = null, overall = null }: Narrow = {},
): StepBasis => ({
  subject,
  code,
  region,
  procedure,
  overall,
  validFrom,
  validTo: null,
  source,
  confidence,
})

const CARD = { procedure: 'PROFESSIONAL_CARD' } as const

/** The region's own rules on professional cards, by which it does all that it does on one. */
const ofCards = (subject: StepSubject): StepBasis[] => [
  row(subject, 'PROFESSIONAL_CARD_FL', '2022-01-01', 'S31', 'MEDIUM', { ...CARD, region: 'FL' }),
  row(subject, 'PROFESSIONAL_CARD_1965', '1965-02-19', 'S39', 'LOW', CARD),
]

/** The region's own rules on the employment of foreigners. */
const ofWork = (subject: StepSubject, narrow: Narrow = {}): StepBasis[] => [
  row(subject, 'BVR_2018_FL', '2019-01-01', 'S19', 'MEDIUM', { ...narrow, region: 'FL' }),
  row(subject, 'ORDINANCE_2024_BR', '2024-10-01', 'S24', 'MEDIUM', { ...narrow, region: 'BR' }),
  row(subject, 'AGW_2024_WA', '2024-09-01', 'S150', 'LOW', { ...narrow, region: 'WA' }),
  row(subject, 'RD_1999_DG', '1999-06-09', 'S151', 'MEDIUM', { ...narrow, region: 'DG' }),
  row(subject, 'ACT_1999', '1999-04-30', 'S24', 'MEDIUM', narrow),
]

/** What a region does on a card alone: the cooperation agreement is about single permits. */
const withoutPermit = (subject: StepSubject): StepBasis[] => [
  ...ofCards(subject),
  ...ofWork(subject, { procedure: 'WORK_CARD' }),
]

/** The most special row comes first; the last row of a subject holds for the rest. */
export const STEP_BASES: readonly StepBasis[] = [
  ...withoutPermit('SUBMISSION'),
  row('SUBMISSION', 'SWA_2018_17_21', '2018-12-24', 'S5', 'MEDIUM'),
  row('COMPETENCE', 'SWA_2018_7_8', '2018-12-24', 'S19', 'MEDIUM'),
  ...withoutPermit('HANDLING'),
  row('HANDLING', 'SWA_2018_24_33', '2018-12-24', 'S5', 'MEDIUM'),
  ...withoutPermit('TERM'),
  row('TERM', 'DIRECTIVE_2024_1233_5', '2026-05-22', 'S20', 'LOW', { overall: 'C3B' }),
  row('TERM', 'SWA_2018_24_33', '2018-12-24', 'S5', 'MEDIUM'),
  ...ofCards('WORK_DECISION'),
  ...ofWork('WORK_DECISION'),
  row('RESIDENCE_DECISION', 'ALIENS_ACT_1980', '1980-12-15', 'S13', 'MEDIUM'),
  row('ARRIVAL', 'SWA_2018_34_35', '2018-12-24', 'S5', 'MEDIUM'),
  row('APPEAL', 'ALIENS_ACT_1980', '1980-12-15', 'S13', 'MEDIUM'),
]

/** The appeal against a decision on work follows the rules of that decision (domain facts 1.10). */
const APPEAL_ON_WORK: StepSubject = 'WORK_DECISION'

/**
 * Code of the ground on which a step of a dossier rests on a day. The list covers every subject from
 * its earliest row on; before that the last row of the subject stands, so that no step is without one.
 * `overall`: the overall clock that the file runs, on which the ground of a term hangs.
 */
export function stepBasis(
  subject: StepSubject,
  dossier: { region: Region; procedure: Procedure; overall?: OverallClock },
  on: LocalDate,
  track: 'WORK' | 'RESIDENCE' = 'RESIDENCE',
): string {
  const about = subject === 'APPEAL' && track === 'WORK' ? APPEAL_ON_WORK : subject
  const rows = STEP_BASES.filter(
    (basis) =>
      basis.subject === about &&
      (basis.region === null || basis.region === dossier.region) &&
      (basis.procedure === null || basis.procedure === dossier.procedure) &&
      (basis.overall === null || basis.overall === dossier.overall),
  )
  return (rows.find((basis) => inForceOn(basis, on)) ?? rows.at(-1)!).code
}
