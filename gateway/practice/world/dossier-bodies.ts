/** Bodies of dossiers and of the notes on them. */
import type {
  DocumentType,
  DossierEventType,
  FileLanguage,
  Region,
} from '../../../domain/contract/codes.ts'
import type { BodyOf, DossierDocument, TandemRecord } from '../../../domain/contract/records.ts'
import { checksOf } from '../../../domain/dossier/checks.ts'
import { NO_TABLES } from '../../../domain/reference/own-rows.ts'
import { PRACTICE_PEOPLE } from '../people.ts'
import { COMPARED_PAPERS } from '../../../domain/documents/compared.ts'
import { diplomaOf, ODD_SPECIMENS, specimenOf } from '../specimens.ts'
import { dayText, instantText, periodText } from './days.ts'
import type { DossierPlan } from './drafts.ts'
import type { Establishment } from './enterprises.ts'
import { placeOf } from './enterprises.ts'
import { street } from './geography.ts'
import { type History, type Stage, walk } from './histories.ts'
import { dossierId, enterpriseId, personId } from './ids.ts'
import { openMatters } from './open-matters.ts'
import { payOf } from './pay.ts'
import { Random } from './random.ts'

const STREAM = 50

const DECIDERS: ReadonlySet<string> = new Set(['REGION_OFFICER', 'SUPERVISOR'])
const OFFICERS = Object.fromEntries(
  (['FL', 'WA', 'BR', 'DG'] as const).map((region) => [
    region,
    PRACTICE_PEOPLE.filter((person) => person.region === region && DECIDERS.has(person.role)).map(
      ({ id }) => id,
    ),
  ]),
) as Record<Region, string[]>
const CLERKS = PRACTICE_PEOPLE.filter(({ role }) => role === 'DVZ_CLERK').map(({ id }) => id)

const RESIDENCE_PAPERS: readonly DocumentType[] = [
  'PASSPORT_COPY',
  'FEE_PROOF',
  'MEANS_PROOF',
  'MEDICAL_CERTIFICATE',
  'CRIMINAL_RECORD',
  'HEALTH_INSURANCE',
]
const WORK_PAPERS: readonly DocumentType[] = ['APPLICATION_FORM', 'EMPLOYER_ID', 'CONTRACT']

/** Papers that a dossier must hold (domain facts 1.7). */
function papersOf({ procedure, category, region, type }: DossierPlan): DocumentType[] {
  if (procedure === 'PROFESSIONAL_CARD') {
    return [
      'APPLICATION_FORM',
      'PASSPORT_COPY',
      'RESIDENCE_PERMIT_COPY',
      'CRIMINAL_RECORD',
      'DIPLOMA',
      'MEANS_PROOF',
      'BUSINESS_PLAN',
    ]
  }
  const papers: DocumentType[] =
    procedure === 'SINGLE_PERMIT'
      ? [...WORK_PAPERS, ...RESIDENCE_PAPERS]
      : [...WORK_PAPERS, 'PASSPORT_COPY']
  if (category === 'SEASONAL') papers.push('HOUSING_PROOF')
  if (category === 'OTHER_LMT') papers.push('LABOUR_MARKET_TEST')
  if (category === 'HIGHLY_SKILLED' || category === 'EU_BLUE_CARD' || category === 'NURSE') {
    papers.push('DIPLOMA')
  }
  if (region === 'WA' || region === 'BR') papers.push('JOB_DESCRIPTION')
  if (region === 'BR') papers.push('ORGANISATION_CHART')
  if (type === 'RENEWAL') papers.push('RESIDENCE_PERMIT_COPY')
  return papers
}

const EARLY: ReadonlySet<Stage> = new Set<Stage>(['COUNTER', 'RECEIVED', 'CHECK', 'ADMISSIBLE'])
const INCOMPLETE: ReadonlySet<Stage> = new Set<Stage>(['AWAITING', 'INADMISSIBLE'])

/** One document in this many is not what it should be. */
const ODD_IN = 97

/**
 * Its content: open work has one, for it is what officers look at; of what is closed the world keeps
 * the list alone. A few were sent anew, a few are not what they say they are.
 */
function fileOf(
  plan: DossierPlan,
  type: DocumentType,
  i: number,
  language: FileLanguage,
): DossierDocument['file'] {
  if (plan.end !== null) return undefined
  const place = plan.index * 31 + i * 7
  const { hash, claims, bytes } = contentOf(plan, type, place, language)
  return { hash, bytes: bytes.length, claims, version: place % 23 === 0 ? 2 : 1 }
}

