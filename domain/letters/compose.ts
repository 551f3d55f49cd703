/**
 * A letter from its template, the facts of the dossier and the locked texts of its language. Pure: the
 * same letter in the preview, in the PDF and in a test. What is missing is named; nothing is left blank.
 */
import { quarterOf, type LocalDate } from '../calendar/local-date.ts'
import type { FileLanguage } from '../contract/codes.ts'
import type {
  DossierBody,
  DossierEvent,
  EnterpriseBody,
  MandateBody,
  PersonBody,
} from '../contract/records.ts'
import { clockViews } from '../dossier/clocks.ts'
import { askedAndMissing } from '../dossier/checklist.ts'
import { competenceOf } from '../dossier/competent-region.ts'
import { mandateFault } from '../dossier/mandates.ts'
import { appealResultOn, isOverall } from '../dossier/outcome.ts'
import { termOf } from '../dossier/tracks.ts'
import { displayName } from '../linking/names.ts'
import { CLOCK_OF_CHALLENGE, remedyAgainst, type Remedy } from '../reference/remedies.ts'
import { urgentTerm, type LawfulTerm, type Term, type UrgentWay } from '../reference/clocks.ts'
import type { OwnTables } from '../reference/own-rows.ts'
import { stepBasis } from '../reference/step-bases.ts'
import {
  adviceOf,
  adviserOf,
  contestedOn,
  holdOf,
  lastDayOf,
  silenceOn,
  startOf,
} from './other-facts.ts'
import { ownWords } from './own-words.ts'
import { eventOf, LETTERS, type Occasion } from './templates.ts'
import type {
  CodeWords,
  LetterFact,
  LetterTexts,
  ListFact,
  RowName,
  TemplateBlock,
  TextFact,
} from './texts.ts'
import {
  addressIn,
  dateIn,
  fill,
  moneyIn,
  namesIn,
  periodIn,
  placeIn,
  quarterIn,
} from './writing.ts'

/** What a letter is made from. */
export interface LetterSource {
  body: DossierBody
  person: PersonBody | null
  employer: EnterpriseBody | null
  filer: EnterpriseBody | null
  /** The mandate that comes nearest to what is needed; null: there is none. */
  mandate: MandateBody | null
  /** Day of the letter. */
  today: LocalDate
  /** Who makes it. */
  author: string
  /** Name of a colleague; null: not known. */
  nameOf(id: string): string | null
  /** Address as the officer knows it, where the records hold none; empty: not given. */
  addressee: string
  /** The rows that region and Immigration Office added to their tables of law. */
  tables: OwnTables
}

export type LetterBlock =
  | { kind: 'heading' | 'paragraph'; text: string }
  /** The officer's own words, one paragraph each. */
  | { kind: 'own'; text: string }
  | { kind: 'list'; items: readonly string[] }

export interface Letter {
  language: FileLanguage
  title: string
  sender: readonly string[]
  addressee: readonly string[]
  date: string
  subject: string
  /** Label and value. */
  rows: readonly (readonly [string, string])[]
  salutation: string
  blocks: readonly LetterBlock[]
  closing: string
  signer: string
  /** Lines that say who gets a copy; none: nobody does. */
  copies: readonly string[]
  copyLabel: string
  /** `{page}` and `{of}`. */
  pageLabel: string
  /** The rows of law that its remedy rests on, for who checks it; not part of the letter. */
  remedy: TimedRemedy | null
}

/** A remedy with the term of the clock that the decision starts. */
export interface TimedRemedy extends Remedy {
  within: LawfulTerm
  /** Against a decision on residence: the ways in extreme urgency. */
  urgent: Readonly<Record<UrgentWay, LawfulTerm>> | null
}

export type Composed = { ok: true; letter: Letter } | { ok: false; missing: readonly LetterFact[] }

interface Work {
  source: LetterSource
  occasion: Occasion
  texts: LetterTexts
  code: CodeWords
  language: FileLanguage
  event: DossierEvent | null
}

type Facts = Readonly<Partial<Record<TextFact, string>>> &
  Readonly<Partial<Record<ListFact, readonly string[]>>>

