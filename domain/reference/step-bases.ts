/**
 * On which ground of law each kind of step on a dossier rests, dated. Where the text itself was not
 * read the confidence says so; the services' lawyers replace rows here, never in a command.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Procedure, Region } from '../contract/codes.ts'
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
}

const row = (
  subject: StepSubject,
  code: string,
  validFrom: LocalDate,
  source: string,
  confidence: Dated['confidence'],
  { region = null, procedure = null }: Partial<Pick<StepBasis, 'region' | 'procedure'>> = {},
): StepBasis => ({
  subject,
  code,
  region,
  procedure,
  validFrom,
  validTo: null,
  source,
  confidence,
})

const CARD = { procedure: 'PROFESSIONAL_CARD' } as const

/** The most special row comes first; the last row of a subject holds for the rest. */
export const STEP_BASES: readonly StepBasis[] = [
  row('SUBMISSION', 'SWA_2018_17_21', '2018-12-24', 'S5', 'MEDIUM'),
  row('COMPETENCE', 'SWA_2018_7_8', '2018-12-24', 'S19', 'MEDIUM'),
  row('HANDLING', 'PROFESSIONAL_CARD_FL', '2022-01-01', 'S31', 'MEDIUM', { ...CARD, region: 'FL' }),
  row('HANDLING', 'PROFESSIONAL_CARD_1965', '1965-02-19', 'S39', 'LOW', CARD),
  row('HANDLING', 'SWA_2018_24_33', '2018-12-24', 'S5', 'MEDIUM'),
  row('TERM', 'DIRECTIVE_2024_1233_5', '2026-05-22', 'S20', 'LOW'),
  row('TERM', 'SWA_2018_24_33', '2018-12-24', 'S5', 'MEDIUM'),
  row('WORK_DECISION', 'PROFESSIONAL_CARD_FL', '2022-01-01', 'S31', 'MEDIUM', {
    ...CARD,
    region: 'FL',
  }),
  row('WORK_DECISION', 'PROFESSIONAL_CARD_1965', '1965-02-19', 'S39', 'LOW', CARD),
  row('WORK_DECISION', 'BVR_2018_FL', '2019-01-01', 'S19', 'MEDIUM', { region: 'FL' }),
  row('WORK_DECISION', 'ORDINANCE_2024_BR', '2024-10-01', 'S24', 'MEDIUM', { region: 'BR' }),
  row('WORK_DECISION', 'AGW_2024_WA', '2024-09-01', 'S150', 'LOW', { region: 'WA' }),
  row('WORK_DECISION', 'RD_1999_DG', '1999-06-09', 'S151', 'MEDIUM', { region: 'DG' }),
  row('WORK_DECISION', 'ACT_1999', '1999-04-30', 'S24', 'MEDIUM'),
  row('RESIDENCE_DECISION', 'ALIENS_ACT_1980', '1980-12-15', 'S13', 'MEDIUM'),
  row('ARRIVAL', 'SWA_2018_34_35', '2018-12-24', 'S5', 'MEDIUM'),
  row('APPEAL', 'ALIENS_ACT_1980', '1980-12-15', 'S13', 'MEDIUM'),
]

/** The appeal against a decision on work follows the rules of that decision (domain facts 1.10). */
const APPEAL_ON_WORK: StepSubject = 'WORK_DECISION'

/**
 * Code of the ground on which a step of a dossier rests on a day. The list covers every subject from
 * its earliest row on; before that the last row of the subject stands, so that no step is without one.
 */
export function stepBasis(
  subject: StepSubject,
  dossier: { region: Region; procedure: Procedure },
  on: LocalDate,
  track: 'WORK' | 'RESIDENCE' = 'RESIDENCE',
): string {
  const about = subject === 'APPEAL' && track === 'WORK' ? APPEAL_ON_WORK : subject
  const rows = STEP_BASES.filter(
    (basis) =>
      basis.subject === about &&
      (basis.region === null || basis.region === dossier.region) &&
      (basis.procedure === null || basis.procedure === dossier.procedure),
  )
  return (rows.find((basis) => inForceOn(basis, on)) ?? rows.at(-1)!).code
}
