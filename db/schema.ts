/**
 * The tables of the cache. Each kind of record has a narrow hot table with what lists, clocks,
 * links and rules need, and the cold table `body` row for row beside it with the whole body as
 * JSON. Column names are the property names, so that a raw row is already typed. Codes are stored
 * as positions in their list of domain/contract/codes.ts (`projection` in `meta` notices when a
 * list changed), dates as days since 1970-01-01. `row` numbers are local to one cache file.
 *
 * The SQL that makes these tables is in ./migrations; a test compares the two.
 */
// File by file: the whole of the library costs every thread that opens a cache 0.4 s.
import { blob } from 'drizzle-orm/sqlite-core/columns/blob'
import { integer } from 'drizzle-orm/sqlite-core/columns/integer'
import { real } from 'drizzle-orm/sqlite-core/columns/real'
import { text } from 'drizzle-orm/sqlite-core/columns/text'
import { index, uniqueIndex } from 'drizzle-orm/sqlite-core/indexes'
import { primaryKey } from 'drizzle-orm/sqlite-core/primary-keys'
import { sqliteTable } from 'drizzle-orm/sqlite-core/table'
import type { HandleKind } from '../domain/contract/codes.ts'
import type { RecordKind } from '../domain/contract/records.ts'

const head = {
  row: integer().primaryKey(),
  id: text().notNull(),
  /** Version of the record as the officer sees it: waiting commands included. */
  version: integer().notNull(),
}

export const dossier = sqliteTable(
  'dossier',
  {
    ...head,
    reference: text().notNull(),
    personId: text().notNull(),
    /** Row of the person; null while the person is not in the cache. */
    personRow: integer(),
    employerId: text(),
    employerRow: integer(),
    /** Row of the folded job title in `jobTitle`. */
    titleRow: integer().notNull(),
    /** The enterprise that filed, when it is not the employer itself. */
    filerId: text(),
    region: integer().notNull(),
    procedure: integer().notNull(),
    category: integer().notNull(),
    applicationType: integer().notNull(),
    workState: integer().notNull(),
    residenceState: integer().notNull(),
    closed: integer().notNull(),
    /** Set of the services that gave it out as an authorisation that stands: 1 region, 2 Immigration Office. */
    given: integer().notNull().default(0),
    /** Last authorised day; null: none, or without end. */
    authorisedTo: integer(),
    /** Last days for the answer or the advice that each track waits for (domain/dossier/requests.ts). */
    workWaits: integer(),
    residenceWaits: integer(),
    /** The leading clock (domain/dossier/clocks.ts); all null when none runs. */
    clock: integer(),
    clockStart: integer(),
    clockDue: integer(),
    clockAmber: integer(),
    clockOrange: integer(),
    clockRed: integer(),
    /** The last day on which it stands still for an answer. */
    clockStill: integer(),
    /** Triage of the open findings that concern it. */
    riskScore: integer().notNull().default(0),
    riskSeverity: integer(),
    /** Codes, strongest first, separated by spaces. */
    riskCodes: text(),
    /** Who handles it at the region, and at the Immigration Office (domain/dossier/assignee.ts). */
    assignee: text(),
    assigneeDvz: text(),
    /** Set of its tags, one bit per position in TAGS. */
    tags: integer().notNull().default(0),
    /** Day on which it comes back for each side; 0: not put aside (domain/dossier/snooze.ts). */
    snoozeRegion: integer().notNull().default(0),
    snoozeDvz: integer().notNull().default(0),
    submittedOn: integer().notNull(),
    /** Municipalities of work, separated by spaces: linking compares them. */
    workplaces: text().notNull().default(''),
    /** Of the keys of its compared papers together; empty: it has none. */
    papers: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('dossier_id').on(t.id),
    index('dossier_reference').on(t.reference),
    index('dossier_person').on(t.personId),
    index('dossier_employer').on(t.employerId, t.submittedOn),
    index('dossier_filer').on(t.filerId, t.submittedOn),
    index('dossier_title').on(t.titleRow),
  ],
)

