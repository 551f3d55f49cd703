/**
 * Where, how and within which term a decision can be challenged, dated (domain facts 1.6 C5 to C7,
 * 1.10, 2.2). Where the text itself was not read the confidence says so: the services' lawyers
 * replace rows here, and every letter follows.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Procedure, Region, Track } from '../contract/codes.ts'
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
  term: { unit: 'DAYS' | 'MONTHS'; length: number }
  form: 'REGISTERED' | 'PETITION'
  /** Whether the challenge suspends the decision; NONE: in principle not. */
  effect: 'NONE'
}

type Narrow = Partial<Pick<Remedy, 'region' | 'procedure' | 'track'>>

const row = (
  challenged: Challenged,
  body: RemedyBody,
  [length, unit]: [number, 'DAYS' | 'MONTHS'],
  [source, confidence]: [string, Dated['confidence']],
  { region = null, procedure = null, track = null }: Narrow = {},
): Remedy => ({
  challenged,
  region,
  procedure,
  track,
  body,
  term: { unit, length },
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
  row('WORK_DECISION', 'MINISTER_FL', [30, 'DAYS'], ['S33b', 'LOW'], { ...CARD, region: 'FL' }),
  row('WORK_DECISION', 'MINISTER_FL', [1, 'MONTHS'], ['S15', 'MEDIUM'], { region: 'FL' }),
  row('WORK_DECISION', 'MINISTER_WA', [30, 'DAYS'], ['S33b', 'LOW'], { ...CARD, region: 'WA' }),
  row('WORK_DECISION', 'MINISTER_WA', [30, 'DAYS'], UNREAD, { region: 'WA' }),
  row('WORK_DECISION', 'MINISTER_BR', [30, 'DAYS'], ['S33b', 'LOW'], { ...CARD, region: 'BR' }),
  row('WORK_DECISION', 'MINISTER_BR', [30, 'DAYS'], UNREAD, { region: 'BR' }),
  row('WORK_DECISION', 'GOVERNMENT_DG', [30, 'DAYS'], UNREAD, { region: 'DG' }),
  row('INADMISSIBLE', 'COUNCIL_OF_STATE', [60, 'DAYS'], ['S14', 'MEDIUM'], { region: 'FL' }),
  row('INADMISSIBLE', 'COUNCIL_OF_STATE', [60, 'DAYS'], UNREAD),
  row('RESIDENCE_DECISION', 'CALL', [30, 'DAYS'], ['S13', 'MEDIUM']),
  row('APPEAL_DECISION', 'COUNCIL_OF_STATE', [60, 'DAYS'], ['S14', 'MEDIUM'], { track: 'WORK' }),
  row('APPEAL_DECISION', 'COUNCIL_OF_STATE', [30, 'DAYS'], UNREAD, { track: 'RESIDENCE' }),
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
