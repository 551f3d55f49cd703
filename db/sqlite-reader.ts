import type { LocalDate } from '../domain/calendar/local-date.ts'
import type { CoverageRow } from '../domain/contract/coverage.ts'
import type { Span } from '../domain/calendar/spans.ts'
import type { MentionLink, ProposedLink } from '../domain/contract/links.ts'
import type { WaitingLane } from '../domain/contract/sync-details.ts'
import type { Finding, JudgedFinding } from '../domain/contract/findings.ts'
import type { RecordKind, ReportBody, TandemRecord } from '../domain/contract/records.ts'
import type { NetworkAround, NodeRef } from '../domain/contract/network.ts'
import type { WatchList } from '../domain/contract/watch.ts'
import type { ReportProposal } from '../domain/contract/reports.ts'
import type { WireCommand } from '../domain/contract/sync.ts'
import type { AttentionItem, SearchHit } from '../domain/contract/workbench.ts'
import type { Contact } from '../domain/rights/offline-age.ts'
import type { EnterpriseFacts } from '../domain/risk/enterprise-facts.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { countRecords } from './apply-page.ts'
import type {
  CacheReader,
  CacheState,
  ComparisonParts,
  DeclarationLink,
  DeskContext,
  DossierParts,
  EnterpriseParts,
  EnterpriseWorkers,
  FewKind,
  OutboxCounts,
  PersonParts,
  RecordView,
} from './cache.ts'
import { readCoverage } from './coverage.ts'
import { type CacheDiagnosis, diagnose, isWhole, waitingLanes } from './diagnosis.ts'
import { attentionItems, nextCommands, outboxCounts, tryCommand } from './commands.ts'
import { openContests, type OpenContest } from './contests.ts'
import { Everybody } from './everybody.ts'
import { readEnterpriseFacts } from './enterprise-facts.ts'
import { areStored, type FindingsOf } from './findings.ts'
import { type HandleDifferences, handleDifferences } from './handles.ts'
import { enterpriseWorkers } from './enterprise-workers.ts'
import { declarationLink, proposedLinks } from './link-pages.ts'
import { proposedMentions } from './mentions.ts'
import { contentToSend, readContent, type Content } from './contents.ts'
import { personOfDeclaration } from './links.ts'
import { areMasksConfirmed, readContact, readMeta, readState } from './meta.ts'
import { type Damps, readAround, labelOfNode } from './network.ts'
import {
  findingsAbout,
  readComparisonParts,
  readDossierParts,
  readFindingsElsewhere,
  readEnterpriseOf,
  readEnterpriseParts,
  readFew,
  readPersonParts,
  readStrangerSignal,
} from './pages.ts'
import { readFactsOfMany, readPersonFacts } from './person-facts.ts'
import type { QueueSource } from './queue-rows.ts'
import { queueSource } from './queue-source.ts'
import { readRecord } from './record-store.ts'
import { readProposals } from './reports.ts'
import { ruleWatch, type RuleWatch } from './rule-watch.ts'
import { linkSource, type LinkSource } from './relink.ts'
import { searchAll } from './search.ts'
import type { ReadDb } from './sqlite.ts'
import { declarationsOfStranger } from './strangers.ts'
import { readWatches } from './watch.ts'

/** Reads through a handle that may or may not be able to write; it never does. */
export class SqliteReader implements CacheReader {
  readonly queue: QueueSource
  readonly links: LinkSource
  readonly rules: RuleWatch
  readonly #db: ReadDb

  constructor(db: ReadDb) {
    this.#db = db
    this.queue = queueSource(db)
    this.links = linkSource(db)
    this.rules = ruleWatch(db)
  }