const isCompared = (type: DocumentType) =>
  (COMPARED_PAPERS as readonly DocumentType[]).includes(type)

/** Of papers that are compared between applicants all have the model of one of the two large languages. */
function contentOf(plan: DossierPlan, type: DocumentType, place: number, language: FileLanguage) {
  if (type === 'DIPLOMA' && plan.diploma !== undefined) return diplomaOf(plan.diploma)
  if (isCompared(type)) return specimenOf(type, language === 'de' ? 'fr' : language)
  const odd = place % ODD_IN === 0 ? ODD_SPECIMENS[(place / ODD_IN) % ODD_SPECIMENS.length] : null
  return odd ?? specimenOf(type, language)
}

function documentsOf(
  random: Random,
  plan: DossierPlan,
  language: FileLanguage,
): BodyOf<'dossier'>['documents'] {
  const { stage, index, submitted, pivot } = plan
  const papers = papersOf(plan)
  const lacking = INCOMPLETE.has(stage) ? 1 + random.below(2) : 0
  const asked = stage === 'INFO' || stage === 'RES_INFO' ? 1 : 0
  const firstGap = random.below(papers.length)
  const received = dayText(submitted)
  return papers.map((type, i) => {
    const place = (i - firstGap + papers.length) % papers.length
    const gap = place < lacking + asked
    const file = gap ? undefined : fileOf(plan, type, i, language)
    const late = !gap && !EARLY.has(stage) && random.chance(0.08)
    return {
      id: `doc-${index.toString(36)}-${i}`,
      type,
      status: gap
        ? stage === 'AWAITING' && random.chance(0.4)
          ? 'MISSING'
          : 'REQUESTED'
        : EARLY.has(stage) || stage === 'AWAITING'
          ? 'RECEIVED'
          : 'ACCEPTED',
      receivedOn: gap
        ? null
        : late
          ? dayText(Math.min(submitted + 12, Math.max(submitted, pivot)))
          : received,
      ...(file && { file }),
    }
  })
}

/** A German-speaking file is in German; elsewhere some files use another language of the law. */
function languageOf(random: Random, region: Region): FileLanguage {
  switch (region) {
    case 'FL':
      return 'nl'
    case 'DG':
      return random.chance(0.92) ? 'de' : 'fr'
    case 'BR':
      return random.chance(0.68) ? 'fr' : 'nl'
    case 'WA':
      return 'fr'
  }
}

const FEDERAL_STAGES: ReadonlySet<Stage> = new Set<Stage>([
  'WORK_GRANTED',
  'GRANTED',
  'VISA',
  'VISA_HELD',
  'REGISTRATION',
  'RES_APPEAL',
])
const FRESH: ReadonlySet<Stage> = new Set<Stage>(['COUNTER', 'RECEIVED', 'CHECK'])

/**
 * Who handles it: fresh work lies in the common tray, the rest is shared out for half. Where the
 * Immigration Office acts, the officer who had it at the region has kept every other one.
 */
function assigneesOf(
  random: Random,
  plan: DossierPlan,
): { region: string | null; dvz: string | null } {
  const { stage, region, procedure } = plan
  const federal = FEDERAL_STAGES.has(stage) && procedure === 'SINGLE_PERMIT'
  const officers = OFFICERS[region]
  const person = random.pick(federal ? CLERKS : officers)
  const given = random.chance(FRESH.has(stage) ? 0.12 : 0.58) ? person : null
  if (!federal) return { region: given, dvz: null }
  return {
    region: plan.person % 2 === 0 ? officers[plan.person % officers.length]! : null,
    dvz: given,
  }
}

/** Why an officer did what asks for a reason. */
const REASONS: { readonly [T in DossierEventType]?: Readonly<Record<FileLanguage, string>> } = {
  EXTENDED: {
    nl: 'Complex dossier: meerdere plaatsen van tewerkstelling en opdrachtgevers.',
    fr: 'Dossier complexe : plusieurs lieux d’occupation et donneurs d’ordre.',
    de: 'Komplexe Akte: mehrere Beschäftigungsorte und Auftraggeber.',
  },
  WAITING_FOR_WORK: {
    nl: 'De duur en de bestaansmiddelen hangen af van de beslissing over arbeid.',
    fr: 'La durée et les moyens dépendent de la décision sur le travail.',
    de: 'Dauer und Mittel hängen von der Entscheidung über die Arbeit ab.',
  },
  VISA_HELD: {
    nl: 'De post meldt dat hij het visum voorlopig niet afgeeft.',
    fr: 'Le poste signale qu’il ne délivre pas le visa pour l’instant.',
    de: 'Die Vertretung meldet, dass sie das Visum vorläufig nicht erteilt.',
  },
}

