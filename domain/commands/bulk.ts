/** The command that an act on many dossiers is for one of them, and the one that takes it back. */
import type { BulkAct, BulkCall } from '../contract/bulk.ts'
import type { CoverageAct, CoverageRow } from '../contract/coverage.ts'
import type { DossierBody } from '../contract/records.ts'
import { assigneeOf } from '../dossier/assignee.ts'
import { NOT_SNOOZED, snoozedUntil, UNTIL_EVENT } from '../dossier/snooze.ts'
import { fromDay } from '../calendar/local-date.ts'
import type { Actor } from '../contract/actor.ts'
import { serviceOf } from '../rights/service.ts'
import { trackOf } from '../rights/tracks.ts'
import type { CommandArgs, CommandName } from './index.ts'

const call = <N extends CommandName>(name: N, args: CommandArgs<N>): BulkCall => ({ name, args })

/** True when work is taken from a colleague: they and the supervisor want to know why. */
export function needsReason(act: BulkAct, body: DossierBody, actor: Actor): boolean {
  if (act.kind !== 'ASSIGN' && act.kind !== 'RELEASE') return false
  const assignee = assigneeOf(body, trackOf(actor))
  return assignee !== null && assignee !== actor.id
}

/** Both commands for a dossier as it stands; `reason` may be empty. */
export function bulkCalls(
  act: BulkAct,
  dossierId: string,
  body: DossierBody,
  actor: Actor,
  reason: string,
): { call: BulkCall; undo: BulkCall } {
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  switch (act.kind) {
    case 'ASSIGN':
    case 'RELEASE': {
      const track = trackOf(actor) ?? 'WORK'
      const from = assigneeOf(body, track)
      const assignee = act.kind === 'ASSIGN' ? act.assignee : null
      return {
        call: call('assignDossier', { dossierId, track, assignee, from, ...why }),
        undo: call('assignDossier', { dossierId, track, assignee: from, from: assignee }),
      }
    }
    case 'TAG': {
      const had = body.tags ?? []
      return {
        call: call('tagDossier', { dossierId, add: act.add, remove: act.remove, ...why }),
        undo: call('tagDossier', {
          dossierId,
          add: act.remove.filter((tag) => had.includes(tag)),
          remove: act.add.filter((tag) => !had.includes(tag)),
        }),
      }
    }
    case 'SNOOZE':
    case 'WAKE': {
      const seen = body.events.length
      const snooze = act.kind === 'WAKE' ? null : { until: act.until }
      return {
        call: call('snoozeDossier', { dossierId, snooze, seen }),
        undo: call('snoozeDossier', { dossierId, snooze: snoozeNow(body, actor), seen }),
      }
    }
  }
}

/**
 * Both commands for a mismatch as it stands. The way back needs a reason like every judgement: that
 * of the judgement before, or `back` where there was none.
 */
export function coverageCalls(
  { status, outcome, reason }: CoverageAct,
  row: CoverageRow,
  back: string,
): { call: BulkCall; undo: BulkCall } {
  const { id: findingId, ruleVersion, revision, personId, dossierId, declarationId, print } = row
  // Of a worker who is nobody's it is the signal of the declaration, also while nobody can tell the need.
  const code = row.code === 'M0' ? 'M1' : row.code
  const subject = personId === null ? { personId, declarationId } : { personId }
  const about = { findingId, code, ruleVersion, revision, ...subject, dossierId, print } as const
  const why = outcome === null ? {} : { outcome }
  return {
    call: call('judgeFinding', { ...about, status, ...why, from: row.saidStatus, reason }),
    undo: call('judgeFinding', {
      ...about,
      status: row.status,
      from: status,
      reason: row.reason ?? back,
    }),
  }
}

function snoozeNow(body: DossierBody, actor: Actor): { until: string | null } | null {
  const service = serviceOf(actor)
  const until = service === null ? NOT_SNOOZED : snoozedUntil(body, service)
  if (until === NOT_SNOOZED) return null
  return { until: until === UNTIL_EVENT ? null : fromDay(until) }
}
