/**
 * One run: two gateways on one database, two or three desks, and the steps of a scenario. Everything
 * waits until the run lets it go on, one thing at a time, so that a scenario always goes the same way.
 */
import { missingDocuments } from '../../../domain/dossier/checklist.ts'
import { join } from 'node:path'
import { brusselsToday } from '../../../domain/calendar/local-date.ts'
import { COMMANDS, type CommandName } from '../../../domain/commands/index.ts'
import { isStepName, possibleSteps } from '../../../domain/commands/steps/possible.ts'
import type { Actor } from '../../../domain/contract/actor.ts'
import type { Choice } from '../../../domain/contract/conflict.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import type { CommandBatch, ContentSent, WireCommand } from '../../../domain/contract/sync.ts'
import { assigneeOf } from '../../../domain/dossier/assignee.ts'
import { mayRun } from '../../../domain/rights/rights.ts'
import { trackOf } from '../../../domain/rights/tracks.ts'
import { anyArgs } from './any-args.ts'
import type { Gateways, Via } from './gateways.ts'
import { type Answered, cut, type Held, portal, type Sent, short, whole } from './line.ts'
import { Seat } from './seat.ts'
import { ANY, PICKED } from './steps.ts'
import type {
  Act,
  ComingFault,
  Fault,
  GoingFault,
  KillPoint,
  Scenario,
  Start,
  Step,
} from './steps.ts'
import type { Tally } from './tally.ts'
import type { Given } from './truth.ts'
import { DOSSIERS, seated, STAGED, TODAY } from './world.ts'

type Move = Pick<Extract<Step, { type: 'move' }>, 'ref' | 'scopes'>

/** Turns of the event loop in which a desk does nothing before it counts as waiting. */
const STILL_TURNS = 3
/** Real time that a desk may compute between two waits, in milliseconds. */
const PATIENCE_MS = 20_000
/** Stages that a desk may need until everything is settled. */
const SETTLING_STAGES = 300
/** Stages that a fault waits for a request that it can hit. */
const FAULT_STAGES = 14
const CONTENT = '/sync/content'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

export class Run {
  readonly seats: readonly Seat[]
  /** What moved, by change number. */
  readonly moves = new Map<number, Move>()
  readonly #gateways: Gateways
  readonly #scenario: Scenario
  readonly #tally: Tally
  readonly #promoted = new Set<string>()
  /** Requests with commands that may arrive again, in the order in which they were sent. */
  readonly #sent: Sent[] = []
  /** Requests with commands that arrived: whose, and the head after each. */
  readonly #pushes: { client: string; actor: Actor; head: number }[] = []
  /** Contents that a gateway took: from whom, and the head after it. */
  readonly #contents: { who: string; hash: string; head: number }[] = []
  /** Every command as it went over the line, by client and number. */
  readonly #told = new Map<string, WireCommand>()

  constructor(gateways: Gateways, scenario: Scenario, folder: string, tally: Tally) {
    this.#gateways = gateways
    this.#scenario = scenario
    this.#tally = tally
    this.seats = scenario.starts.map(
      ({ seat }, index) =>
        new Seat(
          seat,
          join(folder, `desk-${index}`),
          () => gateways.token(this.actorOf(seat)),
          tally,
        ),
    )
  }

  /** The person as their token names them now. */
  actorOf(who: string): Actor {
    return seated(who as Start['seat'], this.#promoted.has(who))
  }

  async play(): Promise<void> {
    for (const [index, start] of this.#scenario.starts.entries()) {
      await this.#begin(this.seats[index]!, start)
    }
    const { steps } = this.#scenario
    for (const [index, step] of steps.entries()) await this.#take(step, index)
    await this.#settle()
    for (const [index, seat] of this.seats.entries()) {
      await this.#again(seat, index, steps.length % 2 ? 'MINE' : 'THEIRS', steps.length + index)
    }
    await this.#settle()
  }

  async end(): Promise<void> {
    for (const seat of this.seats) await seat.life.end()
  }

  /** The first fill, to its end or as far as others go on beside it. */
  async #begin(seat: Seat, { kill, fault, stages }: Start): Promise<void> {
    seat.killAt(kill)
    seat.life.engine.start()
    await this.#quiet(seat)
    if (fault) await this.#go(seat, fault.after, 0, fault.fault)
    if (stages !== null) return this.#go(seat, stages, 0, null)
    for (let stage = 0; seat.life.engine.state !== 'UP_TO_DATE'; stage += 1) {
      if (stage > SETTLING_STAGES) throw new Error(`${seat.who} never gets a first fill`)
      await this.#stage(seat, 0, null)
    }
    seat.killAt(null)
  }