function eventsOf(
  random: Random,
  { events }: History,
  assignee: string | null,
  language: FileLanguage,
): BodyOf<'dossier'>['events'] {
  const written = [...events]
  const opened = events[Math.min(1, events.length - 1)] as History['events'][number]
  if (assignee) {
    written.splice(Math.min(2, written.length), 0, {
      day: opened.day,
      type: 'ASSIGNED',
      by: assignee,
    })
  }
  let minute = random.between(0, 120)
  let before = -1
  return written.map(({ day, type, by, step }) => {
    minute = day === before ? minute + 7 : random.between(0, 500)
    before = day
    const reason = REASONS[type]?.[language] ?? null
    return {
      at: instantText(day, minute),
      type,
      by,
      text: null,
      ...(step && { step: { ...step, reason } }),
    }
  })
}

/** Reference that people write on paper. */
export function reference(region: Region, year: number, rank: number): string {
  return `${region}-${year}-${String(rank).padStart(6, '0')}`
}

/** What a dossier body needs beside its plan. */
export interface DossierSurroundings {
  seed: number
  today: number
  birthDay: number
  reference: string
  filedBy: number | null
  establishments: readonly Establishment[]
  /** Those that the employer gave. */
  mandates: () => readonly TandemRecord<'mandate'>[]
}

/** The record of a dossier. */
export function dossierBody(plan: DossierPlan, around: DossierSurroundings): BodyOf<'dossier'> {
  const random = new Random(around.seed, STREAM, plan.index)
  const history = walk(random, {
    procedure: plan.procedure,
    category: plan.category,
    decides: plan.region,
    stage: plan.stage,
    submitted: plan.submitted,
    pivot: plan.pivot,
    end: plan.end,
    authorised: plan.authorised && periodText(plan.authorised),
    today: around.today,
    region: OFFICERS[plan.region],
    federal: CLERKS,
  })
  const language = languageOf(random, plan.region)
  const contract = plan.authorised ?? { from: plan.pivot + 60, to: plan.pivot + 60 + 364 }
  const pay = payOf(random, plan, dayText(around.birthDay), around.today)
  const share = plan.workplaces.length === 1 ? [1] : [0.7, 0.3]
  const assignees = assigneesOf(random, plan)
  const annexes = plan.annex49
    ? [...history.annexes, { type: 'ANNEX_49' as const, on: dayText(plan.annex49) }]
    : history.annexes
  const body: BodyOf<'dossier'> = {
    reference: around.reference,
    procedure: plan.procedure,
    category: plan.category,
    applicationType: plan.type,
    region: plan.region,
    language,
    personId: personId(plan.person),
    employerId: plan.employer === null ? null : enterpriseId(plan.employer),
    filedById: around.filedBy === null ? null : enterpriseId(around.filedBy),
    submittedOn: history.submittedOn,
    work: history.work,
    residence: history.residence,
    clockEvents: history.clockEvents,
    job: {
      title: plan.job.title[language],
      isco: plan.job.isco,
      payCents: random.chance(0.01) && plan.payFactor === null ? null : pay.payCents,
      payUnit: pay.payUnit,
      contract: periodText(contract),
      ...(plan.weeklyHours !== undefined && { weeklyHours: plan.weeklyHours }),
    },
    workplaces: plan.workplaces.map((code, i) => ({
      municipality: code,
      street: street(random, placeOf(code)),
      establishmentUnit:
        around.establishments.find(({ municipality }) => municipality === code)?.number ?? null,
      share: share[i] as number,
    })),
    authorised: plan.authorised ? periodText(plan.authorised) : null,
    ...(plan.successor && { successorId: dossierId(plan.successor.index) }),
    annexes,
    ...proofsOf(plan, around),
    documents: documentsOf(random, plan, language),
    events: withRemark(
      eventsOf(random, history, assignees.dvz ?? assignees.region, language),
      plan,
      around,
    ),
    ...openMatters(around.seed, plan, history, language),
    assignee: assignees.region,
    ...(assignees.dvz && { assigneeDvz: assignees.dvz }),
  }
  return checked(body, around)
}

/** Days after filing on which an officer looks at the proofs. */
const LOOKED_AT = 5
/** Age at which a diploma is given, in days. */
const GRADUATES_AT = Math.round(19.5 * 365.25)

