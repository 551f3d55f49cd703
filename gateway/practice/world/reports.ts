/**
 * Reports of irregularities in the practice world, told about declarations that are in it. Among them
 * a worker in trouble, and a writer who tells one story three times in nearly the same words.
 */
import type { Region } from '../../../domain/contract/codes.ts'
import type { BodyOf, ReportBody, ReporterBody } from '../../../domain/contract/records.ts'
import { reportReference, withEvent } from '../../../domain/reports/moves.ts'
import { answerLetter } from '../../../domain/reports/answer-letter.ts'
import { PRACTICE_PEOPLE, type PracticePerson } from '../people.ts'
import { dayText, instantText } from './days.ts'

/** A declaration that somebody may tell of, with the region of its first place. */
export interface ToldOf {
  region: Region
  body: BodyOf<'declaration'>
}

interface Tale {
  category: ReportBody['category']
  channel: ReportBody['channel']
  language: string
  text: (site: string) => string
  /** Who reported; null: unknown. */
  reporter: Omit<ReporterBody, 'reportId'> | null
  /** What the reporter told of the subject. */
  tells: { worker: boolean; enterprise: boolean }
  guarded?: boolean
  /** How far it got; a tale without is fresh. */
  triaged?: Pick<ReportBody, 'indicators'> & { urgency: NonNullable<ReportBody['urgency']> }
  inHand?: boolean
  closed?: NonNullable<ReportBody['outcome']>
}

const tale = (
  head: readonly [ReportBody['category'], ReportBody['channel'], string],
  text: Tale['text'],
  rest: Omit<Tale, 'category' | 'channel' | 'language' | 'text'>,
): Tale => ({ category: head[0], channel: head[1], language: head[2], text, ...rest })

const reporter = (
  name: string,
  contact: string,
  relation: ReporterBody['relation'],
): Tale['reporter'] => ({ name, contact, relation })

const BOTH = { worker: true, enterprise: true }
const FIRM = { worker: false, enterprise: true }

