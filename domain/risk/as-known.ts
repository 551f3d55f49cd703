/**
 * The facts of a person or an enterprise as a desk would have known them at the end of a day: a record is there
 * from the day that it tells itself (filed, submitted, registered, issued, entered), as it stood then. What
 * tells no such day stays as it is now, and is noted when a rule reads it: the replay says so.
 */
import { brusselsDay, type LocalDate } from '../calendar/local-date.ts'
import { OPEN_END } from '../calendar/spans.ts'
import type { AsNow } from '../contract/codes.ts'
import { overlay } from '../contract/overlay.ts'
import type { DeclarationBody, NormBody, TandemRecord } from '../contract/records.ts'
import { isArrived } from '../dossier/arrived.ts'
import { dossierAsKnown } from '../dossier/as-known.ts'
import type { OnTask } from '../limosa/same-task.ts'
import type { EnterpriseFacts, Lodger, MonthOfFilings } from './enterprise-facts.ts'
import type { Line, Outside, OutsideFacts, WithSources } from './outside-facts.ts'
import type { PersonFacts } from './person-facts.ts'
import { asOf } from './rule.ts'

type Declaration = TandemRecord<'declaration'>
type Dossier = TandemRecord<'dossier'>
type A1 = TandemRecord<'a1'>
type Control = TandemRecord<'control'>
type Norm = TandemRecord<'norm'>
/** Notes what stays as it is now. */
type Note = (what: AsNow) => void

/** The facts of somebody at the end of a day. */
export type OnDay<F> = (day: LocalDate) => F

const isBy = (instant: string, day: LocalDate): boolean => brusselsDay(instant) <= day

// ---------------------------------------------------------------- records

/** What tells no day of submission was declared before the work, as the law asks. */
const declaredOn = ({ submittedAt, period }: DeclarationBody): LocalDate =>
  submittedAt === null ? period.from : brusselsDay(submittedAt)

/** A declaration of a day: in force until it was cancelled, or replaced by another one. */
function declarationOn(
  record: Declaration,
  all: readonly Declaration[],
  day: LocalDate,
): Declaration | null {
  const { body } = record
  if (declaredOn(body) > day) return null
  const changes: Partial<DeclarationBody> = {}
  const { status, cancelledAt, paperNotes } = body
  if (cancelledAt !== null && !isBy(cancelledAt, day)) changes.cancelledAt = null
  const successor = () => all.find((one) => one.body.replacesL1 === body.l1Number)
  const isLater =
    status === 'CANCELLED'
      ? changes.cancelledAt === null
      : status === 'REPLACED' && declaredOn(successor()?.body ?? body) > day
  if (isLater) changes.status = 'ACTIVE'
  if (paperNotes?.some(({ at }) => !isBy(at, day))) {
    const noted = paperNotes.filter(({ at }) => isBy(at, day))
    Object.assign(changes, { paperNotes: noted, postingProof: noted.at(-1)?.papers ?? null })
  }
  if (Object.keys(changes).length === 0) return record
  return overlay(record, { body: overlay(body, changes) })
}

/** A form of a day: in force until it was withdrawn, told to be false or answered. */
function a1On(form: A1, day: LocalDate): A1 | null {
  const { state, number, on, endedOn, period } = form.body
  if ((on ?? period.from) > day) return null
  if (endedOn === null || endedOn <= day) return form
  const before = state === 'REQUESTED' || number === null ? 'REQUESTED' : 'ISSUED'
  return overlay(form, { body: overlay(form.body, { state: before, endedOn: null }) })
}

/** A control with what was noted of it by then. */
function controlOn(control: Control, day: LocalDate): Control | null {
  const { date, signs, earlierSigns = [] } = control.body
  if (date > day) return null
  if (!signs || isBy(signs.at, day)) return control
  const known = earlierSigns.filter(({ at }) => isBy(at, day))
  const changes = { signs: known.at(-1), earlierSigns: known.slice(0, -1) }
  return overlay(control, { body: overlay(control.body, changes) })
}