  // ---------------------------------------------------------------- steps

  #seat(index: number): Seat {
    return this.seats[index % this.seats.length]!
  }

  async #take(step: Step, index: number): Promise<void> {
    switch (step.type) {
      case 'act':
        return this.#act(this.#seat(step.desk), step.act, index)
      case 'wait':
        return this.#act(this.#seat(step.desk), step.act, index, true)
      case 'bulk':
        return this.#bulk(this.#seat(step.desk), step.acts, index)
      case 'back': {
        const seat = this.#seat(step.desk)
        this.#tally.add(`take back ${seat.takeBack()}`)
        return this.#quiet(seat)
      }
      case 'release':
        this.#seat(step.desk).release()
        return this.#quiet(this.#seat(step.desk))
      case 'again':
        return this.#again(this.#seat(step.desk), step.pick, step.choice, index)
      case 'stuck':
        return this.#stuck(this.#seat(step.desk), [step.paper, ...step.acts], index)
      case 'go':
        if (step.act) await this.#act(this.#seat(step.desk), step.act, index)
        return this.#go(this.#seat(step.desk), step.stages, step.via, step.fault)
      case 'late':
        return this.#late(step.which, step.via)
      case 'kill':
        return this.#kill(this.#seat(step.desk), step.at)
      case 'look': {
        const seat = this.#seat(step.desk)
        seat.look(`look-${this.seats.indexOf(seat)}-${index}`)
        return this.#quiet(seat)
      }
      case 'hint': {
        const seat = this.#seat(step.desk)
        seat.life.line.hint(await this.#gateways.head())
        return this.#quiet(seat)
      }
      case 'deaf':
        this.#seat(step.desk).life.line.breakHints()
        return this.#quiet(this.#seat(step.desk))
      case 'move': {
        const { ref, scopes } = step
        this.moves.set(await this.#gateways.move(ref, scopes), { ref, scopes })
        return
      }
      case 'role': {
        const { who } = this.#seat(step.desk)
        if (!this.#promoted.delete(who)) this.#promoted.add(who)
      }
    }
  }

  async #act(seat: Seat, act: Act, index: number, waits = false): Promise<void> {
    const at = instant(index)
    const cursor = seat.life.cache?.state().cursor ?? 0
    const given: Given = { ...callOf(seat, act, index, at), at, cursor }
    const outcome = seat.give(given, waits)
    this.#tally.add(`act ${given.name} ${outcome}`)
    if (waits) this.#tally.add(`waiting act ${outcome}`)
    await this.#quiet(seat)
  }

  async #bulk(seat: Seat, acts: readonly Act[], index: number): Promise<void> {
    const at = instant(index)
    const cursor = seat.life.cache?.state().cursor ?? 0
    const calls = acts.map((act, i) => callOf(seat, act, index + acts.length * i, at))
    const taken = seat.giveMany(
      calls.map((call) => ({ ...call, at, cursor })),
      at,
    )
    this.#tally.add(`bulk ${taken > 1 ? 'of several' : 'of few'}`)
    await this.#quiet(seat)
  }

  async #again(seat: Seat, pick: number, choice: Choice, index: number): Promise<void> {
    this.#tally.add(`again ${seat.again(pick, choice, instant(index))}`)
    await this.#quiet(seat)
  }

  /** Contents are lost on their way for some stages; everything else arrives. */
  async #stuck(seat: Seat, acts: readonly Act[], index: number): Promise<void> {
    for (const act of acts) await this.#act(seat, act, index)
    for (let stage = 0; stage < FAULT_STAGES; stage += 1) {
      const { held } = seat.life.line
      if (held?.sent.path !== CONTENT || held.answer) await this.#stage(seat, 0, null)
      else {
        this.#tally.add('fault content LOST')
        held.fail()
        await this.#quiet(seat)
      }
    }
  }

  async #kill(seat: Seat, at: KillPoint | null): Promise<void> {
    if (at) return seat.killAt(at)
    this.#tally.add('kill between commits')
    seat.kill()
    await this.#quiet(seat)
  }

  async #late(which: number, via: Via): Promise<void> {
    const sent = this.#sent[which % this.#sent.length]
    if (!sent) return
    const isLast = sent === this.#sent.at(-1)
    this.#tally.add(isLast ? 'fault request again' : 'fault request after later ones')
    await this.#deliver(sent, via)
  }

  /** Lets a desk go on for some stages; then the next thing that the fault fits is hit. */
  async #go(seat: Seat, stages: number, via: Via, fault: Fault | null): Promise<void> {
    for (let stage = 0; stage < stages; stage += 1) await this.#stage(seat, via, null)
    for (let stage = 0; fault && stage < FAULT_STAGES; stage += 1) {
      const { held } = seat.life.line
      if (!held) return
      if (fits(seat, held, fault)) return this.#stage(seat, via, fault)
      await this.#stage(seat, via, null)
    }
  }

  // ---------------------------------------------------------------- stages

  /** A request arrives at the gateway, its answer at the desk, or time passes for a desk that rests. */
  async #stage(seat: Seat, via: Via, fault: Fault | null): Promise<void> {
    const { held } = seat.life.line
    if (!held) seat.life.timers.pass()
    else if (held.answer) this.#coming(seat, held, fault as ComingFault | null)
    else await this.#going(seat, held, via, fault as GoingFault | null)
    await this.#quiet(seat)
  }

  async #going(seat: Seat, held: Held, via: Via, fault: GoingFault | null): Promise<void> {
    const { sent } = held
    this.#note(sent)
    await this.#arrive(seat, held, via, fault)
    if (held.answer) await this.#noteContent(seat, held)
  }

  async #arrive(seat: Seat, held: Held, via: Via, fault: GoingFault | null): Promise<void> {
    const { sent } = held
    const isOther = fault?.fault === 'DATABASE' || fault?.fault === 'TOGETHER'
    if (fault && !isOther) this.#tally.add(`fault request ${fault.fault}`)
    switch (fault?.fault) {
      case 'LOST':
        this.#sent.splice(this.#sent.indexOf(sent), isPush(sent) ? 1 : 0)
        return held.fail()
      case 'LATE':
        return held.fail()
      case 'HANG':
        return this.#hang(seat, held)
      case 'TWICE':
        await this.#deliver(sent, via)
        break
      case 'TOGETHER': {
        const other = await this.#another(seat, fault.with)
        if (!other) break
        const answers = await this.#gateways.deliverTogether(sent, other.held.sent, via)
        ;[held.answer, other.held.answer] = answers
        await this.#noteContent(other.seat, other.held)
        await this.#arrived(sent)
        await this.#arrived(other.held.sent)
        this.#tally.add(
          `fault two requests at once${isPush(other.held.sent) ? ', both with commands' : ''}`,
        )
        return
      }
      case 'DATABASE': {
        const [answer, broke] = await this.#gateways.deliverBroken(sent, via, fault.break)
        if (broke) this.#tally.add(`fault database connection ends ${fault.break}`)
        await this.#arrived(sent)
        held.answer = answer
        return
      }
      case undefined:
    }
    held.answer = await this.#deliver(sent, via)
  }

  /** A request of another desk, rather one with commands; null: it sends none now. */
  async #another(than: Seat, index: number): Promise<{ seat: Seat; held: Held } | null> {
    const seat = this.#seat(index)
    if (seat === than) return null
    const isReady = ({ sent, answer }: Held) => answer === null && isPush(sent)
    const waits = seat.life.cache?.nextCommands(1).length ?? 0
    for (let stage = 0; stage < FAULT_STAGES; stage += 1) {
      const { held } = seat.life.line
      if (held && (isReady(held) || (waits === 0 && held.answer === null))) break
      await this.#stage(seat, 0, null)
    }
    const { held } = seat.life.line
    if (!held || held.answer) return null
    this.#note(held.sent)
    return { seat, held }
  }

  async #deliver(sent: Sent, via: Via): Promise<Answered> {
    const answered = await this.#gateways.deliver(sent, via)
    await this.#arrived(sent)
    return answered
  }

  async #arrived(sent: Sent): Promise<void> {
    if (!isPush(sent)) return
    const { client } = JSON.parse(sent.body!) as CommandBatch
    const head = await this.#gateways.head()
    this.#pushes.push({ client, actor: this.#gateways.actorOf(sent), head })
  }

  /** Who gave the command of a client that made this change: roles come and go with the tokens. */
  actorAt(client: string, change: number): Actor {
    return this.#pushes.find((one) => one.client === client && one.head >= change)!.actor
  }

  async #noteContent({ who }: Seat, { sent, answer }: Held): Promise<void> {
    if (sent.path !== CONTENT || answer?.status !== 200) return
    const { hash } = JSON.parse(sent.body!) as ContentSent
    this.#contents.push({ who, hash, head: await this.#gateways.head() })
  }

  /** Did a gateway have this content from this person when it made this change? */
  hadContent(who: string, hash: string, change: number): boolean {
    return this.#contents.some((one) => one.who === who && one.hash === hash && one.head < change)
  }

  #coming(seat: Seat, held: Held, fault: ComingFault | null): void {
    const answer = held.answer!
    if (fault)
      this.#tally.add(`fault answer ${fault.fault}${isPush(held.sent) ? ' to commands' : ''}`)
    switch (fault?.fault) {
      case 'LOST':
        return held.fail()
      case 'HANG':
        return this.#hang(seat, held)
      case 'CUT':
        return held.give(cut(answer))
      case 'SHORT':
        return held.give(short(answer))
      case 'HTML':
        return held.give(portal())
      case undefined:
        return held.give(whole(answer))
    }
  }

  /** Time passes until the desk gives up. */
  #hang(seat: Seat, held: Held): void {
    for (let waits = 0; seat.life.line.held === held; waits += 1) {
      if (waits > SETTLING_STAGES) throw new Error(`${seat.who} waits for an answer without end`)
      seat.life.timers.pass()
    }
  }

  /** Until the desk does nothing any more; a dead one is started again. */
  async #quiet(seat: Seat): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS
    let moves = -1
    for (let still = 0; still < STILL_TURNS;) {
      await turn()
      if (seat.life.dead) await this.#revive(seat)
      const { life } = seat
      still = life.waits && life.moves === moves ? still + 1 : 0
      moves = life.moves
      if (performance.now() > giveUpAt) {
        throw new Error(`${seat.who} neither asks nor rests, as ${life.engine.state}`)
      }
    }
  }

  async #revive(seat: Seat): Promise<void> {
    const sent = await seat.revive()
    if (sent) this.#note(sent)
  }

  #note(sent: Sent): void {
    if (!isPush(sent)) return
    if (this.#sent.at(-1) !== sent) this.#sent.push(sent)
    const { client, commands } = JSON.parse(sent.body!) as CommandBatch
    for (const command of commands) {
      const key = `${client}/${command.n}`
      const before = this.#told.get(key) ?? command
      this.#told.set(key, command)
      if (JSON.stringify(command) !== JSON.stringify(before)) {
        throw new Error(`${command.name} ${command.n} is not the same each time it is sent`)
      }
    }
  }

  /** The command on which another one stands, as the desk told the gateway. */
  after(client: string, n: number): number | null {
    return this.#told.get(`${client}/${n}`)?.after ?? null
  }

  // ---------------------------------------------------------------- the end

  /** No more faults; what was sent arrives once more; then everybody comes to rest. */
  async #settle(): Promise<void> {
    for (const seat of this.seats) seat.killAt(null)
    for (const sent of this.#sent.slice(-4)) await this.#deliver(sent, 1)
    for (let stage = 0; stage < SETTLING_STAGES; stage += 1) {
      const head = await this.#gateways.head()
      const unsettled = this.seats.filter((seat) => !isSettled(seat, head))
      if (unsettled.length === 0) return
      for (const seat of unsettled) {
        seat.release()
        await this.#stage(seat, 0, null)
      }
    }
    const stuck = this.seats.map(({ who, life }) => {
      const { pending } = life.cache?.outboxCounts() ?? { pending: '?' }
      return `${who} is ${life.engine.state} (${life.engine.error?.code ?? 'no error'}), ${pending} wait`
    })
    throw new Error(`the queue is stuck: ${stuck.join('; ')}`)
  }
}

