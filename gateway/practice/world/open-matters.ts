/** What still waits on a dossier: questions, advice, proposals to sign. */
import type { Adviser, FileLanguage, Region, Track } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { toDay } from '../../../domain/calendar/local-date.ts'
import { dayText, periodText } from './days.ts'
import type { DossierPlan } from './drafts.ts'
import type { History } from './histories.ts'
import { Random } from './random.ts'

const STREAM = 54

type Dossier = BodyOf<'dossier'>
type OpenMatters = Pick<Dossier, 'infoRequests' | 'adviceRequests' | 'proposals'>

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

function advice({ region }: DossierPlan, history: History, language: FileLanguage): OpenMatters {
  const asked = last(history, 'ADVICE_ASKED')
  if (history.work.state !== 'ADVICE_REQUESTED' || !asked) return {}
  const request = {
    adviser: ADVISER[region],
    askedOn: asked.on,
    due: dayText(toDay(asked.on) + ANSWER_DAYS),
    text: ADVICE[language],
    by: asked.by,
  }
  return { adviceRequests: [{ ...request, closedOn: null, opinion: null, answer: null }] }
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
  }
}
