import { isLeafed } from '../domain/access/same-look.ts'
import type { AccessNote } from '../domain/contract/access.ts'
import type { Decided } from '../domain/contract/conflict.ts'
import type { FindingCode } from '../domain/contract/codes.ts'
import { type ErrorCode, TandemError } from '../domain/contract/errors.ts'
import type { Change, ChangePage, CommandAnswers, Me } from '../domain/contract/sync.ts'
import {
  accessTaken,
  sendAccessAgain,
  setAsideAccess,
  amendAccess,
  nextAccess,
  noteAccess,
  renameAccess,
  type AccessParcel,
  type AccessRef,
} from './access-log.ts'
import type { Contact } from '../domain/rights/offline-age.ts'
import type { CommandResult, SentAgain, TakenBack } from '../domain/contract/workbench.ts'
import { applyPage, judgeDeletions } from './apply-page.ts'
import type { BulkWriter, Cache, Changed, DeskContext, Rejected, Touched } from './cache.ts'
import { renumberOutbox } from './carry-over.ts'
import { Affected } from './affected.ts'
import { type EnterprisePart, keepPart } from './enterprise-measures.ts'
import { ChangeLog, touchedBy } from './change-log.ts'
import {
  dismiss,
  goesOut,
  queueCommand,
  recordAnswers,
  releaseHeld,
  sendAgain,
  stepAside,
  takeBack,
  withdraw,
} from './commands.ts'
import {
  dropFactChanges,
  type FactPiece,
  keepPieces,
  lastFactChange,
  PieceForgetter,
} from './fact-pieces.ts'
import { type FindingsOf, writeFindings } from './findings.ts'
import { addHandles, dropHandles, settleHandles, stillGiven, stillGone } from './handles.ts'
import { contentSent, keepContent, keepToSend, type Content } from './contents.ts'
import { confirmMasks, dropMeta, readState, writeContact, writeMeta } from './meta.ts'
import { RecordStore } from './record-store.ts'
import { type LinkWork, writeLinks } from './relink.ts'
import { replay } from './replay.ts'
import { release, tidyWatch, type WatchWrite, writeWatch } from './rule-watch.ts'
import type { Around, WriteDb } from './sqlite.ts'
import { lookAt, type Seen } from './seen.ts'
import { alertsOfLinks, alertsOfMentions, seeAlerts, storeAlerts, tellEnded } from './watch.ts'
import { comingBack, dayOf } from './snoozes.ts'
import { SqliteReader } from './sqlite-reader.ts'
import { renewEmployerRisk, renewRisk } from './triage.ts'

/** The one writer of a cache file. */
export class SqliteCache extends SqliteReader implements Cache, BulkWriter {
  readonly #db: WriteDb
  /** Of the parts whose touched nobody asked for yet; one that was rolled back leaves too many. */
  #affected = new Affected()
  /** What the pieces of facts hold, as the last part left them, while no other handle writes. */
  #pieces: { forgetter: PieceForgetter; at: number } | null = null
  /** Other handles that move the log now. */
  #movers = 0

  constructor(db: WriteDb) {
    super(db)
    this.#db = db
  }