/** When the officer of a step acts. */
const instant = (index: number): string =>
  new Date(Date.parse(`${TODAY}T08:00:00Z`) + 1000 * index).toISOString()

function isPush({ path }: Sent): boolean {
  return path === '/sync/commands'
}

/** Faults of transactions and of repeats need a request with commands; others rather hit one. */
function fits({ life }: Seat, { sent, answer }: Held, fault: Fault): boolean {
  if ((fault.at === 'COMING') !== (answer !== null)) return false
  if (isPush(sent)) return true
  const anyDoes = fault.at === 'COMING' || fault.fault === 'LOST' || fault.fault === 'HANG'
  return anyDoes && (life.cache?.nextCommands(1).length ?? 0) === 0
}

function isSettled({ life }: Seat, head: number): boolean {
  const { cache, engine } = life
  return (
    engine.state === 'UP_TO_DATE' &&
    cache !== null &&
    cache.state().cursor === head &&
    cache.outboxCounts().pending === 0 &&
    cache.diagnosis().access.waiting === 0
  )
}

function stepArgs({ cache }: Seat['life'], act: Extract<Act, { name: 'step' }>): object {
  const track = act.step === 'startPreAssessment' ? 'RESIDENCE' : 'WORK'
  const body = cache?.record('dossier', act.dossier)?.body
  const seen = track === 'WORK' ? body?.work.state : body?.residence.state
  return {
    dossierId: act.dossier,
    track,
    on: TODAY,
    from: (act.seen && seen) || 'IN_EXAM',
    reason: 'Brief van 2 maart.',
    ...(act.step === 'askMissingItems'
      ? { documents: body ? missingDocuments(body) : [], personId: body?.personId ?? 'p1' }
      : {}),
    ...(act.step === 'openCheck' ? { employerId: body?.employerId ?? null } : {}),
  }
}

