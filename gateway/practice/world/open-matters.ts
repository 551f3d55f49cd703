/** What still waits on a dossier: questions, advice, proposals to sign. */
import {
  HOLD_CAUSES,
  type Adviser,
  type ClockId,
  type FileLanguage,
  type Region,
  type Track,
  type WorkState,
} from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { toDay, type LocalDate } from '../../../domain/calendar/local-date.ts'
import { clockViews } from '../../../domain/dossier/clocks.ts'
import { dayText, periodText } from './days.ts'
import type { DossierPlan } from './drafts.ts'
import type { History } from './histories.ts'
import { Random } from './random.ts'

const STREAM = 54

type Dossier = BodyOf<'dossier'>
type OpenMatters = Pick<Dossier, 'infoRequests' | 'adviceRequests' | 'proposals' | 'visaHolds'>

const QUESTIONS: Readonly<Record<FileLanguage, readonly [string, ...string[]]>> = {
  nl: [
    'Gelieve het gevraagde stuk te bezorgen, met een beëdigde vertaling.',
    'Gelieve de loongegevens in de arbeidsovereenkomst te verduidelijken.',
  ],
  fr: [
    'Veuillez transmettre la pièce demandée, avec une traduction jurée.',
    'Veuillez préciser les données salariales du contrat de travail.',
  ],
  de: ['Bitte reichen Sie das angefragte Dokument mit beeidigter Übersetzung ein.'],
}
const ADVICE: Readonly<Record<FileLanguage, string>> = {
  nl: 'Is er op de lokale arbeidsmarkt een kandidaat voor deze functie?',
  fr: 'Existe-t-il sur le marché local un candidat pour cette fonction ?',
  de: 'Gibt es auf dem örtlichen Arbeitsmarkt einen Kandidaten für diese Stelle?',
}
const REFUSALS: Readonly<Record<FileLanguage, string>> = {
  nl: 'Het loon in de arbeidsovereenkomst haalt de geldende drempel niet.',
  fr: 'La rémunération du contrat n’atteint pas le seuil applicable.',
  de: 'Das vertragliche Gehalt erreicht die geltende Schwelle nicht.',
}
const ECONOMIC_ADVICE: Readonly<Record<FileLanguage, string>> = {
  nl: 'Heeft dit ondernemingsplan een economische meerwaarde voor het gewest?',
  fr: 'Ce plan d’entreprise présente-t-il un intérêt économique pour la région ?',
  de: 'Hat dieser Geschäftsplan einen wirtschaftlichen Mehrwert für die Region?',
}
const APPEAL_ADVICE: Readonly<Record<FileLanguage, string>> = {
  nl: 'Advies over het beroep tegen de weigering van de beroepskaart.',
  fr: 'Avis sur le recours contre le refus de la carte professionnelle.',
  de: 'Gutachten zum Einspruch gegen die Ablehnung der Berufskarte.',
}
const ADVISER: Readonly<Record<Region, Adviser>> = {
  FL: 'VDAB',
  WA: 'FOREM',
  BR: 'ACTIRIS',
  DG: 'ADG',
}
/** Days for an answer to a question or a request for advice. */
const ANSWER_DAYS = 30
const REFUSED_SHARE = 0.15

/** Who last did something on the dossier, and when. */
function last({ events }: History, type: string): { by: string; on: string } | null {
  const event = events.findLast((one) => one.type === type && one.by !== null)
  return event ? { by: event.by!, on: dayText(event.day) } : null
}

function questions(history: History, language: FileLanguage, pick: Random): OpenMatters {
  const track: Track = history.work.state === 'INFO_REQUESTED' ? 'WORK' : 'RESIDENCE'
  const asked = last(history, 'INFO_ASKED')
  const state = track === 'WORK' ? history.work.state : history.residence.state
  if (state !== 'INFO_REQUESTED' || !asked) return {}
  const deadline = dayText(toDay(asked.on) + ANSWER_DAYS)
  const text = pick.pick(QUESTIONS[language])
  const request = { track, askedOn: asked.on, deadline, documents: [], text, by: asked.by }
  return { infoRequests: [{ ...request, closedOn: null }] }
}