/** The letter, or the names of the facts that it lacks. */
export function composeLetter(
  source: LetterSource,
  occasion: Occasion,
  texts: LetterTexts,
  code: CodeWords,
): Composed {
  const { body } = source
  const event = eventOf(body, occasion)
  const work: Work = { source, occasion, texts, code, language: body.language, event }
  const facts = factsOf(work)
  const spec = LETTERS[occasion.template]
  const template = texts.templates[occasion.template]
  const words = ownWords(body, { ...occasion, event })
  const remedy = remedyOf(work)
  const missing = new Set<LetterFact>()
  const blocks = template.blocks
    .filter((block) => isMeant(block, body, facts))
    .flatMap((block) => blockOf(block, work, { facts, words, remedy }, missing))
  const signer = spec.decides ? signerOf(work) : source.author
  const addressee = addresseeOf(work)
  if (!signer) missing.add('signer')
  if (!addressee) missing.add('addressee')
  if (missing.size > 0) return { ok: false, missing: [...missing] }
  return {
    ok: true,
    letter: {
      language: body.language,
      title: `${template.title} – ${body.reference}`,
      sender: texts.service[occasion.track === 'RESIDENCE' ? 'DVZ' : body.region],
      addressee: addressee!,
      date: dateIn(body.language, texts, source.today),
      subject: fill(texts.subject, { title: template.title }),
      rows: rowsOf(work),
      salutation: texts.salutation,
      blocks,
      closing: texts.closing,
      signer: signer!,
      copies: copiesOf(work),
      copyLabel: texts.copy,
      pageLabel: texts.page,
      remedy,
    },
  }
}

/** Blocks of other procedures and those of facts that need not be there are left out whole. */
function isMeant(block: TemplateBlock, { procedure }: DossierBody, facts: Facts): boolean {
  if (block.only && !block.only.includes(procedure)) return false
  return block.if === undefined || facts[block.if as TextFact] !== undefined
}

interface Given {
  facts: Facts
  words: string | null
  remedy: TimedRemedy | null
}

function blockOf(
  block: TemplateBlock,
  work: Work,
  { facts, words, remedy }: Given,
  missing: Set<LetterFact>,
): LetterBlock[] {
  if ('remedy' in block) return remedyBlocks(work, remedy, missing)
  if ('own' in block) {
    if (!words) missing.add('words')
    return (words ?? '').split(/\n+/u).map((text) => ({ kind: 'own', text: text.trim() }))
  }
  if ('list' in block) {
    const items = facts[block.list as ListFact]
    if (!items) missing.add(block.list as ListFact)
    return [{ kind: 'list', items: items ?? [] }]
  }
  const text = 'heading' in block ? block.heading : block.text
  const lacking = namesIn(text).filter((name) => facts[name as TextFact] === undefined)
  for (const name of lacking) missing.add(name as TextFact)
  if (lacking.length > 0) return []
  const kind = 'heading' in block ? 'heading' : 'paragraph'
  return [{ kind, text: fill(text, facts as Record<string, string>) }]
}

function remedyBlocks(
  { texts, occasion, event }: Work,
  remedy: TimedRemedy | null,
  missing: Set<LetterFact>,
): LetterBlock[] {
  // An appeal that was won leaves nothing to challenge.
  if (occasion.template === 'APPEAL_OUTCOME' && isWon(event)) return []
  if (!remedy) {
    missing.add('remedy')
    return []
  }
  const text = fill(texts.remedy, {
    body: texts.remedyBody[remedy.body],
    term: termIn(texts, remedy.within.term),
    form: texts.remedyForm[remedy.form],
    effect: texts.remedyEffect[remedy.effect],
  })
  const urgent = remedy.urgent && {
    urgent: termIn(texts, remedy.urgent.URGENT.term),
    second: termIn(texts, remedy.urgent.URGENT_SECOND.term),
  }
  return [
    { kind: 'heading', text: texts.remedyHeading },
    { kind: 'paragraph', text },
    ...(urgent ? [{ kind: 'paragraph', text: fill(texts.remedyUrgent, urgent) } as const] : []),
  ]
}

function termIn(texts: LetterTexts, { unit, length }: Term): string {
  const words = unit === 'MONTHS' && length === 1 ? texts.term.MONTH : texts.term[unit]
  return fill(words, { n: String(length) })
}

const isWon = (event: DossierEvent | null): boolean =>
  event?.step?.to === 'GRANTED' || event?.step?.to === 'PRE_ASSESSMENT'