export const person = sqliteTable(
  'person',
  {
    ...head,
    name: text().notNull(),
    /** Folded name: orders like the screen's languages do, and an index can hold it. */
    sortKey: text().notNull(),
    birthDate: text(),
    /** What linking reads of the names, packed by domain/linking/register. */
    identity: text().notNull().default(''),
    /** Its address as one line (domain/risk/handles.ts); null where no street is told. */
    home: text(),
  },
  (t) => [
    uniqueIndex('person_id').on(t.id),
    index('person_sort').on(t.sortKey),
    index('person_home').on(t.home),
  ],
)

export const enterprise = sqliteTable(
  'enterprise',
  { ...head, name: text().notNull(), sortKey: text().notNull(), country: text().notNull() },
  (t) => [uniqueIndex('enterprise_id').on(t.id), index('enterprise_sort').on(t.sortKey)],
)

export const mandate = sqliteTable(
  'mandate',
  { ...head, mandatorId: text().notNull(), mandataryId: text().notNull() },
  (t) => [
    uniqueIndex('mandate_id').on(t.id),
    index('mandate_mandator').on(t.mandatorId),
    index('mandate_mandatary').on(t.mandataryId),
  ],
)

export const declaration = sqliteTable(
  'declaration',
  {
    ...head,
    l1Number: text().notNull(),
    /** Exact identifiers of the worker as domain/linking normalises them. */
    insz: text(),
    passport: text(),
    birthDate: text(),
    fromDay: integer().notNull(),
    toDay: integer().notNull().default(0),
    /** Building site and first client of a declaration in force (domain/limosa/building-site.ts). */
    site: text(),
    /** What linking reads of the worker's names, packed by domain/linking/register. */
    identity: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('declaration_id').on(t.id),
    index('declaration_site').on(t.site),
    index('declaration_l1').on(t.l1Number),
    index('declaration_insz').on(t.insz),
    index('declaration_passport').on(t.passport),
  ],
)

export const presence = sqliteTable(
  'presence',
  { ...head, insz: text(), l1Number: text() },
  (t) => [
    uniqueIndex('presence_id').on(t.id),
    index('presence_insz').on(t.insz),
    index('presence_l1').on(t.l1Number),
  ],
)

export const a1 = sqliteTable(
  'a1',
  {
    ...head,
    /** Exact identifiers of the worker, as of a declaration. */
    insz: text(),
    passport: text(),
    birthDate: text(),
    /** The declaration with which it was shown, where no identifier tells the worker. */
    l1Number: text(),
    /** Issuing country and number; null while it is only requested. */
    numberKey: text(),
    /** Number of its employer where the form is false. */
    falseOf: text(),
    /** By what it is known where it tells neither a number of its worker nor a declaration. */
    formKey: text(),
  },
  (t) => [
    uniqueIndex('a1_id').on(t.id),
    index('a1_insz').on(t.insz),
    index('a1_passport').on(t.passport),
    index('a1_l1').on(t.l1Number),
    index('a1_number').on(t.numberKey),
    index('a1_false').on(t.falseOf),
    index('a1_form').on(t.formKey),
  ],
)

export const employment = sqliteTable('employment', { ...head, insz: text() }, (t) => [
  uniqueIndex('employment_id').on(t.id),
  index('employment_insz').on(t.insz),
])

export const control = sqliteTable('control', head, (t) => [uniqueIndex('control_id').on(t.id)])

/** By what each person whom a control met was known: INSZ, else the L1 number that was shown. */
export const controlMet = sqliteTable(
  'controlMet',
  {
    controlRow: integer()
      .notNull()
      .references(() => control.row, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.controlRow, t.value] }), index('controlMet_value').on(t.value)],
)

/** What other sources say of workers. */
export const workerLine = sqliteTable(
  'workerLine',
  {
    ...head,
    insz: text(),
    /** The declaration that tells the worker, where no number does. */
    l1Number: text(),
    /** Of a payment: where it went. */
    account: text(),
  },
  (t) => [
    uniqueIndex('workerLine_id').on(t.id),
    index('workerLine_insz').on(t.insz),
    index('workerLine_l1').on(t.l1Number),
    index('workerLine_account').on(t.account),
  ],
)

export const holding = sqliteTable('holding', head, (t) => [uniqueIndex('holding_id').on(t.id)])

