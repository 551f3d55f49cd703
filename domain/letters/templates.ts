/** Which letters a dossier gives occasion to, who may make them, and what each is about. */
import type { Actor } from '../contract/actor.ts'
import {
  LETTER_TEMPLATES,
  type DossierEventType,
  type LetterTemplate,
  type MandateOutcome,
  type Region,
  type Track,
} from '../contract/codes.ts'
import type { DossierBody, DossierEvent } from '../contract/records.ts'
import { competenceOf } from '../dossier/competent-region.ts'
import { needsMandate } from '../dossier/mandates.ts'
import { isClosed, isStepFrom } from '../dossier/tracks.ts'
import type { Challenged } from '../reference/remedies.ts'
import { isForService, maySteer } from '../rights/tracks.ts'

export interface LetterSpec {
  /** Whose letter it is; null: of the track of the event. */
  track: Track | null
  /** The events that it may be about; null: the dossier as it stands. */
  events: readonly DossierEventType[] | null
  /** Of a letter without an event: when there is occasion to it. Of others: narrows it. */
  suits?(body: DossierBody): boolean
  /** What can be challenged, where the letter is a decision against somebody. */
  challenged?: Challenged
  /** It decides: whoever signed the decision signs it. */
  decides?: true
  /** It goes out before its step: afterwards another service handles the dossier. */
  before?: true
  /** Between services: it goes to whoever was asked, or to the region, with a copy to nobody. */
  to?: 'ADVISER' | 'REGION'
}

export const LETTERS: Readonly<Record<LetterTemplate, LetterSpec>> = {
  ACKNOWLEDGEMENT: { track: 'WORK', events: null, suits: (body) => !isClosed(body) },
  MANDATE: {
    track: 'WORK',
    events: null,
    suits: (body) => !isClosed(body) && needsMandate(body),
  },
  REROUTED: {
    track: 'WORK',
    events: null,
    // Places alone: where they point nowhere the seat may, which the letter asks for.
    suits: (body) =>
      isStepFrom('WORK', body, 'REROUTE') && competenceOf(body, null)?.region !== body.region,
    before: true,
  },
  MISSING_ITEMS: { track: 'WORK', events: ['ITEMS_ASKED'] },
  // Complete at once, or by what came in: the overall term begins with its notification (C3A).
  ADMISSIBLE: { track: 'WORK', events: ['DECLARED_ADMISSIBLE', 'ITEMS_RECEIVED'] },
  INADMISSIBLE: {
    track: 'WORK',
    events: ['DECLARED_INADMISSIBLE'],
    challenged: 'INADMISSIBLE',
    decides: true,
  },
  INFO_ASKED: { track: null, events: ['INFO_ASKED'] },
  ADVICE_ASKED: { track: 'WORK', events: ['ADVICE_ASKED'], to: 'ADVISER' },
  EXTENSION: { track: 'WORK', events: ['EXTENDED'] },
  PRE_ASSESSMENT_NEGATIVE: {
    track: 'RESIDENCE',
    events: ['PRE_ASSESSMENT_DONE'],
    suits: ({ events }) =>
      events.findLast(({ type }) => type === 'PRE_ASSESSMENT_DONE')?.step?.to === 'READY_NEGATIVE',
    to: 'REGION',
  },
  WORK_GRANTED: { track: 'WORK', events: ['WORK_GRANTED'], decides: true },
  WORK_REFUSED: {
    track: 'WORK',
    events: ['WORK_REFUSED'],
    challenged: 'WORK_DECISION',
    decides: true,
  },
  CARD_NUMBER: {
    track: 'WORK',
    events: ['WORK_GRANTED'],
    suits: ({ procedure, enterpriseNumber }) =>
      procedure === 'PROFESSIONAL_CARD' && enterpriseNumber === undefined,
  },
  COMBINED_DECISION: {
    track: 'RESIDENCE',
    events: ['RESIDENCE_GRANTED'],
    suits: ({ procedure }) => procedure === 'SINGLE_PERMIT',
    decides: true,
  },
  RESIDENCE_REFUSED: {
    track: 'RESIDENCE',
    events: ['RESIDENCE_REFUSED'],
    challenged: 'RESIDENCE_DECISION',
    decides: true,
  },
  VISA_HELD: { track: 'RESIDENCE', events: ['VISA_HELD'], to: 'REGION' },
  WITHDRAWN: {
    track: 'WORK',
    events: ['WITHDRAWN'],
    challenged: 'WORK_DECISION',
    decides: true,
  },
  EMPLOYMENT_ENDED: { track: 'RESIDENCE', events: ['EMPLOYMENT_ENDED'] },
  RESIDENCE_ENDED: {
    track: 'RESIDENCE',
    events: ['RESIDENCE_ENDED'],
    challenged: 'RESIDENCE_DECISION',
    decides: true,
  },
  APPEAL_RECEIVED: { track: null, events: ['APPEALED'] },
  APPEAL_OUTCOME: { track: null, events: ['APPEAL_DECIDED'], challenged: 'APPEAL_DECISION' },
  DESISTED: { track: 'WORK', events: ['DESISTED'] },
}