/** The person of a day, as far as notes of officers tell it: the rest of who they are is as now. */
function personOn(person: TandemRecord<'person'>, day: LocalDate): TandemRecord<'person'> {
  const { accessNotes } = person.body
  if (!accessNotes?.some(({ at }) => !isBy(at, day))) return person
  const noted = accessNotes.filter(({ at }) => isBy(at, day))
  const changes = { accessNotes: noted, unlimitedAccess: noted.at(-1)?.access ?? null }
  return overlay(person, { body: overlay(person.body, changes) })
}

/** Rows of tables of a day: those that somebody had proposed, and approved or not, until then. */
function normOn(norm: Norm, day: LocalDate): Norm {
  const rows = norm.body.rows.filter(({ at, closedAt }) => isBy(closedAt ?? at, day))
  if (rows.length === norm.body.rows.length) return norm
  return overlay(norm, { body: overlay(norm.body, { rows } as Partial<NormBody>) })
}

/** The list without what was not known, or the list itself where all of it was, as it stands. */
function kept<T>(list: readonly T[], of: (one: T) => T | null): readonly T[] {
  const then: T[] = []
  let isSame = true
  for (const one of list) {
    const known = of(one)
    if (known !== one) isSame = false
    if (known !== null) then.push(known)
  }
  return isSame ? list : then
}

const keptWhere = <T>(list: readonly T[], isKnown: (one: T) => boolean): readonly T[] =>
  kept(list, (one) => (isKnown(one) ? one : null))

/** Who was on one task on a day, of those who are now, with what was notified by then. */
function onTasksOn(all: readonly OnTask[], day: LocalDate): readonly OnTask[] {
  const records = all.map(({ record }) => record)
  return kept(all, (one) => {
    const record = declarationOn(one.record, records, day)
    if (record === null) return null
    const notified = keptWhere(one.notified, ({ filedOn }) => filedOn <= day)
    const isSame = record === one.record && notified === one.notified
    return isSame ? one : { ...one, record, notified }
  })
}

/** Lists of outside sources of a day: lines that spoke by then. */
function outsideOn(lists: Outside, day: LocalDate): Outside {
  const then: Partial<Record<keyof OutsideFacts, readonly Line[]>> = {}
  for (const source of Object.keys(lists) as (keyof OutsideFacts)[]) {
    Object.defineProperty(then, source, {
      enumerable: true,
      get: () =>
        keptWhere<Line & { bankruptOn?: LocalDate }>(
          lists[source] ?? [],
          ({ on, bankruptOn }) => (on ?? '') <= day && (bankruptOn ?? '') <= day,
        ),
    })
  }
  return then as Outside
}

// ---------------------------------------------------------------- what a pass shares

/** Lists that all subjects share, reckoned once a day. */
class OfAll {
  readonly #made = new WeakMap<object, Map<LocalDate, unknown>>()

  #once<T extends object>(list: T, day: LocalDate, make: () => T): T {
    let days = this.#made.get(list)
    if (!days) this.#made.set(list, (days = new Map()))
    let then = days.get(day)
    if (then === undefined) days.set(day, (then = make()))
    return then as T
  }

  /** What the desk holds today is taken as held up to that day: extracts came one after the other. */
  holdings({ holdings }: WithSources, day: LocalDate): WithSources['holdings'] {
    if (!holdings) return holdings
    return this.#once(holdings, day, () =>
      kept(holdings, (one) => {
        const { from, asOf: last } = one.body
        if (from > day) return null
        return last <= day ? one : overlay(one, { body: overlay(one.body, { asOf: day }) })
      }),
    )
  }

  norms({ norms }: WithSources, day: LocalDate): WithSources['norms'] {
    if (!norms) return norms
    return this.#once(norms, day, () => kept(norms, (one) => normOn(one, day)))
  }

  /** By whole months: those of the month of the day included. */
  filings(filings: readonly MonthOfFilings[], day: LocalDate): readonly MonthOfFilings[] {
    return this.#once(filings, day, () =>
      keptWhere(filings, ({ month }) => month <= day.slice(0, 7)),
    )
  }
}