/** What other registers say of enterprises. */
export const registerLine = sqliteTable(
  'registerLine',
  {
    ...head,
    source: text().notNull(),
    /** Number under which the enterprise is known. */
    enterprise: text(),
    director: text(),
    /** 1: it says something of its director wherever they direct. */
    weighs: integer().notNull().default(0),
    /** Of declared works: where they are, in one line, and the numbers of who orders and for whom it is. */
    place: text(),
    orderedBy: text(),
    principal: text(),
  },
  (t) => [
    uniqueIndex('registerLine_id').on(t.id),
    index('registerLine_enterprise').on(t.enterprise),
    index('registerLine_director').on(t.director),
    index('registerLine_place').on(t.place),
    index('registerLine_orderedBy').on(t.orderedBy),
    index('registerLine_principal').on(t.principal),
  ],
)

export const note = sqliteTable('note', { ...head, dossierId: text().notNull() }, (t) => [
  uniqueIndex('note_id').on(t.id),
  index('note_dossier').on(t.dossierId),
])

/** Its id is the id of the finding. */
export const findingJudgement = sqliteTable(
  'findingJudgement',
  {
    ...head,
    personId: text(),
    status: text().notNull(),
    enterpriseId: text(),
    /** Day on which its rule counts again for the subject; 0: it does (project/judgement.ts). */
    snoozed: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('findingJudgement_id').on(t.id),
    index('findingJudgement_person').on(t.personId, t.snoozed),
    index('findingJudgement_enterprise').on(t.enterpriseId, t.snoozed),
    index('findingJudgement_snoozed').on(t.snoozed),
  ],
)

/** Its id is the id of the declaration. */
export const linkJudgement = sqliteTable('linkJudgement', head, (t) => [
  uniqueIndex('linkJudgement_id').on(t.id),
])

export const savedView = sqliteTable('savedView', head, (t) => [
  uniqueIndex('savedView_id').on(t.id),
])

export const absence = sqliteTable('absence', head, (t) => [uniqueIndex('absence_id').on(t.id)])

/** How dossiers stood when their person last looked at them, the latest looks only. */
export const seen = sqliteTable('seen', {
  row: integer()
    .primaryKey()
    .references(() => dossier.row, { onDelete: 'cascade' }),
  version: integer().notNull(),
  /** Instant of the look: the oldest go first. */
  at: text().notNull(),
  /** The body as it was. */
  json: text().notNull(),
})
export const norm = sqliteTable('norm', head, (t) => [uniqueIndex('norm_id').on(t.id)])
export const rule = sqliteTable('rule', head, (t) => [uniqueIndex('rule_id').on(t.id)])
export const sample = sqliteTable('sample', head, (t) => [uniqueIndex('sample_id').on(t.id)])
export const departure = sqliteTable('departure', head, (t) => [
  uniqueIndex('departure_id').on(t.id),
])

export const report = sqliteTable('report', head, (t) => [uniqueIndex('report_id').on(t.id)])
/** Empty but for an intake that the gateway does not have yet. */
export const reporter = sqliteTable('reporter', head, (t) => [uniqueIndex('reporter_id').on(t.id)])

export const watch = sqliteTable('watch', head, (t) => [uniqueIndex('watch_id').on(t.id)])

export const controlRequest = sqliteTable('controlRequest', head, (t) => [
  uniqueIndex('controlRequest_id').on(t.id),
])

/** What happened to what is watched, as pulls brought it; of this desk alone. */
export const alert = sqliteTable('alert', {
  id: integer().primaryKey(),
  watchId: text().notNull(),
  code: text().notNull(),
  recordKind: text().notNull(),
  recordId: text().notNull(),
  /** JSON list of names of fields. */
  fields: text().notNull(),
  /** Instant at which this desk learned of it. */
  at: text().notNull(),
  seen: integer().notNull().default(0),
})

/** Hot table of each kind. */
export const HOT = {
  enterprise,
  person,
  mandate,
  dossier,
  declaration,
  presence,
  a1,
  employment,
  control,
  workerLine,
  holding,
  registerLine,
  note,
  findingJudgement,
  linkJudgement,
  savedView,
  absence,
  norm,
  rule,
  sample,
  report,
  reporter,
  departure,
  watch,
  controlRequest,
} as const satisfies Record<RecordKind, unknown>

/** Cold table of each kind: `row` of the hot table, body as JSON. */
export const coldTable = (kind: RecordKind): string => `${kind}Body`

