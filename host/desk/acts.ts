/** What one person does: decided here on the cache, kept in its outbox, sent by the engine. */
import { bulkCalls, coverageCalls, needsReason } from '../../domain/commands/bulk.ts'
import { actedAtDesk } from '../../domain/commands/acted-at.ts'
import { isHeldBack } from '../../domain/commands/hold.ts'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import type { BulkAct, BulkLook } from '../../domain/contract/bulk.ts'
import type { Decided } from '../../domain/contract/conflict.ts'
import type { CoverageAct } from '../../domain/contract/coverage.ts'
import type {
  CommandResult,
  SentAgain,
  SinceLook,
  TakenBack,
} from '../../domain/contract/workbench.ts'
import { whatChanged } from '../../domain/dossier/changes.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import type { Changed, DeskContext } from '../../db/index.ts'
import type { DeskCache } from './desk-cache.ts'

const SEND_STEP_MS = 1000

export class DeskActs {
  private readonly desk: DeskCache
  /** How long an act can be taken back, in milliseconds. */
  private readonly holdMs: number
  /** When the act that was done last has waited, by the clock of the process. */
  private heldUntil = 0
  private holding = false

  constructor(desk: DeskCache, holdMs: number) {
    this.desk = desk
    this.holdMs = holdMs
  }

  dismissAttention(n: number): void {
    this.desk.read(({ cache }) => cache.dismissAttention(n), undefined)
    this.desk.statusChanged()
  }

  seeAlerts(ids: readonly number[]): void {
    this.desk.write(({ cache }) => cache.seeAlerts(ids))
    this.desk.statusChanged()
    this.desk.publish({ type: 'changed', kinds: ['watch'], ids: null })
  }

  runCommand(call: { name: string; args?: unknown }): CommandResult {
    const context = this.context()
    if (!mayRun(context.actor, call.name)) {
      return { outcome: 'REFUSED', code: 'FORBIDDEN', details: {} }
    }
    const { name, args } = call
    const heldUntil = this.heldFor(name)
    return this.acted(
      this.desk.write(({ cache }) => cache.queueCommand({ name, args }, { ...context, heldUntil })),
    )
  }

  runMany(calls: readonly { name: string; args?: unknown }[]): CommandResult[] {
    const context = this.context()
    const named = calls.map(({ name, args }) => ({ name, args }))
    const { results, changed } = this.desk.write(({ cache }) => cache.queueCommands(named, context))
    this.desk.announce(changed)
    this.desk.statusChanged()
    this.desk.send()
    return results
  }

  takeBack(n: number): TakenBack {
    this.desk.refuseWhenLocked()
    const { result, changed } = this.desk.write(({ cache }) => cache.takeBack(n, this.desk.now()))
    this.desk.announce(changed)
    this.desk.statusChanged()
    // What came after it may go now.
    this.desk.send()
    return result
  }

  sendAgain(refused: { n: number; decided: Decided }): SentAgain {
    const context = this.context()
    const act = this.desk
      .read(({ cache }) => cache.attention(), [])
      .find(({ n }) => n === refused.n)
    const heldUntil = act ? this.heldFor(act.name) : null
    return this.acted(
      this.desk.write(({ cache }) => cache.sendAgain(refused, { ...context, heldUntil })),
    )
  }

  lookAt(id: string): SinceLook | null {
    const { actor, at } = this.context()
    const { before, changed } = this.desk.write(({ cache }) => cache.lookAt(id, at))
    this.desk.tell(changed)
    const now =
      before && this.desk.read(({ cache }) => cache.record('dossier', id)?.body ?? null, null)
    return now && { at: before.at, changes: whatChanged(before.body, now, actor.id) }
  }

  bulkLook(act: BulkAct, ids: readonly string[], reason: string): BulkLook[] {
    const context = this.context()
    return this.desk.read(
      ({ cache }) =>
        ids.flatMap((id) => {
          const body = cache.record('dossier', id)?.body
          if (!body) return []
          const calls = bulkCalls(act, id, body, context.actor, reason)
          const isTold = reason.trim() !== '' || !needsReason(act, body, context.actor)
          const code = cache.tryCommand(calls.call, context) ?? (isTold ? null : 'REASON_REQUIRED')
          return [{ id, reference: body.reference, code, ...calls }]
        }),
      [],
    )
  }

  coverageLook(act: CoverageAct, ids: readonly string[]): BulkLook[] {
    const context = this.context()
    return this.desk.read(
      ({ cache, coverage }) =>
        coverage.byId(ids).map((row) => {
          const { id } = row
          const calls = coverageCalls(act, row, act.reason)
          const reference = row.l1Number ?? row.reference ?? row.code
          return { id, reference, code: cache.tryCommand(calls.call, context), ...calls }
        }),
      [],
    )
  }

  /** Who acts, and when: by the gateway's time as far as it is known. Throws while the cache is locked. */
  context(): DeskContext {
    this.desk.refuseWhenLocked()
    const { actor } = this.desk
    const clock = this.desk.clock()
    const at = actedAtDesk(clock, this.desk.guard.lastContact)
    const { colleagues } = this.desk.person.view()
    const deskAt = at === clock ? null : clock.toISOString()
    return { actor, at: at.toISOString(), deskAt, today: brusselsToday(at), colleagues }
  }

  /** Tells what an act changed, and has it sent. */
  acted<R extends SentAgain>({ result, changed }: { result: R; changed: Changed }): R {
    this.desk.announce(changed)
    if (result.outcome !== 'REFUSED') this.desk.statusChanged()
    if (result.outcome === 'QUEUED') this.desk.send()
    return result
  }

  /** Until when an act of this name waits; null: it goes at once. */
  private heldFor(name: string): string | null {
    return isHeldBack(name) ? this.hold() : null
  }

  /** Until when an act waits; it is sent as soon as that is over. */
  hold(): string | null {
    if (this.holdMs === 0) return null
    this.heldUntil = performance.now() + this.holdMs
    if (!this.holding) this.sendAfter(this.holdMs)
    return new Date(this.desk.clock().getTime() + this.holdMs).toISOString()
  }

  /** One timer, however many acts wait: those that came after the first go within a second of their time. */
  private sendAfter(ms: number): void {
    this.holding = true
    setTimeout(() => {
      const left = this.heldUntil - performance.now()
      this.holding = false
      if (left > 0) this.sendAfter(Math.min(left, SEND_STEP_MS))
      this.desk.statusChanged()
      this.desk.send()
    }, ms).unref()
  }
}