  applyPage(page: ChangePage): Changed & { rejected: Rejected; forgotten: boolean } {
    return this.#db.transaction(() => {
      const store = new RecordStore(this.#db)
      const rejected = applyPage(this.#db, store, page)
      return { ...store.log.changed(this.#db), rejected, forgotten: store.log.forgotten }
    })
  }

  applyPart(page: ChangePage): ReturnType<BulkWriter['applyPart']> {
    const known = this.#pieces
    // A part that is rolled back leaves them as they were.
    this.#pieces = null
    const { pieces, ...done } = this.#db.transaction(() => {
      const at = this.#db.othersWrote()
      const pieces = known?.at === at ? known : { forgetter: new PieceForgetter(this.#db), at }
      const store = new RecordStore(this.#db, new ChangeLog(this.#affected), pieces.forgetter)
      const rejected = applyPage(this.#db, store, page)
      return { pieces, ...store.log.written(), rejected, forgotten: store.log.forgotten }
    })
    this.#pieces = pieces
    return done
  }

  touched(): Touched {
    const touched = touchedBy(this.#db, this.#affected)
    this.#affected = new Affected()
    return touched
  }

  judgeDeletions(changes: readonly Change[]): void {
    judgeDeletions(this.#db, changes)
  }

  acceptDeletions(): void {
    writeMeta(this.#db, 'deletionsAccepted', 'yes')
  }

  queueCommand(
    call: { name: string; args: unknown },
    context: DeskContext,
    content?: Content,
  ): { result: CommandResult; changed: Changed } {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      const result = queueCommand(this.#db, store, call, context)
      if (content && result.outcome === 'QUEUED') keepToSend(this.#db, content)
      return { result, changed: store.log.changed(this.#db) }
    })
  }

  queueCommands(
    calls: readonly { name: string; args: unknown }[],
    context: DeskContext,
  ): { results: CommandResult[]; changed: Changed } {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      const results = calls.map((call) => queueCommand(this.#db, store, call, context))
      return { results, changed: store.log.changed(this.#db) }
    })
  }

  lookAt(dossierId: string, at: string): { before: Seen | null; changed: Changed } {
    return this.#db.transaction(() => {
      const log = new ChangeLog()
      const before = lookAt(this.#db, log, dossierId, at)
      return { before, changed: log.changed(this.#db) }
    })
  }

  recordAnswers(answers: CommandAnswers): void {
    this.#db.transaction(() => recordAnswers(this.#db, answers))
  }

  renumberOutbox(): Changed {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      renumberOutbox(this.#db, store)
      return store.log.changed(this.#db)
    })
  }

  withdrawCommand(n: number, code: ErrorCode): Changed {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      replay(this.#db, store, new Map(), withdraw(this.#db, store, n, code))
      return store.log.changed(this.#db)
    })
  }

  goesOut(last: number): void {
    this.#db.durably(() => goesOut(this.#db, last))
  }

  stepAside(n: number): { numbers: ReadonlyMap<number, number>; changed: Changed } {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      const { numbers, written } = stepAside(this.#db, store, n)
      replay(this.#db, store, new Map(), written)
      return { numbers, changed: store.log.changed(this.#db) }
    })
  }

  takeBack(n: number, now: string): { result: TakenBack; changed: Changed } {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      const { result, written } = takeBack(this.#db, store, n, now)
      replay(this.#db, store, new Map(), written)
      return { result, changed: store.log.changed(this.#db) }
    })
  }

  keepContent(content: Parameters<Cache['keepContent']>[0]): void {
    this.#db.transaction(() => keepContent(this.#db, content))
  }

  contentSent(hash: string): void {
    this.#db.transaction(() => contentSent(this.#db, hash))
  }

  seeAlerts(ids: readonly number[]): void {
    this.#db.transaction(() => seeAlerts(this.#db, ids))
  }

  releaseHeld(): void {
    this.#db.transaction(() => releaseHeld(this.#db))
  }

  sendAgain(
    refused: { n: number; decided: Decided },
    context: DeskContext,
  ): { result: SentAgain; changed: Changed } {
    return this.#db.durably(() => {
      const store = new RecordStore(this.#db)
      const result = sendAgain(this.#db, store, refused, context)
      return { result, changed: store.log.changed(this.#db) }
    })
  }

  dismissAttention(n: number): void {
    this.#db.transaction(() => dismiss(this.#db, n))
  }

  noteAccess(note: AccessNote): AccessRef {
    return this.#db.durably(() => noteAccess(this.#db, readState(this.#db).actor.id, note))
  }

  amendAccess(ref: AccessRef, note: AccessNote): boolean {
    const amend = () => amendAccess(this.#db, ref, note)
    // Whoever leafs does not wait for the disk: a power cut may take the last page, never the look.
    return isLeafed(note) ? this.#db.transaction(amend) : this.#db.durably(amend)
  }

  nextAccess(limit: number): AccessParcel | null {
    return this.#db.durably(() => nextAccess(this.#db, readState(this.#db).actor, limit))
  }

  accessTaken(client: string, last: number): void {
    this.#db.transaction(() => accessTaken(this.#db, client, last))
  }

  renameAccess(client: string): void {
    this.#db.durably(() => renameAccess(this.#db, client))
  }

  setAsideAccess(ref: AccessRef, code: ErrorCode): void {
    this.#db.durably(() => setAsideAccess(this.#db, ref, code))
  }

  sendAccessAgain(): void {
    this.#db.durably(() => sendAccessAgain(this.#db, readState(this.#db).actor.id))
  }

  writeLinks(work: LinkWork): Changed & { proposed: number } {
    return this.#db.transaction(() => {
      const log = new ChangeLog()
      const { persons, enterprises, proposed, linked, named } = writeLinks(this.#db, work)
      storeAlerts(this.#db, alertsOfLinks(this.#db, linked))
      storeAlerts(this.#db, alertsOfMentions(this.#db, named))
      if (persons.length > 0) log.kinds.add('person')
      if (enterprises.length > 0) log.kinds.add('enterprise')
      for (const id of [...persons, ...enterprises]) log.ids.add(id)
      return { ...log.changed(this.#db), persons, enterprises, proposed }
    })
  }

  writeFindings(entries: readonly FindingsOf[], watch?: WatchWrite): Changed {
    return this.#db.transaction(() => {
      const log = new ChangeLog()
      if (watch) writeWatch(this.#db, watch)
      // The windows count what is held back and what runs along.
      if (watch && watch.holds.length + watch.held.length + watch.shadow.length > 0) {
        log.kinds.add('rule')
      }
      for (const entry of entries) writeFindings(this.#db, log, entry)
      return log.changed(this.#db)
    })
  }

  releaseRule(code: FindingCode): void {
    this.#db.transaction(() => release(this.#db, code))
  }

  tidyWatch(shadows: readonly FindingCode[]): void {
    this.#db.transaction(() => tidyWatch(this.#db, shadows))
  }

  writeHandles({ added, gone, upTo }: Parameters<Cache['writeHandles']>[0]): void {
    this.#db.transaction(() => {
      dropHandles(this.#db, stillGone(this.#db, gone))
      addHandles(this.#db, stillGiven(this.#db, added))
      if (upTo !== null) settleHandles(this.#db, upTo)
    })
  }

  lastFactChange(): number {
    return lastFactChange(this.#db)
  }

  keepPieces(pieces: readonly FactPiece[]): void {
    this.#pieces = null
    if (pieces.length > 0) this.#db.transaction(() => keepPieces(this.#db, pieces))
  }

  keepPart(part: EnterprisePart): void {
    this.#db.transaction(() => keepPart(this.#db, part))
  }

  piecesHold(upTo: number): void {
    this.#db.transaction(() => dropFactChanges(this.#db, upTo))
  }

  beginDay(today: string): Changed {
    return this.#db.transaction(() => {
      const log = new ChangeLog()
      const before = dayOf(this.#db)
      if (before !== today) {
        writeMeta(this.#db, 'day', today)
        for (const { personId, enterpriseId } of comingBack(this.#db, before, today)) {
          if (personId !== null) renewRisk(this.#db, personId, log)
          else if (enterpriseId !== null) renewEmployerRisk(this.#db, enterpriseId, log)
        }
      }
      if (tellEnded(this.#db, today)) log.kinds.add('watch')
      return log.changed(this.#db)
    })
  }

  setFindingsDate(date: string | null): void {
    if (date === null) dropMeta(this.#db, 'findingsDate')
    else writeMeta(this.#db, 'findingsDate', date)
  }

  setMe(me: Me): void {
    const { gatewayId, actor } = readState(this.#db)
    if (me.gatewayId !== gatewayId) {
      throw new TandemError('GATEWAY_BAD_ANSWER', { reason: 'another gateway' })
    }
    const { id, role, region } = me.actor
    if (id !== actor.id || role !== actor.role || region !== actor.region) {
      throw new TandemError('FORBIDDEN', { reason: 'the cache was filled for other rights' })
    }
    this.#db.transaction(() => {
      writeMeta(this.#db, 'actor', JSON.stringify(me.actor))
      writeMeta(this.#db, 'colleagues', JSON.stringify(me.colleagues))
    })
  }

  setUpToDateAt(instant: string): void {
    writeMeta(this.#db, 'upToDateAt', instant)
  }

  setContact(contact: Contact): void {
    writeContact(this.#db, contact)
  }

  confirmMasks(): void {
    confirmMasks(this.#db)
  }

  refuseMasks(): void {
    this.#db.durably(() => dropMeta(this.#db, 'masks'))
  }

  moveLog(): void {
    this.#db.moveLog()
  }

  tryClearLog(): boolean {
    return this.#db.tryClearLog()
  }

  tendLog(isTended: boolean): void {
    this.#movers += isTended ? -1 : 1
    this.#db.tendLog(this.#movers === 0)
  }

  hold(around: Around): void {
    this.#db.hold(around)
  }

  release(): void {
    this.#db.release()
  }
}