/** Exact identifiers of persons (domain/linking/exact.ts). `type` as there, by name. */
export const identifier = sqliteTable(
  'identifier',
  {
    personRow: integer()
      .notNull()
      .references(() => person.row, { onDelete: 'cascade' }),
    value: text().notNull(),
    type: text({ enum: ['INSZ', 'INSZ_ALIAS', 'PASSPORT'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personRow, t.value, t.type] }),
    index('identifier_value').on(t.value),
  ],
)

/** Folded job titles, each once: many dossiers share few titles, and a search looks at each once. */
export const jobTitle = sqliteTable('jobTitle', {
  row: integer().primaryKey(),
  text: text().notNull().unique(),
})

/** Keys under which an enterprise is known: its numbers, and mentions that are linked to it. */
export const enterpriseNumber = sqliteTable(
  'enterpriseNumber',
  {
    enterpriseRow: integer()
      .notNull()
      .references(() => enterprise.row, { onDelete: 'cascade' }),
    value: text().notNull(),
    /** 1: the key of a mention that is linked to it; it is not its own. */
    linked: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.enterpriseRow, t.value] }),
    index('enterpriseNumber_value').on(t.value),
  ],
)

/** Keys of the posting employer and the clients of a declaration (domain/linking/mentions.ts). */
export const party = sqliteTable(
  'party',
  {
    declarationRow: integer()
      .notNull()
      .references(() => declaration.row, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.declarationRow, t.value] }), index('party_value').on(t.value)],
)

/** Keys of the tasks and places of a declaration in force (domain/limosa/same-task.ts). */
export const task = sqliteTable(
  'task',
  {
    declarationRow: integer()
      .notNull()
      .references(() => declaration.row, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.declarationRow, t.value] }), index('task_value').on(t.value)],
)

/** Keys of the compared papers of a dossier (domain/documents/compared.ts). */
export const paper = sqliteTable(
  'paper',
  {
    dossierRow: integer()
      .notNull()
      .references(() => dossier.row, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.dossierRow, t.value] }), index('paper_value').on(t.value)],
)

/** Findings of this desk; what people said about one is a `findingJudgement`. */
export const finding = sqliteTable(
  'finding',
  {
    id: text().primaryKey(),
    /** Whom it is about: a person, or an enterprise. */
    personId: text(),
    enterpriseId: text(),
    dossierId: text(),
    json: text().notNull(),
    /** The id that it had before, when it alone had it (judgements.ts). */
    formerId: text(),
  },
  (t) => [
    index('finding_person').on(t.personId),
    index('finding_enterprise').on(t.enterpriseId),
    index('finding_dossier').on(t.dossierId),
    index('finding_former').on(t.formerId),
  ],
)

/** By what an enterprise can be reached (domain/risk/handles.ts). Made by the pass over everybody. */
export const handle = sqliteTable(
  'handle',
  {
    kind: text().notNull().$type<HandleKind>(),
    value: text().notNull(),
    /** The number under which it is known; its id when it has none. */
    enterprise: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.value, t.enterprise] }),
    index('handle_enterprise').on(t.enterprise),
  ],
)

/** Who the worker of a declaration is, where no confirmed identifier tells. */
export const link = sqliteTable(
  'link',
  {
    /** Row of the declaration. */
    row: integer()
      .primaryKey()
      .references(() => declaration.row, { onDelete: 'cascade' }),
    /** The likeliest person; null: nobody comes near. */
    personId: text(),
    /** Position in BANDS. */
    band: integer().notNull(),
    /** JSON of domain/linking/register: the likeliest, at most three. */
    candidates: text().notNull(),
    /** What was compared of the likeliest person (domain/linking/judgements.ts), where it is asked. */
    facts: text(),
    /** 1: a person said so. */
    judged: integer().notNull().default(0),
    /** The worker's name, folded, each word after a space; null: the worker is linked (strangers.ts). */
    words: text(),
  },
  (t) => [index('link_person').on(t.personId), index('link_words').on(t.words)],
)

/**
 * Enterprises as declarations mention them under no number of the register, which may be one of it or were
 * judged not to be; others have no row.
 */