function remedyOf({ source, occasion: { template, track }, event }: Work): TimedRemedy | null {
  const { challenged } = LETTERS[template]
  if (!challenged) return null
  const { body, tables, today } = source
  const on = event?.step?.on ?? today
  const remedy = remedyAgainst(challenged, body, track, on)
  if (!remedy) return null
  const clock = CLOCK_OF_CHALLENGE[challenged]
  const urgent = (way: UrgentWay) => urgentTerm(tables, way, on)
  return {
    ...remedy,
    within: termOf({ ...body, track }, clock, on, tables),
    urgent:
      clock === 'C6' ? { URGENT: urgent('URGENT'), URGENT_SECOND: urgent('URGENT_SECOND') } : null,
  }
}

/** Who signed what the letter tells. */
function signerOf({ source, event }: Work): string | null {
  return event?.by ? source.nameOf(event.by) : null
}

// ---------------------------------------------------------------- addresses

/** To whom the decision is told: the employer of what the region decides, the worker of the stay. */
function addresseeOf(work: Work): string[] | null {
  const { source, occasion, language } = work
  const typed = source.addressee
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (typed.length > 1) return typed
  const { to } = LETTERS[occasion.template]
  if (to === 'REGION') return [...work.texts.service[source.body.region]]
  if (to === 'ADVISER') {
    const adviser = adviserOf(source.body, work.event)
    return adviser && [work.code('adviser', adviser)]
  }
  const { person, employer, filer } = source
  const worker = person && displayName(person)
  const isOfWorker = occasion.track === 'RESIDENCE' || employer === null
  if (!isOfWorker) {
    const lines = addressIn(language, employer.address)
    return lines && [employer.name, ...lines]
  }
  const own = worker ? addressIn(language, person.address) : null
  if (worker && own) return [worker, ...own]
  const by = employer ?? filer
  const theirs = by && addressIn(language, by.address)
  return worker && by && theirs
    ? [worker, fill(work.texts.careOf, { name: by.name }), ...theirs]
    : null
}

/**
 * The filer, and of what the Immigration Office decides the employer, get a copy; of a combined decision
 * also the post or the municipality, which goes on with it. A withdrawal takes the ground from under the
 * stay: its worker and DVZ get one too (domain facts 1.12 W19). Of what services say to each other nobody does.
 */
function copiesOf(work: Work): string[] {
  const { body, employer, filer } = work.source
  const { occasion } = work
  if (LETTERS[occasion.template].to) return []
  const others = [
    ...(occasion.track === 'RESIDENCE' && employer ? [employer.name] : []),
    ...(filer && body.filedById !== body.employerId ? [filer.name] : []),
    ...(occasion.template === 'COMBINED_DECISION' ? nextIn(work) : []),
    ...(occasion.template === 'WITHDRAWN' ? stayersOf(work) : []),
  ]
  return [...new Set(others)]
}

/** Who goes on with a grant (domain facts 1.4): the post that was named, else the municipality. */
function nextIn({ source: { body, person }, texts, language }: Work): string[] {
  if (body.post) return [fill(texts.copyPost, { name: body.post })]
  const { municipality: at = null, country = null } = person?.address ?? {}
  const name = country === 'BE' && at ? placeIn(language, at) : null
  return name ? [fill(texts.copyMunicipality, { name })] : []
}

/** Whose stay rests on what was decided on work, and who decides on it; nobody without a residence track. */
function stayersOf({ source: { body, person, employer }, texts }: Work): string[] {
  if (body.procedure !== 'SINGLE_PERMIT') return []
  const worker = employer && person ? [displayName(person)] : []
  return [...worker, texts.service.DVZ.join(', ')]
}

// ---------------------------------------------------------------- facts

function rowsOf(work: Work): (readonly [string, string])[] {
  const { source, texts, language, code } = work
  const { body, person, employer } = source
  const { job } = body
  const isCard = body.procedure === 'PROFESSIONAL_CARD'
  const pay =
    job.payCents === null
      ? null
      : `${moneyIn(language, job.payCents)} ${texts.payUnit[job.payUnit]}`
  const hours = job.weeklyHours ?? null
  const places = body.workplaces.flatMap(({ municipality: at }) => placeIn(language, at) ?? [])
  const values: [RowName, string | null][] = [
    ['reference', body.reference],
    ['submitted', dateIn(language, texts, body.submittedOn)],
    ['procedure', code('procedure', body.procedure)],
    [isCard ? 'applicant' : 'worker', person && displayName(person)],
    ['employer', employer?.name ?? null],
    ['job', isCard ? null : job.title],
    ...(showsConditions(work)
      ? ([
          ['pay', pay],
          [
            'hours',
            hours === null
              ? null
              : fill(texts.hoursUnit, { hours: String(hours).replace('.', ',') }),
          ],
          ['workplaces', places.length > 0 ? places.join(', ') : null],
        ] as [RowName, string | null][])
      : []),
  ]
  return values.flatMap(([name, value]) =>
    value === null ? [] : [[texts.rows[name], value] as const],
  )
}