/** Who sees the dossier takes a step that it offers. */
function offered({ cache }: Seat['life'], act: Extract<Act, { name: 'any' }>): CommandName {
  const body = cache?.record('dossier', act.dossier)?.body
  if (!cache || !body || !act.seen || !isStepName(act.command)) return act.command
  const steps = possibleSteps(cache.state().actor, body).filter((name) => ANY.includes(name))
  return steps[act.salt % steps.length] ?? act.command
}

type Call = Pick<Given, 'name' | 'args'>

function madeCall(
  { life: { cache }, who }: Seat,
  name: CommandName,
  of: { dossierId: string; salt: number; seen: boolean },
): Call {
  const body = cache?.record('dossier', of.dossierId)?.body ?? null
  const tracks = isStepName(name) ? COMMANDS[name].step.tracks : []
  const args = COMMANDS[name].args as never
  const by = cache?.state().actor ?? seated(who as Start['seat'], false)
  return { name, args: anyArgs({ ...of, name, args, body, tracks, who: by, cache }) }
}

function anyCall(seat: Seat, act: Extract<Act, { name: 'any' }>): Call {
  const { dossier: dossierId, salt, seen } = act
  return madeCall(seat, offered(seat.life, act), { dossierId, salt, seen })
}

/** Dossiers on which the command may be possible, from a place on that the salt decides. */
function placesOf({ life: { cache } }: Seat, name: CommandName, salt: number): string[] {
  const isPossible = (id: string): boolean => {
    const body = cache?.record('dossier', id)?.body
    if (!body || !isStepName(name)) return body !== undefined
    const { step } = COMMANDS[name]
    return step.tracks.some((track) => step.isPossible(track, body))
  }
  const all = [...DOSSIERS, ...STAGED]
  const first = salt % all.length
  return [...all.slice(first), ...all.slice(0, first)].filter(isPossible)
}