export const mention = sqliteTable(
  'mention',
  {
    /** As domain/linking/mentions.ts makes it; it stands in `party`. */
    key: text().primaryKey(),
    name: text().notNull(),
    country: text().notNull(),
    /** JSON: enterprise number and VAT number as they were told. */
    numbers: text().notNull(),
    /** The likeliest enterprise; null: there is none. */
    enterpriseId: text(),
    /** Position in BANDS. */
    band: integer().notNull(),
    /** JSON of domain/linking/enterprise-register.ts: the likeliest, at most three. */
    candidates: text().notNull(),
    /** JSON: ids of enterprises that somebody said it is not. */
    isNot: text().notNull(),
    /** What was compared of the likeliest (domain/linking/judgements.ts), where it is asked. */
    facts: text(),
    /** 1: a person said so. */
    judged: integer().notNull(),
  },
  (t) => [index('mention_enterprise').on(t.enterpriseId)],
)

/** Records whose coming, change or going may change links, until these are found anew. */
export const relink = sqliteTable(
  'relink',
  {
    n: integer().primaryKey(),
    kind: text({ enum: ['person', 'declaration', 'enterprise', 'mention'] }).notNull(),
    id: text().notNull(),
  },
  // Of mentions alone.
  (t) => [index('relink_mention').on(t.id)],
)

/** Confirmed image of each record that a waiting command changed; `json` null: there was none. */
export const shadow = sqliteTable(
  'shadow',
  {
    kind: text().notNull().$type<RecordKind>(),
    id: text().notNull(),
    version: integer().notNull(),
    json: text(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
)

/** Commands on their way: a settled one leaves; a refused one leaves its words in `attention`. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Number of this client, from 1 without holes. */
    n: integer().primaryKey(),
    name: text().notNull(),
    /** JSON. */
    args: text().notNull(),
    at: text().notNull(),
    /** What the desk's clock showed then, where that cannot have been the time. */
    deskAt: text(),
    /** Until when it waits on the desk and can be taken back; null: it goes out. */
    heldUntil: text(),
    /** 1: it went out at least once, and the gateway may know its number, also while its answer is missing. */
    sent: integer().notNull().default(1),
    /** Local date of the act and who acted (JSON): a replay decides as they did. */
    today: text().notNull(),
    actor: text().notNull(),
    /** PENDING: not answered. ANSWERED: the gateway dealt with it, the change feed will settle it. */
    state: text({ enum: ['PENDING', 'ANSWERED'] }).notNull(),
    /** What the gateway answered; null while it has not, or when the answer was lost. */
    outcome: text({ enum: ['ACCEPTED', 'REFUSED'] }),
    code: text(),
    /** What the refusal said besides its code (JSON); null when nothing. */
    details: text(),
    /** Times that the feed was read to its end since the answer came: see `settleSilently`. */
    rounds: integer().notNull().default(0),
    dossierId: text(),
    /** What its lane is about, `kind/id`; null when it stands on nothing. */
    lane: text(),
    /** Number of the command that it stands on, as it is sent; never changes under one client name. */
    after: integer(),
    /** 1: it has an effect on what the desk shows, as last decided. */
    effect: integer().notNull().default(1),
    /** The refused act that holds it back (JSON); the gateway will refuse it too. */
    held: text(),
  },
  (t) => [index('outbox_lane').on(t.lane), index('outbox_after').on(t.after)],
)

/** Records that a waiting command names or writes. */
export const outboxRef = sqliteTable(
  'outboxRef',
  {
    n: integer()
      .notNull()
      .references(() => outbox.n, { onDelete: 'cascade' }),
    kind: text().notNull().$type<RecordKind>(),
    id: text().notNull(),
    /** 1: the command writes it when it is accepted; 0: it only reads it. */
    written: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id, t.n] }), index('outboxRef_n').on(t.n)],
)

/** Refused commands with the officer's words, until dismissed. */
export const attention = sqliteTable('attention', {
  n: integer().primaryKey(),
  name: text().notNull(),
  args: text().notNull(),
  at: text().notNull(),
  code: text().notNull(),
  /** What the refusal said besides its code (JSON); null when nothing. */
  details: text(),
  dossierId: text(),
  /** For HELD_BACK: the refused act that it stood on (JSON). */
  heldBy: text(),
})

