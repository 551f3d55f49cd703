/**
 * Where and how a decision can be challenged, dated (domain facts 1.6 C5 to C7, 1.10, 2.2), and with
 * which clock: within which term, that clock's law says. Where the text itself was not read the
 * confidence says so: the services' lawyers replace rows here, and every letter follows.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { ClockId, Procedure, Region, Track } from '../contract/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

/** What was decided against somebody. */
export type Challenged = 'WORK_DECISION' | 'INADMISSIBLE' | 'RESIDENCE_DECISION' | 'APPEAL_DECISION'

export type RemedyBody =
  | 'MINISTER_FL'
  | 'MINISTER_WA'
  | 'MINISTER_BR'
  | 'GOVERNMENT_DG'
  | 'CALL'
  | 'COUNCIL_OF_STATE'

export interface Remedy extends Dated {
  challenged: Challenged
  /** Null: in every region. */
  region: Region | null
  /** Null: for every procedure. */
  procedure: Procedure | null
  /** Null: on both tracks. */
  track: Track | null
  body: RemedyBody
  form: 'REGISTERED' | 'PETITION'
  /** Whether the challenge suspends the decision; NONE: in principle not. */
  effect: 'NONE'
}

/** The clock that a decision starts: its term is the term to challenge it. */
export const CLOCK_OF_CHALLENGE: Readonly<Record<Challenged, ClockId>> = {
  WORK_DECISION: 'C5',
  INADMISSIBLE: 'C7',
  RESIDENCE_DECISION: 'C6',
  APPEAL_DECISION: 'C7',
}

type Narrow = Partial<Pick<Remedy, 'region' | 'procedure' | 'track'>>

const row = (
  challenged: Challenged,
  body: RemedyBody,
  [source, confidence]: [string, Dated['confidence']],
  { region = null, procedure = null, track = null }: Narrow = {},
): Remedy => ({
  challenged,
  region,
  procedure,
  track,
  body,
  form: body === 'CALL' || body === 'COUNCIL_OF_STATE' ? 'PETITION' : 'REGISTERED',
  effect: 'NONE',
  validFrom: '2018-12-24',
  validTo: null,
  source,
  confidence,
})

const CARD = { procedure: 'PROFESSIONAL_CARD' } as const
const UNREAD: [string, Dated['confidence']] = ['general knowledge', 'UNVERIFIED']

/** The most special row comes first. */
export const REMEDIES: readonly Remedy[] = [
  row('WORK_DECISION', 'MINISTER_FL', ['S33b', 'LOW'], { ...CARD, region: 'FL' }),
  row('WORK_DECISION', 'MINISTER_FL', ['S15', 'MEDIUM'], { region: 'FL' }),
  row('WORK_DECISION', 'MINISTER_WA', ['S33b', 'LOW'], { ...CARD, region: 'WA' }),
  row('WORK_DECISION', 'MINISTER_WA', UNREAD, { region: 'WA' }),
  row('WORK_DECISION', 'MINISTER_BR', ['S33b', 'LOW'], { ...CARD, region: 'BR' }),
  row('WORK_DECISION', 'MINISTER_BR', UNREAD, { region: 'BR' }),
  row('WORK_DECISION', 'GOVERNMENT_DG', UNREAD, { region: 'DG' }),
  row('INADMISSIBLE', 'COUNCIL_OF_STATE', ['S14', 'MEDIUM'], { region: 'FL' }),
  row('INADMISSIBLE', 'COUNCIL_OF_STATE', UNREAD),
  row('RESIDENCE_DECISION', 'CALL', ['S13', 'MEDIUM']),
  row('APPEAL_DECISION', 'COUNCIL_OF_STATE', ['S14', 'MEDIUM'], { track: 'WORK' }),
  row('APPEAL_DECISION', 'COUNCIL_OF_STATE', UNREAD, { track: 'RESIDENCE' }),
]

/** The remedy against a decision on a dossier of a day; undefined: the table holds none. */
export function remedyAgainst(
  challenged: Challenged,
  dossier: { region: Region; procedure: Procedure },
  track: Track,
  on: LocalDate,
): Remedy | undefined {
  return REMEDIES.find(
    (one) =>
      one.challenged === challenged &&
      (one.region === null || one.region === dossier.region) &&
      (one.procedure === null || one.procedure === dossier.procedure) &&
      (one.track === null || one.track === track) &&
      inForceOn(one, on),
  )
}