interface Question {
  adviser: Adviser
  text: string
  /** Days of the adviser's term; null: the law gives it, and a clock runs. */
  days: number | null
}

/** Who was asked what, by the state in which the answer is awaited or was given last. */
function question(region: Region, state: WorkState, language: FileLanguage): Question | null {
  const days = ANSWER_DAYS
  if (state === 'ADVICE_REQUESTED') {
    return { adviser: ADVISER[region], text: ADVICE[language], days }
  }
  if (state === 'ECONOMIC_ADVICE') {
    return { adviser: 'VLAIO', text: ECONOMIC_ADVICE[language], days }
  }
  return state === 'REOV_ADVICE' || state === 'MINISTER_DECISION'
    ? { adviser: 'REOV', text: APPEAL_ADVICE[language], days: null }
    : null
}

function lastDayOf({ clockEvents, work }: History, clock: ClockId): LocalDate {
  return clockViews(clockEvents, work.since).find(({ id }) => id === clock)!.due!
}

function advice({ region }: DossierPlan, history: History, language: FileLanguage): OpenMatters {
  const asked = last(history, 'ADVICE_ASKED')
  const put = question(region, history.work.state, language)
  if (!asked || !put) return {}
  const { adviser, text, days } = put
  const due = days === null ? lastDayOf(history, 'P3') : dayText(toDay(asked.on) + days)
  const request = { adviser, askedOn: asked.on, due, text, by: asked.by }
  const answered = history.work.state === 'MINISTER_DECISION'
  const answer = answered
    ? { closedOn: history.work.since, opinion: 'NEGATIVE' as const, answer: null }
    : { closedOn: null, opinion: null, answer: null }
  return { adviceRequests: [{ ...request, ...answer }] }
}

function proposals(
  plan: DossierPlan,
  history: History,
  language: FileLanguage,
  random: Random,
): OpenMatters {
  const onWork = history.work.state === 'DRAFT_DECISION' && last(history, 'DECISION_PROPOSED')
  const ready = history.residence.state
  const onResidence =
    history.work.state === 'GRANTED' &&
    (ready === 'READY_POSITIVE' || ready === 'READY_NEGATIVE') &&
    last(history, 'PRE_ASSESSMENT_DONE')
  const open = { state: 'OPEN' as const, closedBy: null }
  if (onWork) {
    const refused = random.chance(REFUSED_SHARE)
    const from = toDay(onWork.on) + 30
    return {
      proposals: [
        {
          track: 'WORK',
          decision: refused ? 'REFUSE' : 'GRANT',
          grounds: refused ? ['SALARY_BELOW_THRESHOLD'] : [],
          reason: refused ? REFUSALS[language] : '',
          period: refused ? null : periodText(plan.authorised ?? { from, to: from + 364 }),
          ...onWork,
          ...open,
        },
      ],
    }
  }
  if (!onResidence) return {}
  const refused = ready === 'READY_NEGATIVE'
  return {
    proposals: [
      {
        track: 'RESIDENCE',
        decision: refused ? 'REFUSE' : 'GRANT',
        grounds: refused ? ['MEANS_INSUFFICIENT'] : [],
        reason: refused ? REFUSALS[language] : '',
        period: null,
        ...onResidence,
        ...open,
      },
    ],
  }
}

function holds(history: History, random: Random): OpenMatters {
  const held = history.residence.state === 'VISA_HELD' && last(history, 'VISA_HELD')
  return held ? { visaHolds: [{ cause: random.pick(HOLD_CAUSES), ...held, releasedOn: null }] } : {}
}

/** The open questions, requests and proposals of a dossier; nothing where none wait. */
export function openMatters(
  seed: number,
  plan: DossierPlan,
  history: History,
  language: FileLanguage,
): OpenMatters {
  const random = new Random(seed, STREAM, plan.index)
  return {
    ...questions(history, language, random),
    ...advice(plan, history, language),
    ...proposals(plan, history, language, random),
    ...holds(history, random),
  }
}