  state(): CacheState {
    return readState(this.#db)
  }

  areMasksConfirmed(): boolean {
    return areMasksConfirmed(this.#db)
  }

  contact(): Contact | null {
    return readContact(this.#db)
  }

  counts(): Record<RecordKind, number> {
    return countRecords(this.#db)
  }

  record<K extends RecordKind>(kind: K, id: string): TandemRecord<K> | null {
    return readRecord(this.#db, kind, id)
  }

  few<K extends FewKind>(kind: K): RecordView<K>[] {
    return readFew(this.#db, kind)
  }

  tryCommand(call: { name: string; args: unknown }, context: DeskContext): string | null {
    return tryCommand(this.#db, call, context)
  }

  dossierParts(id: string): DossierParts | null {
    return readDossierParts(this.#db, id)
  }

  findingsElsewhere(of: {
    personId: string
    dossierId: string
  }): Pick<Finding, 'id' | 'dossierId'>[] {
    return readFindingsElsewhere(this.#db, of)
  }

  personParts(id: string): PersonParts | null {
    return readPersonParts(this.#db, id)
  }

  enterpriseParts(id: string, max: number): EnterpriseParts | null {
    return readEnterpriseParts(this.#db, id, max)
  }

  personsOfDeclarations(ids: readonly string[]): string[] {
    return ids.flatMap((id) => personOfDeclaration(this.#db, id) ?? [])
  }

  enterpriseOf(number: string): TandemRecord<'enterprise'> | null {
    return readEnterpriseOf(this.#db, number)
  }

  comparisonParts(personId: string): ComparisonParts | null {
    return readComparisonParts(this.#db, personId)
  }

  proposedMentions(): MentionLink[] {
    return this.#db.still(() => proposedMentions(this.#db))
  }

  proposedLinks(): ProposedLink[] {
    return proposedLinks(this.#db)
  }

  enterpriseWorkers(id: string, span: Span): EnterpriseWorkers | null {
    return enterpriseWorkers(this.#db, id, span)
  }

  declarationsOfStranger(id: string): TandemRecord<'declaration'>[] {
    return declarationsOfStranger(this.#db, id)
  }

  declarationLink(id: string): DeclarationLink {
    return declarationLink(this.#db, id)
  }

  reportProposals(body: ReportBody): ReportProposal[] {
    return readProposals(this.#db, body)
  }

  findingsAbout(ids: readonly string[]): JudgedFinding[] {
    return findingsAbout(this.#db, ids)
  }

  networkAround(ref: NodeRef, damps: Damps): NetworkAround | null {
    return readAround(this.#db, ref, damps)
  }

  networkLabel(key: string): string | null {
    return labelOfNode(this.#db, key)
  }

  watches(): WatchList {
    return readWatches(this.#db)
  }

  coverage(today: LocalDate): CoverageRow[] {
    return readCoverage(this.#db, today)
  }

  strangerSignal(finding: Finding): JudgedFinding {
    return readStrangerSignal(this.#db, finding)
  }

  personFacts(personId: string): PersonFacts | null {
    return readPersonFacts(this.#db, personId)
  }

  factsOfPersons(personIds: readonly string[]): Map<string, PersonFacts> {
    return this.#db.still(() => readFactsOfMany(this.#db, personIds))
  }

  enterpriseFacts(enterpriseId: string): EnterpriseFacts | null {
    return readEnterpriseFacts(this.#db, enterpriseId)
  }

  everybody(): Everybody {
    return new Everybody(this.#db)
  }

  openContests(): OpenContest[] {
    return openContests(this.#db)
  }

  areStored(of: FindingsOf): boolean {
    return areStored(this.#db, of)
  }

  enterpriseIds(after: string | null, limit: number): string[] {
    return this.#db.column<string>('SELECT id FROM enterprise WHERE id > ? ORDER BY id LIMIT ?', [
      after ?? '',
      limit,
    ])
  }

  handleDifferences(): HandleDifferences {
    return this.#db.still(() => handleDifferences(this.#db))
  }

  personIds(after: string | null, limit: number): string[] {
    return this.#db.column<string>('SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?', [
      after ?? '',
      limit,
    ])
  }

  search(text: string, limit: number): SearchHit[] {
    return searchAll(this.#db, text, limit)
  }

  outboxCounts(): OutboxCounts {
    return outboxCounts(this.#db)
  }

  nextCommands(limit: number, now?: string): WireCommand[] {
    return nextCommands(this.#db, limit, now)
  }

  attention(): AttentionItem[] {
    return attentionItems(this.#db)
  }

  contentToSend(hash: string): Content | null {
    return contentToSend(this.#db, hash)
  }

  content(dossierId: string, hash: string): Buffer | null {
    return readContent(this.#db, dossierId, hash)
  }

  diagnosis(): CacheDiagnosis {
    return diagnose(this.#db)
  }

  waitingLanes(limit: number): WaitingLane[] {
    return waitingLanes(this.#db, limit)
  }

  isWhole(): boolean {
    return isWhole(this.#db)
  }

  findingsDate(): string | null {
    return readMeta(this.#db, 'findingsDate')
  }

  close(): void {
    this.#db.close()
  }
}
