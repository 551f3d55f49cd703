/**
 * Tables of the gateway as drizzle sees them. The statements that make them stand in
 * migrations.ts; a test compares both.
 */
import {
  bigint,
  boolean,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { ACCESS_ACTIONS, ACCESS_SUBJECTS } from '../domain/access/codes.ts'
import { REGIONS, ROLES, TRACKS } from '../domain/contract/codes.ts'

/** One row: who this gateway is, and the number of the last committed change. */
export const gateway = pgTable('gateway', {
  single: smallint('single').primaryKey(),
  id: text('id').notNull(),
  head: bigint('head', { mode: 'number' }).notNull(),
  /** Secret, see register-keys.ts. */
  registerKey: text('register_key').notNull(),
})

/** Current state of every record. `body` is JSON text, passed through without parsing. */
export const record = pgTable(
  'record',
  {
    kind: smallint('kind').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    /** Bit mask, see scopes.ts. */
    scopes: smallint('scopes').notNull(),
    /** The record whose scopes this one follows; null when it has its own. */
    parentKind: smallint('parent_kind'),
    parentId: text('parent_id'),
    body: text('body').notNull(),
    /** Who has it besides the scopes; null: nobody. */
    owner: text('owner'),
    /** By what it names persons, enterprises and declarations, see names.ts; null: it names nobody. */
    names: text('names').array(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** Every change of every record, numbered in commit order; all rows of a transaction share `n`. */
export const change = pgTable(
  'change',
  {
    n: bigint('n', { mode: 'number' }).notNull(),
    seq: integer('seq').notNull(),
    kind: smallint('kind').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    /** Who could see the record before this change, and who can after it. */
    scopesBefore: smallint('scopes_before').notNull(),
    scopesAfter: smallint('scopes_after').notNull(),
    body: text('body').notNull(),
    owner: text('owner'),
  },
  (table) => [primaryKey({ columns: [table.n, table.seq] })],
)

/** A row of an extract ended a record that was not there yet: when that comes, it is ended already. */
export const importEnd = pgTable(
  'import_end',
  {
    kind: smallint('kind').notNull(),
    id: text('id').notNull(),
    /** A local date; null where the end has none. */
    since: text('since'),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** A desk that sends commands. `last` is the number of its last command dealt with. */
export const client = pgTable('client', {
  id: text('id').primaryKey(),
  /** The person who used it first; nobody else may. */
  owner: text('owner').notNull(),
  last: integer('last').notNull(),
})

/** The verdict on every command, kept so that a repeat gets the same answer. */
export const commandResult = pgTable(
  'command_result',
  {
    client: text('client').notNull(),
    n: integer('n').notNull(),
    /** Number of the transaction that settled it. */
    change: bigint('change', { mode: 'number' }).notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the command: another command under a used number is not a repeat. */
    digest: text('digest').notNull(),
    outcome: text('outcome', { enum: ['ACCEPTED', 'REFUSED'] }).notNull(),
    code: text('code'),
    /** Details of the refusal, JSON text. */
    details: text('details'),
    /** What the desk's clock showed at the act, and when the command came; null: before this was kept. */
    deskAt: bigint('desk_at', { mode: 'number' }),
    receivedAt: bigint('received_at', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.client, table.n] })],
)

/** Who signed out everywhere: sign-ins before `notBefore` no longer count. Milliseconds since 1970. */
export const signOut = pgTable('sign_out', {
  person: text('person').primaryKey(),
  /** When the person asked for it. */
  at: bigint('at', { mode: 'number' }).notNull(),
  notBefore: bigint('not_before', { mode: 'number' }).notNull(),
})

/** People known to this gateway: whoever signed in once, or was loaded with the practice world. */
export const colleague = pgTable('colleague', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  region: text('region', { enum: REGIONS }),
})

/** A desk as it numbers its entries of the access log: another name than that of its commands. */
export const accessClient = pgTable('access_client', {
  id: text('id').primaryKey(),
  owner: text('owner').notNull(),
  last: integer('last').notNull(),
})

/** One row: the last entry of the access log. Its lock puts entries in commit order. */
export const accessHead = pgTable('access_head', {
  single: smallint('single').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
})

/** Who looked at whom and why. `entry` is the text that is chained; the columns only find it. */
export const accessLog = pgTable('access_log', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  /** Null with its number: the gateway's own entry about somebody who read the log. */
  client: text('client'),
  n: integer('n'),
  userId: text('user_id').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  region: text('region', { enum: REGIONS }),
  /** As what the person sent it, where that differs. */
  sentRole: text('sent_role', { enum: ROLES }),
  sentRegion: text('sent_region', { enum: REGIONS }),
  /** ISO-8601 in UTC: sorts as text. */
  at: text('at').notNull(),
  action: text('action', { enum: ACCESS_ACTIONS }).notNull(),
  subjectKind: text('subject_kind', { enum: ACCESS_SUBJECTS }).notNull(),
  subjectId: text('subject_id'),
  dossierId: text('dossier_id'),
  entry: text('entry').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
})

/** Persons whose data an entry says were shown. */
export const accessPerson = pgTable(
  'access_person',
  {
    person: text('person').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.seq] })],
)

/** Who sent which content: whoever did not may not name it in a command. */
export const contentSent = pgTable(
  'content_sent',
  {
    hash: text('hash').notNull(),
    actor: text('actor').notNull(),
    /** Milliseconds since 1970. */
    at: bigint('at', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.hash, table.actor] })],
)

/** How much a person sent on a day, in bytes. */
export const uploadDay = pgTable(
  'upload_day',
  {
    actor: text('actor').notNull(),
    /** A local date. */
    day: text('day').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.day] })],
)

/** Contents of documents: SHA-256 of the bytes names them. */
export const documentContent = pgTable('document_content', {
  hash: text('hash').primaryKey(),
  /** Base64, as it travels. */
  content: text('content').notNull(),
  /** False: sent, and no accepted command has put it on a dossier yet. */
  named: boolean('named').notNull().default(true),
})

/** Dossiers that stand open on desks; unlogged: after a crash of the server nobody has one open. */
export const opened = pgTable('opened', {
  /** The desk's hint stream. */
  stream: text('stream').primaryKey(),
  person: text('person').notNull(),
  track: text('track', { enum: TRACKS }).notNull(),
  dossierId: text('dossier').notNull(),
  /** Who may know it: the scopes of the dossier. */
  scopes: smallint('scopes').notNull(),
  until: timestamp('until', { withTimezone: true }).notNull(),
})