/** The dossiers of a day. */
function dossiersOn(dossiers: readonly Dossier[], day: LocalDate, note: Note): readonly Dossier[] {
  return kept(dossiers, (dossier) => {
    const known = dossierAsKnown(dossier, day, asOf(dossier))
    if (known?.isGuess) note('TIMELINE')
    return known?.dossier ?? null
  })
}

/** A list that tells no day, with a note when it says anything. */
function asNow<T extends { length: number } | undefined>(list: T, what: AsNow, note: Note): T {
  if (list !== undefined && list.length > 0) note(what)
  return list
}

/** Reckoned when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

// ---------------------------------------------------------------- persons and enterprises

function personAsKnown(facts: PersonFacts, ofAll: OfAll, note: Note): OnDay<PersonFacts> {
  const declarations = lazily(() => facts.declarations.map(({ record }) => record))
  const enterprises: PersonFacts['enterprises'] = {
    get(id) {
      note('ENTERPRISES')
      return facts.enterprises.get(id)
    },
  }
  return (day) => {
    const lists = {
      person: lazily(() => personOn(facts.person, day)),
      dossiers: lazily(() => dossiersOn(facts.dossiers, day, note)),
      declarations: lazily(() =>
        kept(facts.declarations, (one) => {
          const record = declarationOn(one.record, declarations(), day)
          return record === one.record ? one : record && { ...one, record }
        }),
      ),
      presences: lazily(() =>
        keptWhere(facts.presences, ({ body }) => isBy(body.registeredAt, day) && body.date <= day),
      ),
      a1: lazily(() => facts.a1 && kept(facts.a1, (form) => a1On(form, day))),
      controls: lazily(() => facts.controls && kept(facts.controls, (one) => controlOn(one, day))),
      employments: lazily(
        () =>
          asNow(facts.employments, 'DIMONA', note) &&
          keptWhere(facts.employments ?? [], ({ body }) => body.period.from <= day),
      ),
      lines: lazily(() => facts.lines && keptWhere(facts.lines, ({ body }) => body.on <= day)),
      outside: lazily(() => facts.outside && outsideOn(facts.outside, day)),
    }
    return {
      get person() {
        return lists.person()
      },
      get dossiers() {
        return lists.dossiers()
      },
      get declarations() {
        return lists.declarations()
      },
      get presences() {
        return lists.presences()
      },
      get a1() {
        return lists.a1()
      },
      get controls() {
        return lists.controls()
      },
      get employments() {
        return lists.employments()
      },
      get lines() {
        return lists.lines()
      },
      get outside() {
        return lists.outside()
      },
      get holdings() {
        return ofAll.holdings(facts, day)
      },
      get norms() {
        return ofAll.norms(facts, day)
      },
      get debts() {
        return asNow(facts.debts, 'DEBTS', note)?.filter(({ on }) => (on ?? '') <= day)
      },
      get sameTask() {
        const onTasks = asNow(facts.sameTask, 'SITES', note)
        return onTasks && onTasksOn(onTasks, day)
      },
      get mandates() {
        return asNow(facts.mandates, 'MANDATES', note)
      },
      get samePassport() {
        return asNow(facts.samePassport, 'SHARED', note)
      },
      get sameAccount() {
        return asNow(facts.sameAccount, 'SHARED', note)
      },
      get samePapers() {
        return asNow(facts.samePapers, 'SHARED', note)
      },
      get sameA1() {
        return asNow(facts.sameA1, 'SHARED', note)
      },
      get mentions() {
        return facts.mentions
      },
      enterprises,
      isStranger: facts.isStranger ?? false,
      withheld: facts.withheld,
    }
  }
}

/** The last day for which workers who are here on dossiers have work, by person. */
function hereUntil(dossiers: readonly Dossier[]): ReadonlyMap<string, LocalDate> {
  const until = new Map<string, LocalDate>()
  for (const { body } of dossiers) {
    if (!isArrived(body)) continue
    const known = until.get(body.personId)
    const last = body.authorised?.to ?? OPEN_END
    if (known === undefined || known < last) until.set(body.personId, last)
  }
  return until
}