/** A letter that a dossier gives occasion to. */
export interface Occasion {
  template: LetterTemplate
  /** Place of its event in the timeline; null: about the dossier as it stands. */
  event: number | null
  track: Track
  /** Which of the events of this kind on the track, from 0; null where there is no event. */
  nth: number | null
}

/** What names a letter of a dossier, whatever else happens to it meanwhile. */
export type LetterRef = Pick<Occasion, 'template' | 'track' | 'nth'>

/** The occasion of a letter, when there is still one. */
export function occasionFor(
  body: DossierBody,
  { template, track, nth }: LetterRef,
): Occasion | null {
  const isIt = (one: Occasion) => one.track === track && one.nth === nth
  return occasionsOf(body, template).find(isIt) ?? null
}

/** The event that an occasion is about. */
export function eventOf(
  body: DossierBody,
  { event }: Pick<Occasion, 'event'>,
): DossierEvent | null {
  return event === null ? null : (body.events[event] ?? null)
}

function occasionsOf(body: DossierBody, template: LetterTemplate): Occasion[] {
  const { track, events: types, suits } = LETTERS[template]
  if (suits && !suits(body)) return []
  if (types === null) return [{ template, event: null, track: track ?? 'WORK', nth: null }]
  // The last one of each track: what was asked or decided before it has been answered.
  const last = new Map<Track, Occasion>()
  for (const [place, { type: one, step }] of body.events.entries()) {
    if (!types.includes(one)) continue
    const of = step?.track ?? track ?? 'WORK'
    const nth = (last.get(of)?.nth ?? -1) + 1
    last.set(of, { template, event: place, track: of, nth })
  }
  return [...last.values()]
}

/** Every letter that there is occasion to, in the order of the work. */
export function occasions(body: DossierBody): Occasion[] {
  return LETTER_TEMPLATES.flatMap((template) => occasionsOf(body, template))
}

/** What stands around a dossier and calls for a letter, or does not. */
export interface Around {
  mandate: MandateOutcome
  /** By places and seat; null: they point nowhere. */
  competent: Region | null
}

/**
 * False for a letter that the dossier allows and nothing calls for: about a mandate that covers the
 * filing, or to a region that is this one.
 */
export function isCalledFor(
  { template }: Pick<Occasion, 'template'>,
  { region }: Pick<DossierBody, 'region'>,
  { mandate, competent }: Around,
): boolean {
  if (template === 'MANDATE') return mandate === 'NOT_COVERED' || mandate === 'NO_MANDATE'
  return template !== 'REROUTED' || competent !== region
}

/** True when the person may make this letter: of the own track, on a dossier of the own service. */
export function mayMakeLetter(actor: Actor, { track }: Pick<Occasion, 'track'>, body: DossierBody) {
  return maySteer(actor, track, body) && isForService(actor, body)
}

/** Id of the document of a letter: the same letter is the same document, whoever makes it again. */
export function letterId({ template, track, nth }: LetterRef): string {
  return `letter-${template}-${track}${nth === null ? '' : `-${nth}`}`
}