/** In order; each is told of another declaration, but for those that follow each other in one group. */
const GROUPS: readonly (readonly Tale[])[] = [
  [
    tale(
      ['EXPLOITATION', 'PHONE', 'ro'],
      (site) =>
        `Lucrez pe șantier la ${site}. Șeful ne-a luat pașapoartele din prima zi. Dormim șase într-un garaj. Nu am primit salariu de trei luni și spune că avem datorii pentru drum. Dacă plecăm, ne amenință familia.`,
      {
        reporter: reporter('Ion Invențel', '0400 00 00 01, na 20 uur', 'WORKER'),
        tells: BOTH,
        guarded: true,
      },
    ),
  ],
  [
    tale(
      ['UNDECLARED_WORK', 'EMAIL', 'nl'],
      (site) =>
        `Op de werf ${site} werken elke zaterdag ploegen zonder aangifte. De firma werkt met mensen zonder papieren en betaalt alles in het zwart. Iedereen in de sector weet het.`,
      {
        reporter: reporter('Bouw & Beter', 'info@bouwenbeter.example', 'COMPETITOR'),
        tells: FIRM,
        triaged: { urgency: 'NORMAL', indicators: [] },
        closed: 'FALSE_ALARM',
      },
    ),
    tale(
      ['UNDECLARED_WORK', 'FORM', 'nl'],
      (site) =>
        `Op de werf ${site} werken elke zondag ploegen zonder aangifte. Deze firma werkt met mensen zonder papieren en betaalt alles in het zwart. Heel de sector weet het.`,
      { reporter: null, tells: FIRM },
    ),
    tale(
      ['UNDECLARED_WORK', 'EMAIL', 'nl'],
      (site) =>
        `Een bezorgde burger meldt: op de werf ${site} werken elke zaterdag ploegen zonder aangifte. De firma werkt met mensen zonder papieren, betaalt alles in het zwart en iedereen weet het.`,
      {
        reporter: reporter('Een bezorgde burger', 'burger@bouwenbeter.example', 'OTHER'),
        tells: FIRM,
      },
    ),
  ],
  [
    tale(
      ['WAGE', 'FORM', 'pl'],
      (site) =>
        `Pracuję na budowie ${site}. Na umowie jest 17 euro za godzinę, dostajemy 8. Resztę szef odbiera w gotówce.`,
      {
        reporter: reporter('Jan Wymyślony', 'jan@example.test', 'WORKER'),
        tells: BOTH,
        guarded: true,
        triaged: { urgency: 'HIGH', indicators: ['WAGE_HELD'] },
        inHand: true,
      },
    ),
  ],
  [
    tale(
      ['NO_AUTHORISATION', 'SERVICE', 'fr'],
      (site) =>
        `La commune signale : lors d’une visite au chantier ${site}, deux ouvriers n’ont pu montrer ni L1 ni permis.`,
      {
        reporter: null,
        tells: FIRM,
        triaged: { urgency: 'NORMAL', indicators: [] },
        inHand: true,
      },
    ),
  ],
  [
    tale(
      ['HOUSING', 'LETTER', 'fr'],
      (site) =>
        `Une dizaine d’hommes logent au-dessus de l’atelier ${site}. Ils ne sortent que pour travailler, une camionnette les attend.`,
      { reporter: null, tells: FIRM },
    ),
  ],
  [
    tale(
      ['BOGUS_SELF_EMPLOYMENT', 'EMAIL', 'de'],
      (site) =>
        `Auf der Baustelle ${site} arbeiten „Selbstständige“, die jeden Tag vom selben Vorarbeiter eingeteilt werden und kein eigenes Werkzeug haben.`,
      { reporter: reporter('Gewerkschaft Erfunden', '087 00 00 00', 'UNION'), tells: FIRM },
    ),
  ],
  [
    tale(
      ['KICK_BACK', 'VISIT', 'en'],
      (site) =>
        `Each month we must pay back a part of the wage in cash to the team leader at ${site}. Who refuses is sent home.`,
      {
        reporter: reporter('A. Invented', '0400 00 00 02', 'WORKER'),
        tells: BOTH,
        guarded: true,
        triaged: { urgency: 'HIGH', indicators: ['WAGE_HELD', 'DEBT'] },
      },
    ),
  ],
  [
    tale(
      ['SAFETY', 'PHONE', 'nl'],
      (site) =>
        `Op het dak van ${site} werken mensen zonder beveiliging. Ze spreken geen Nederlands en niemand weet van welke firma ze zijn.`,
      { reporter: null, tells: { worker: false, enterprise: false } },
    ),
  ],
]

/** Days before the day of the world on which each came in; later tales of a group come a week apart. */
const AGES = [1, 24, 12, 9, 6, 4, 15, 2] as const

const inspectorOf = (region: Region): PracticePerson =>
  PRACTICE_PEOPLE.find((one) => one.role === 'INSPECTOR' && one.region === region)!

const siteOf = ({ places }: BodyOf<'declaration'>): string =>
  places[0]?.name ?? places[0]?.address?.street ?? '–'

/** As people tell it: the family name in capitals is not known to them, and no number is. */
function subjectOf(body: BodyOf<'declaration'>, { tells }: Tale) {
  const { familyName, givenNames } = body.worker
  return {
    worker: tells.worker ? { familyName, givenNames, birthDate: null, insz: null } : null,
    enterprise:
      tells.enterprise && body.employer ? { name: body.employer.name, number: null } : null,
  }
}

interface Written {
  id: string
  region: Region
  body: ReportBody
  sealed: ReporterBody | null
}