/** Who lived here on a day, of those who do now; who has left since is not told any more. */
function lodgersAsKnown(
  { lodgers, dossiers }: Pick<EnterpriseFacts, 'lodgers' | 'dossiers'>,
  known: readonly Dossier[],
): readonly Lodger[] {
  const [now, then] = [hereUntil(dossiers), hereUntil(known)]
  return kept(lodgers, (lodger) => {
    const until = then.get(lodger.personId)
    if (until === now.get(lodger.personId)) return lodger
    return until === undefined ? null : { ...lodger, until }
  })
}

function enterpriseAsKnown(
  facts: EnterpriseFacts,
  ofAll: OfAll,
  note: Note,
): OnDay<EnterpriseFacts> {
  return (day) => {
    const dossiers = lazily(() => dossiersOn(facts.dossiers, day, note))
    const of = (list: readonly Declaration[]) => kept(list, (one) => declarationOn(one, list, day))
    const lists = {
      declarations: lazily(() => of(facts.declarations)),
      sameTask: lazily(() => onTasksOn(asNow(facts.sameTask, 'SITES', note), day)),
      atOneSite: lazily(() => of(asNow(facts.atOneSite, 'SITES', note))),
      lodgers: lazily(() =>
        asNow(facts.lodgers, 'LODGERS', note).length === 0
          ? facts.lodgers
          : lodgersAsKnown(facts, dossiers()),
      ),
      falseA1: lazily(
        () =>
          facts.falseA1 &&
          keptWhere(facts.falseA1, ({ body }) => (body.endedOn ?? body.period.from) <= day),
      ),
      tiedFalseA1: lazily(
        () =>
          facts.tiedFalseA1 &&
          keptWhere(
            facts.tiedFalseA1,
            ({ form: { body }, line }) =>
              (body.endedOn ?? body.period.from) <= day && (line.on ?? '') <= day,
          ),
      ),
      outside: lazily(() => facts.outside && outsideOn(facts.outside, day)),
    }
    return {
      get enterprise() {
        return facts.enterprise
      },
      get knownAs() {
        return facts.knownAs
      },
      get filings() {
        return ofAll.filings(facts.filings, day)
      },
      get allFilings() {
        return ofAll.filings(facts.allFilings, day)
      },
      get dossiers() {
        return dossiers()
      },
      get declarations() {
        return lists.declarations()
      },
      get sameTask() {
        return lists.sameTask()
      },
      get atOneSite() {
        return lists.atOneSite()
      },
      get lodgers() {
        return lists.lodgers()
      },
      get handles() {
        return asNow(facts.handles, 'HANDLES', note)
      },
      get sharers() {
        return facts.sharers
      },
      get falseA1() {
        return lists.falseA1()
      },
      get tiedFalseA1() {
        return lists.tiedFalseA1()
      },
      get outside() {
        return lists.outside()
      },
      get holdings() {
        return ofAll.holdings(facts, day)
      },
      get norms() {
        return ofAll.norms(facts, day)
      },
      withheld: facts.withheld,
    }
  }
}

/** Looks back at subjects one after the other. */
export class Hindsight {
  readonly #ofAll = new OfAll()
  readonly #asNow = new Set<AsNow>()
  readonly #note: Note = (what) => void this.#asNow.add(what)

  /** What rules read of any of them that no day tells, and that is as it is now. */
  get asNow(): ReadonlySet<AsNow> {
    return this.#asNow
  }

  /** The facts of somebody at the end of any day; applications are told by whole months. */
  of(facts: PersonFacts | EnterpriseFacts): OnDay<PersonFacts | EnterpriseFacts> {
    if ('person' in facts) {
      this.#note('PERSON')
      return personAsKnown(facts, this.#ofAll, this.#note)
    }
    this.#note('ENTERPRISES')
    return enterpriseAsKnown(facts, this.#ofAll, this.#note)
  }
}