/** Records whose body did not fit the contract: kept out, counted. */
export const rejected = sqliteTable(
  'rejected',
  { kind: text().notNull(), id: text().notNull(), version: integer().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
)

/** Entries of the access log that the gateway does not have yet. */
export const accessEntry = sqliteTable(
  'accessEntry',
  {
    row: integer().primaryKey(),
    /** Name under which they are numbered, from 1 without holes. */
    client: text().notNull(),
    n: integer().notNull(),
    /** Who looked: an entry is never sent under another person's name. */
    actor: text().notNull(),
    /** JSON. */
    note: text().notNull(),
    /** 1: handed out, the gateway may have it; it stays as it is. */
    sent: integer().notNull(),
    /** Code with which the gateway refuses this entry for good; null: it waits to be sent. */
    refused: text(),
  },
  (t) => [
    uniqueIndex('accessEntry_number').on(t.client, t.n),
    index('accessEntry_actor').on(t.actor),
  ],
)

/** Contents of documents that were looked at. */
export const documentContent = sqliteTable(
  'documentContent',
  {
    dossierId: text().notNull(),
    hash: text().notNull(),
    bytes: blob({ mode: 'buffer' }).notNull(),
    /** Instant; the longest unused ones make room. */
    usedAt: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.hash] })],
)

/** Contents that acts name which are on their way or were refused: they make room for nothing. */
export const contentToSend = sqliteTable('contentToSend', {
  hash: text().notNull().primaryKey(),
  dossierId: text().notNull(),
  /** 1: the gateway has it, and its act is not settled yet. */
  sent: integer().notNull().default(0),
})

/** New findings of each rule by day; code `*`: the day was watched. */
export const ruleDay = sqliteTable(
  'ruleDay',
  { code: text().notNull(), day: text().notNull(), fired: integer().notNull() },
  (t) => [primaryKey({ columns: [t.code, t.day] })],
)

/** Rules that fired far above their normal rate. */
export const ruleHold = sqliteTable('ruleHold', {
  code: text().primaryKey(),
  since: text().notNull(),
  fired: integer().notNull(),
  normal: real().notNull(),
})

const aside = { id: text().primaryKey(), code: text().notNull(), subject: text().notNull() }

/** Findings of held rules, shown to nobody. `subject` as in host/analysis. */
export const heldFinding = sqliteTable('heldFinding', aside, (t) => [
  index('heldFinding_subject').on(t.subject),
])

/** What drafts that run along see, shown to nobody. */
export const shadowFinding = sqliteTable('shadowFinding', aside, (t) => [
  index('shadowFinding_subject').on(t.subject),
])

/** What the rules read of everybody, in pieces of neighbouring persons: see fact-pieces.ts. */
export const factPiece = sqliteTable('factPiece', {
  piece: integer().primaryKey(),
  stamp: text().notNull(),
  members: blob({ mode: 'buffer' }).notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
})

/** What was measured of enterprises, in parts of neighbouring rows: see enterprise-measures.ts. */
export const enterprisePart = sqliteTable('enterprisePart', {
  part: integer().primaryKey(),
  stamp: text().notNull(),
  rows: blob({ mode: 'buffer' }).notNull(),
  measures: blob({ mode: 'buffer' }).notNull(),
})

/** Dossiers by month of filing, `YYYY-MM`: triggers on `dossier` keep it. */
export const filedMonth = sqliteTable('filedMonth', {
  month: text().primaryKey(),
  count: integer().notNull(),
})

/** Enterprises of which a record does not give a handle any more: another may. */
export const handleDoubt = sqliteTable('handleDoubt', {
  n: integer().primaryKey(),
  enterprise: text().notNull(),
})

/** Records whose pieces are older than they are. */
export const factChange = sqliteTable('factChange', {
  n: integer().primaryKey(),
  kind: text().notNull(),
  id: text().notNull(),
})

export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })

export const TABLES = {
  ...HOT,
  identifier,
  jobTitle,
  enterpriseNumber,
  party,
  task,
  paper,
  controlMet,
  finding,
  handle,
  link,
  mention,
  relink,
  shadow,
  outbox,
  outboxRef,
  attention,
  alert,
  rejected,
  accessEntry,
  seen,
  documentContent,
  ruleDay,
  ruleHold,
  heldFinding,
  shadowFinding,
  factPiece,
  enterprisePart,
  filedMonth,
  factChange,
  handleDoubt,
  meta,
} as const