/** Salts that are tried on each dossier until the desk would take the command, far from each other. */
const TRIES = 12
const APART = 0x9e3779b1

/** Of the commands of the role the one that was picked. */
function fittingCall(seat: Seat, { pick, salt }: Extract<Act, { name: 'fit' }>, at: string): Call {
  const actor = seat.life.cache?.state().actor
  const names = actor ? PICKED.filter((name) => mayRun(actor, name)) : []
  return fitting(seat, names[pick % names.length] ?? 'addNote', salt, at)
}

/** A command with arguments that the desk takes, when some are found. */
function fitting(seat: Seat, name: CommandName, salt: number, at: string): Call {
  const { cache } = seat.life
  const actor = cache?.state().actor ?? null
  const places = placesOf(seat, name, salt)
  let call = madeCall(seat, name, { dossierId: 'd1', salt, seen: true })
  if (!cache || !actor) return call
  const { colleagues } = cache.state()
  const context = { actor, at, deskAt: null, today: brusselsToday(new Date(at)), colleagues }
  for (let attempt = 0; attempt < TRIES * places.length; attempt += 1) {
    const dossierId = places[attempt % places.length]!
    const other = (salt + Math.imul(attempt, APART)) >>> 0
    call = madeCall(seat, name, { dossierId, salt: other, seen: true })
    if (cache.tryCommand(call, context) === null) return call
  }
  return call
}