/** What an officer noted of the proofs of a story. */
function proofsOf(
  { index, submitted, vacancyWeeks, diplomaIs }: DossierPlan,
  { birthDay, today }: DossierSurroundings,
): Pick<BodyOf<'dossier'>, 'vacancies' | 'diplomas'> {
  const on = dayText(Math.min(today, submitted + LOOKED_AT))
  return {
    ...(vacancyWeeks !== undefined && {
      vacancies: [
        {
          reference: `VAC-${index}`,
          services: ['VDAB', 'EURES'],
          from: dayText(submitted - 7 * vacancyWeeks),
          to: dayText(submitted - 1),
          on,
        },
      ],
    }),
    ...(diplomaIs && {
      diplomas: [
        {
          institution: 'Hogeschool Oefening',
          awardedOn: dayText(birthDay + GRADUATES_AT),
          recognised: diplomaIs === 'RECOGNISED' ? 'YES' : 'NO',
          experienceYears: null,
          on,
        },
      ],
    }),
  }
}

/** With what a remark to the other service leaves on the dossier. */
function withRemark(
  events: BodyOf<'dossier'>['events'],
  plan: DossierPlan,
  { seed, today }: DossierSurroundings,
): BodyOf<'dossier'>['events'] {
  const note = hasNote(seed, plan) ? noteBody(seed, plan, today) : null
  if (note?.audience !== 'REMARK') return events
  const remarked = { at: note.at, type: 'REMARKED' as const, by: note.by, text: null }
  return [...events, remarked].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Who proposed looked at pay, test and papers on that day; a world has no signals until a desk reads it. */
function checked(
  body: BodyOf<'dossier'>,
  { birthDay, mandates }: DossierSurroundings,
): BodyOf<'dossier'> {
  const { proposals } = body
  if (!proposals) return body
  const sources = {
    birthDate: dayText(birthDay),
    norms: [],
    tables: NO_TABLES,
    mandates: mandates(),
    signals: [],
  }
  return {
    ...body,
    proposals: proposals.map((one) => ({ ...one, checks: checksOf(body, sources, one.on) })),
  }
}

const NOTES: Readonly<Record<FileLanguage, readonly string[]>> = {
  nl: [
    'Werkgever gebeld: de ontbrekende stukken volgen tegen het einde van de week.',
    'Loonfiche van vorige tewerkstelling nagekeken, stemt overeen met het contract.',
    'Advies van VDAB opgevraagd over de knelpuntvacature.',
    'Tewerkstellingsplaats bevestigd door de werkgever, zie e-mail in het dossier.',
    'Vraag van DVZ over de ziekteverzekering doorgegeven aan de gemachtigde.',
  ],
  fr: [
    'Appel à l’employeur : les pièces manquantes suivent en fin de semaine.',
    'Lieu d’occupation confirmé par l’employeur, voir courriel au dossier.',
    'Avis du Forem demandé sur la fonction critique.',
    'Question de l’Office des étrangers sur l’assurance maladie transmise au mandataire.',
    'Fiche de paie vérifiée, conforme au contrat.',
  ],
  de: [
    'Arbeitgeber angerufen: die fehlenden Unterlagen folgen bis Ende der Woche.',
    'Beschäftigungsort vom Arbeitgeber bestätigt.',
    'Gutachten der ADG zum Mangelberuf angefragt.',
  ],
}

/** True for the dossiers that carry a note: open work of some age. */
export function hasNote(seed: number, plan: DossierPlan): boolean {
  return (
    !FRESH.has(plan.stage) &&
    plan.end === null &&
    new Random(seed, STREAM + 1, plan.index).chance(0.09)
  )
}

/** A note that an officer of the region wrote on a dossier. */
export function noteBody(seed: number, plan: DossierPlan, today: number): BodyOf<'note'> {
  const random = new Random(seed, STREAM + 2, plan.index)
  const by = random.pick(OFFICERS[plan.region])
  const text = random.pick(NOTES[languageOf(random, plan.region)])
  const day = random.between(plan.submitted, Math.min(today, Math.max(plan.submitted, plan.pivot)))
  return {
    dossierId: dossierId(plan.index),
    text,
    by,
    byName: PRACTICE_PEOPLE.find(({ id }) => id === by)?.name ?? by,
    // Nobody writes on a dossier before it is there.
    at: instantText(day, day === plan.submitted ? 510 : random.between(30, 480)),
    // What the other service asked is told to it; the rest is the officers' own.
    audience: /DVZ|Office/u.test(text) ? 'REMARK' : 'TEAM',
    service: plan.region,
  }
}