function written(
  id: string,
  today: number,
  age: number,
  { region, body }: ToldOf,
  told: Tale,
): Written {
  const receivedOn = dayText(today - age)
  const by = inspectorOf(region)
  const place = body.places[0]
  const stamp = (after: number, minute: number) => ({
    actor: by,
    at: instantText(Math.min(today, today - age + after), minute),
  })
  const base: ReportBody = {
    reference: reportReference(id, receivedOn),
    category: told.category,
    channel: told.channel,
    language: told.language,
    text: told.text(siteOf(body)),
    receivedOn,
    happened: null,
    region,
    ...subjectOf(body, told),
    place: place ? { name: place.name, address: place.address } : null,
    reporter: told.reporter ? 'SEALED' : 'ANONYMOUS',
    guarded: told.guarded ?? false,
    status: 'RECEIVED',
    urgency: null,
    indicators: [],
    outcome: null,
    assignees: [],
    links: [],
    answers: [],
    events: [],
    by: by.id,
    byName: by.name,
    at: stamp(0, 90).at,
  }
  const steps: ((report: ReportBody) => ReportBody)[] = [
    (report) => withEvent(report, 'RECEIVED', stamp(0, 90)),
    (report) => triaged(report, told, stamp(0, 150)),
    (report) => inHand(report, told, by, stamp(1, 60)),
    (report) => closed(report, told, by, stamp(3, 200)),
  ]
  return {
    id,
    region,
    body: steps.reduce((report, step) => step(report), base),
    sealed: told.reporter && { reportId: id, ...told.reporter },
  }
}

type Stamp = Parameters<typeof withEvent>[2]

function triaged(report: ReportBody, { triaged: how }: Tale, stamp: Stamp): ReportBody {
  if (!how) return report
  const next: ReportBody = { ...report, ...how, status: 'TRIAGED' }
  return withEvent(next, 'TRIAGED', stamp, { value: how.urgency })
}

function inHand(report: ReportBody, told: Tale, by: PracticePerson, stamp: Stamp): ReportBody {
  if (!told.inHand) return report
  const taken = withEvent({ ...report, assignees: [by.id] }, 'ASSIGNED', stamp, { value: by.id })
  return withEvent({ ...taken, status: 'IN_HAND' }, 'MOVED', stamp, { value: 'IN_HAND' })
}

/** Closed with an answer, where there is somebody to answer. */
function closed(report: ReportBody, told: Tale, by: PracticePerson, stamp: Stamp): ReportBody {
  if (!told.closed) return report
  const text = CLOSED_BECAUSE[by.language]
  const next: ReportBody = { ...report, status: 'CLOSED', outcome: told.closed }
  const moved = withEvent(next, 'MOVED', stamp, { value: 'CLOSED', text })
  const language = 'nl' as const
  const answer = {
    template: 'CLOSED' as const,
    language,
    text: answerLetter('CLOSED', language, report),
    by: by.id,
    byName: by.name,
    at: stamp.at,
  }
  return withEvent({ ...moved, answers: [answer] }, 'ANSWERED', stamp, { value: 'CLOSED' })
}

const CLOSED_BECAUSE = {
  nl: 'Ter plaatse geweest: alle ploegen waren aangegeven en in orde.',
  fr: 'Visite sur place : toutes les équipes étaient déclarées et en ordre.',
  de: 'Vor Ort geprüft: alle Mannschaften waren gemeldet und in Ordnung.',
  en: 'Visited: all teams were declared and in order.',
} as const

/** Declarations of one region that the tales need at most. */
export const TOLD_OF = GROUPS.length

/** The reports of the world: each region's people were told each tale that its declarations carry. */
export function reportItems(toldOf: readonly ToldOf[], today: number): Written[] {
  const regions = [...new Set(toldOf.map(({ region }) => region))].toSorted()
  return regions.flatMap((region) => {
    const own = toldOf.filter((one) => one.region === region)
    return GROUPS.slice(0, own.length).flatMap((group, at) =>
      group.map((told, i) => {
        const id = `rep-${region.toLowerCase()}-${at}${i}`
        return written(id, today, Math.max(0, AGES[at]! - i * 7), own[at]!, told)
      }),
    )
  })
}