/** A grant says under which conditions it holds. */
const showsConditions = ({ occasion: { template }, source: { body } }: Work): boolean =>
  body.procedure !== 'PROFESSIONAL_CARD' &&
  (template === 'WORK_GRANTED' || template === 'COMBINED_DECISION')

/** Every fact that is known; what is not there has no value. */
function factsOf(work: Work): Facts {
  const { source, texts, language, code, occasion } = work
  const { body, person, employer, filer } = source
  const date = (day: LocalDate | null | undefined) => day && dateIn(language, texts, day)
  const period = body.authorised ?? signedPeriod(body)
  const competence = competenceOf(body, employer)
  const isElsewhere = competence !== null && competence.region !== body.region
  const won = isWon(work.event)
  const values: Record<string, string | readonly string[] | null | undefined> = {
    reference: body.reference,
    submitted: date(body.submittedOn),
    procedure: texts.procedure[body.procedure],
    worker: person && displayName(person),
    employer: employer?.name,
    job: body.job.title,
    on: date(work.event?.step?.on),
    deadline: date(deadlineOf(work)),
    due: date(overallDue(work)),
    days: extendedBy(body),
    basis: basisOf(work),
    period: period && periodIn(language, texts, period),
    workOn: date(workDecidedOn(body)),
    workRegion: code('region', body.region),
    annexOn: date(body.annexes.findLast(({ type }) => type === 'ANNEX_46')?.on),
    region: isElsewhere ? code('region', competence.region) : null,
    competence: isElsewhere
      ? code('competenceGround', competence.ground).toLocaleLowerCase()
      : null,
    result:
      occasion.template === 'APPEAL_OUTCOME' && work.event
        ? texts.appeal[appealResultOn(occasion.track, won ? 'REFORMED' : 'UPHELD')]
        : null,
    appealPeriod:
      won && period && occasion.track === 'WORK' ? periodIn(language, texts, period) : null,
    filer: filer?.name,
    quarter: quarterIn(language, texts, quarterOf(body.submittedOn)),
    fault: faultOf(work),
    ...otherFacts(work),
    documents: documentsOf(work),
    grounds: groundsOf(work),
    ways: texts.ways,
  }
  const known = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value.length > 0,
  )
  return Object.fromEntries(known) as Facts
}

/** What letters about advice, appeals, the visa and the end of a stay tell. */
function otherFacts(work: Work): Readonly<Partial<Record<TextFact, string | null>>> {
  const { source, texts, language, code, occasion, event } = work
  const { body, today } = source
  const { track } = occasion
  const on = event?.step?.on ?? today
  const date = (day: LocalDate | null | undefined) => (day ? dateIn(language, texts, day) : null)
  const adviser = adviserOf(body, event)
  const hold = holdOf(body, event)
  const decidedOn = contestedOn(body, track, event)
  const challenged = track === 'WORK' ? 'WORK_DECISION' : 'RESIDENCE_DECISION'
  const remedy = decidedOn && remedyAgainst(challenged, body, track, decidedOn)
  return {
    adviser: adviser && code('adviser', adviser),
    fileAdviser: adviser && adviser !== 'REOV' ? code('adviser', adviser) : null,
    appealAdviser: adviser === 'REOV' ? code('adviser', adviser) : null,
    ...termFacts(work),
    ...rulingFacts(work),
    employmentEndedOn: date(startOf(body, 'C10', on)),
    post: body.post ?? null,
    cause: hold && code('holdCause', hold.cause),
    heldSince: date(body.heldSince),
    searchUntil: date(lastDayOf(body, 'C10', on)),
    decidedOn: date(decidedOn),
    appealBody: remedy ? texts.remedyBody[remedy.body] : null,
    appealDue: date(lastDayOf(body, CLOCK_OF_CHALLENGE[challenged], on)),
  }
}