/** The command of an act, on what the desk shows. */
function callOf(seat: Seat, act: Act, index: number, at: string): Call {
  const { life, who } = seat
  switch (act.name) {
    case 'assign': {
      const actor = life.cache?.state().actor
      const track = (actor && trackOf(actor)) ?? 'WORK'
      const body = life.cache?.record('dossier', act.dossier)?.body
      const from = act.seen ? (body ? assigneeOf(body, track) : null) : who
      return {
        name: 'assignDossier',
        args: { dossierId: act.dossier, track, assignee: act.to, from },
      }
    }
    case 'note': {
      const noteId = act.shared ? `shared-${index % 3}` : `note-${index}`
      return { name: 'addNote', args: { noteId, dossierId: act.dossier, text: act.text } }
    }
    case 'judge': {
      const known = life.cache?.record('findingJudgement', act.finding)?.body.status
      const from: BodyOf<'findingJudgement'>['status'] = act.seen ? (known ?? 'OPEN') : 'EXPLAINED'
      return {
        name: 'judgeFinding',
        args: {
          findingId: act.finding,
          code: 'M1',
          ruleVersion: 1,
          personId: act.about[0],
          dossierId: act.about[1],
          status: act.status,
          from,
          reason: act.reason,
        },
      }
    }
    case 'step':
      return { name: act.step, args: stepArgs(life, act) }
    case 'any':
      return anyCall(seat, act)
    case 'fit':
      return fittingCall(seat, act, at)
    case 'leave':
      return madeCall(seat, 'reroute', { dossierId: act.dossier, salt: act.salt, seen: true })
    case 'paper':
      return fitting(seat, 'fileDocument', act.salt, at)
  }
}