/** Whether the term to decide runs, stands still, or was stopped by the question of the letter. */
function termFacts({ source: { body, today }, texts, language, event }: Work) {
  const date = (day: LocalDate) => dateIn(language, texts, day)
  const now = clockViews(body.clockEvents, today).find(
    ({ id, stopped }) => !stopped && isOverall(id),
  )
  const asked = body.clockEvents.some(
    ({ clock, kind, at }) => kind === 'SUSPEND' && isOverall(clock) && at === event?.step?.on,
  )
  return {
    termRuns: now?.due && now.due >= today ? date(now.due) : null,
    termHeld: now?.due === null ? date(today) : null,
    termAsked: asked ? date(event!.step!.on) : null,
  }
}

/** Who speaks in the outcome of an appeal: whoever decided it, or the law where the minister was silent. */
function rulingFacts({ source: { body }, texts, language, occasion, event }: Work) {
  if (occasion.template !== 'APPEAL_OUTCOME' || !event?.step) return {}
  const { on } = event.step
  const silence = silenceOn(body, on)
  return silence
    ? { silence: texts.silence[silence], ruledOn: null }
    : { silence: null, ruledOn: dateIn(language, texts, on) }
}

const signedPeriod = ({ proposals = [] }: DossierBody) =>
  proposals.findLast(({ track, state }) => track === 'WORK' && state === 'SIGNED')?.period ?? null

function deadlineOf({ source: { body, today }, occasion, event }: Work): LocalDate | null {
  const on = event?.step?.on
  if (occasion.template === 'ADVICE_ASKED') return adviceOf(body, event)?.due ?? null
  if (occasion.template === 'INFO_ASKED') {
    const asked = body.infoRequests?.findLast(
      (one) => one.track === occasion.track && one.askedOn === on,
    )
    return asked?.deadline ?? null
  }
  return clockViews(body.clockEvents, on ?? today).find(({ id }) => id === 'C1')?.due ?? null
}

function overallDue({ source: { body, today } }: Work): LocalDate | null {
  const overall = clockViews(body.clockEvents, today).find(({ id }) => isOverall(id))
  return overall?.due ?? null
}

function extendedBy({ clockEvents }: DossierBody): string | null {
  const days = clockEvents.findLast(({ kind }) => kind === 'EXTEND')?.days
  return days === undefined ? null : String(days)
}

/** The ground of law of the step, else of what the letter announces. */
function basisOf({ source: { body, today }, occasion, event, code }: Work): string | null {
  if (occasion.template === 'REROUTED') return code('basis', stepBasis('COMPETENCE', body, today))
  return event?.step ? code('basis', event.step.basis) : null
}

const workDecidedOn = ({ events }: DossierBody): LocalDate | null =>
  events.findLast(({ type, step }) => type === 'WORK_GRANTED' && step)?.step?.on ?? null

/** Documents that are asked; those that were filed meanwhile are not asked any more. */
function documentsOf({
  source: { body, person, tables },
  occasion,
  event,
  code,
}: Work): string[] | null {
  const said = (types: readonly string[]) => types.map((type) => code('documentType', type))
  switch (occasion.template) {
    case 'MISSING_ITEMS':
      return said([
        ...new Set(
          body.documents.filter(({ status }) => status === 'REQUESTED').map(({ type }) => type),
        ),
      ])
    case 'INADMISSIBLE':
      return said(askedAndMissing(body, tables, person?.birthDate ?? null))
    case 'INFO_ASKED':
      return said(
        body.infoRequests?.findLast(
          (one) => one.track === occasion.track && one.askedOn === event?.step?.on,
        )?.documents ?? [],
      )
    default:
      return null
  }
}

function groundsOf({ source: { body }, occasion, event, code }: Work): string[] | null {
  const signed = body.proposals?.findLast(
    (one) => one.track === occasion.track && one.state === 'SIGNED',
  )
  const grounds = event?.step?.grounds ?? signed?.grounds ?? []
  return grounds.map((ground) => code('ground', ground))
}

function faultOf({ source: { body, mandate }, texts, language }: Work): string | null {
  const fault = mandate && mandateFault(mandate, body.submittedOn)
  // An active mandate that covers the day lacks nothing.
  if (mandate && !fault) return null
  return fill(texts.mandateFault[fault ?? 'none'], {
    fromQuarter: mandate ? quarterIn(language, texts, mandate.fromQuarter) : '',
    toQuarter: mandate?.toQuarter ? quarterIn(language, texts, mandate.toQuarter) : '',
  })
}
