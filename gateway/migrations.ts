/**
 * Migrations of the gateway's database: numbered, hashed, forward only. All that are missing run
 * in one transaction under a lock, so that gateways that start together do not collide. An edited
 * migration and a database from a newer version are refused.
 */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rows, type Database, type Queries } from './database.ts'
import { StartError } from './start-error.ts'

export interface Migration {
  n: number
  name: string
  statements: readonly string[]
}

/** A text as JSON writes it, for migration 13. */
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`

/** Writes beside each record of a kind what migration 13 finds in it (names.ts does so from then on). */
const namesFound = (kind: number, piece: string): string =>
  `UPDATE record SET names = found.names
   FROM (SELECT id, array_agg(DISTINCT piece[1]) AS names
         FROM record, regexp_matches(body, '${piece}', 'g') AS piece
         WHERE kind = ${kind} GROUP BY id) AS found
   WHERE record.kind = ${kind} AND record.id = found.id`

/** Identifiers compare as bytes (COLLATE "C"): the order of a snapshot is the same everywhere. */
export const MIGRATIONS: readonly Migration[] = [
  {
    n: 1,
    name: 'records, changes in commit order, clients and their commands',
    statements: [
      `CREATE TABLE gateway (
         single smallint PRIMARY KEY CHECK (single = 1),
         id text NOT NULL,
         head bigint NOT NULL CHECK (head >= 0)
       )`,
      `CREATE TABLE record (
         kind smallint NOT NULL,
         id text COLLATE "C" NOT NULL,
         version integer NOT NULL CHECK (version >= 1),
         scopes smallint NOT NULL,
         parent_kind smallint,
         parent_id text COLLATE "C",
         body text NOT NULL,
         PRIMARY KEY (kind, id)
       )`,
      `CREATE INDEX record_by_scope ON record (kind, scopes)`,
      `CREATE INDEX record_by_parent ON record (parent_kind, parent_id) WHERE parent_id IS NOT NULL`,
      `CREATE TABLE change (
         n bigint NOT NULL,
         seq integer NOT NULL,
         kind smallint NOT NULL,
         id text COLLATE "C" NOT NULL,
         version integer NOT NULL,
         scopes_before smallint NOT NULL,
         scopes_after smallint NOT NULL,
         body text NOT NULL,
         PRIMARY KEY (n, seq)
       )`,
      `CREATE TABLE client (
         id text COLLATE "C" PRIMARY KEY,
         owner text NOT NULL,
         last integer NOT NULL CHECK (last >= 0)
       )`,
      `CREATE TABLE command_result (
         client text COLLATE "C" NOT NULL REFERENCES client (id),
         n integer NOT NULL,
         change bigint NOT NULL,
         name text NOT NULL,
         digest text NOT NULL,
         outcome text NOT NULL CHECK (outcome IN ('ACCEPTED', 'REFUSED')),
         code text,
         details text,
         PRIMARY KEY (client, n)
       )`,
      `CREATE INDEX command_result_by_change ON command_result (client, change)`,
      `CREATE TABLE colleague (
         id text COLLATE "C" PRIMARY KEY,
         name text NOT NULL,
         role text NOT NULL,
         region text
       )`,
    ],
  },
  {
    n: 2,
    name: 'who signed out everywhere, and when',
    statements: [
      `CREATE TABLE sign_out (
         person text COLLATE "C" PRIMARY KEY,
         at bigint NOT NULL,
         not_before bigint NOT NULL
       )`,
    ],
  },
  {
    n: 3,
    name: 'what the clock of the desk showed at an act, and when the act came',
    statements: [
      `ALTER TABLE command_result ADD COLUMN desk_at bigint, ADD COLUMN received_at bigint`,
    ],
  },
  {
    n: 4,
    name: 'access log: append-only and chained',
    statements: [
      `CREATE TABLE access_client (
         id text COLLATE "C" PRIMARY KEY,
         owner text NOT NULL,
         last integer NOT NULL CHECK (last >= 0)
       )`,
      `CREATE TABLE access_head (
         single smallint PRIMARY KEY CHECK (single = 1),
         seq bigint NOT NULL,
         hash text NOT NULL
       )`,
      `INSERT INTO access_head (single, seq, hash) VALUES (1, 0, repeat('0', 64))`,
      `CREATE TABLE access_log (
         seq bigint PRIMARY KEY,
         client text COLLATE "C",
         n integer,
         user_id text COLLATE "C" NOT NULL,
         role text NOT NULL,
         region text,
         at text COLLATE "C" NOT NULL,
         action text NOT NULL,
         subject_kind text NOT NULL,
         subject_id text COLLATE "C",
         dossier_id text COLLATE "C",
         entry text NOT NULL,
         prev_hash text NOT NULL,
         hash text NOT NULL
       )`,
      `CREATE UNIQUE INDEX access_log_number ON access_log (client, n)`,
      `CREATE INDEX access_log_by_user ON access_log (user_id, at)`,
      `CREATE INDEX access_log_by_region ON access_log (region, at)`,
      `CREATE INDEX access_log_by_time ON access_log (at)`,
      `CREATE INDEX access_log_by_subject ON access_log (subject_id) WHERE subject_id IS NOT NULL`,
      `CREATE INDEX access_log_by_dossier ON access_log (dossier_id) WHERE dossier_id IS NOT NULL`,
      `CREATE TABLE access_person (
         person text COLLATE "C" NOT NULL,
         seq bigint NOT NULL REFERENCES access_log (seq),
         PRIMARY KEY (person, seq)
       )`,
      `CREATE INDEX access_person_by_seq ON access_person (seq)`,
      `CREATE FUNCTION access_log_stays() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN RAISE EXCEPTION ''the access log is append-only''; END'`,
      `CREATE TRIGGER access_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
       FOR EACH STATEMENT EXECUTE FUNCTION access_log_stays()`,
      `CREATE TRIGGER access_person_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_person
       FOR EACH STATEMENT EXECUTE FUNCTION access_log_stays()`,
    ],
  },
  {
    n: 5,
    name: 'records that belong to one person, whatever the scopes',
    statements: [
      `ALTER TABLE record ADD COLUMN owner text COLLATE "C"`,
      `CREATE INDEX record_by_owner ON record (owner) WHERE owner IS NOT NULL`,
      `ALTER TABLE change ADD COLUMN owner text COLLATE "C"`,
    ],
  },
  {
    n: 6,
    name: 'contents of documents, by hash',
    statements: [
      `CREATE TABLE document_content (hash text COLLATE "C" PRIMARY KEY, content text NOT NULL)`,
    ],
  },
  {
    n: 7,
    name: 'dossiers that stand open on desks',
    statements: [
      `CREATE UNLOGGED TABLE opened (
         stream text COLLATE "C" PRIMARY KEY,
         person text COLLATE "C" NOT NULL,
         track text NOT NULL,
         dossier text COLLATE "C" NOT NULL,
         scopes smallint NOT NULL,
         until timestamptz NOT NULL)`,
    ],
  },
  {
    n: 8,
    name: 'who sent which content',
    statements: [
      `CREATE TABLE content_sent (
         hash text COLLATE "C" NOT NULL REFERENCES document_content (hash),
         actor text COLLATE "C" NOT NULL,
         at bigint NOT NULL,
         PRIMARY KEY (hash, actor)
       )`,
    ],
  },
  {
    n: 9,
    name: 'contents that nothing names',
    statements: [
      `ALTER TABLE document_content ADD COLUMN named boolean NOT NULL DEFAULT true`,
      // Those that a desk sent and no dossier holds, in any version.
      `UPDATE document_content SET named = false
       WHERE hash IN (SELECT hash FROM content_sent)
         AND hash NOT IN (SELECT found[1] FROM record,
                            regexp_matches(body, '"hash":"([A-Za-z0-9_-]{43})"', 'g') AS found
                          WHERE kind = 40)`,
      `CREATE INDEX document_content_unnamed ON document_content (hash) WHERE NOT named`,
    ],
  },
  {
    n: 10,
    name: 'the secret of the keys in lines of registers',
    statements: [
      // 244 random bits, made once. Lines that were imported before keep the keys that they have.
      `ALTER TABLE gateway ADD COLUMN register_key text NOT NULL
         DEFAULT gen_random_uuid()::text || gen_random_uuid()::text`,
    ],
  },
  {
    n: 11,
    name: 'the work of a replay is told by service',
    // 120: rules. Within a text a quotation mark has a backslash before it, so that none is touched.
    statements: ['record', 'change'].map(
      (table) =>
        `UPDATE ${table} SET body = replace(body, '"region":', '"service":') WHERE kind = 120`,
    ),
  },
  {
    n: 12,
    name: 'what puts an end to records that are yet to be imported',
    statements: [
      `CREATE TABLE import_end (
         kind smallint NOT NULL,
         id text COLLATE "C" NOT NULL,
         since text,
         PRIMARY KEY (kind, id)
       )`,
    ],
  },
  {
    n: 13,
    name: 'by what a record names persons, enterprises and declarations',
    statements: [
      `ALTER TABLE record ADD COLUMN names text[]`,
      namesFound(30, `"mandatorId":${TEXT}`),
      namesFound(40, `"personId":${TEXT}`),
      namesFound(50, String.raw`"insz":${TEXT}|"passport":\{"number":${TEXT}`),
      namesFound(60, `"(?:insz|l1Number)":${TEXT}`),
      namesFound(62, String.raw`"(?:insz|l1Number)":${TEXT}|"passport":\{"number":${TEXT}`),
      namesFound(64, `"insz":${TEXT}`),
      namesFound(66, `"(?:insz|l1Number)":${TEXT}`),
      namesFound(67, `"(?:insz|l1Number)":${TEXT}`),
      namesFound(69, `"(?:enterpriseNumber|vatNumber)":${TEXT}`),
      `CREATE INDEX record_by_name ON record USING gin (names) WHERE names IS NOT NULL`,
    ],
  },
  {
    n: 14,
    name: 'as what somebody sent an entry of the access log, where that is not as what they looked',
    statements: [
      `ALTER TABLE access_log ADD COLUMN sent_role text, ADD COLUMN sent_region text`,
      `CREATE INDEX access_log_by_sent_region ON access_log (sent_region, at)
       WHERE sent_region IS NOT NULL`,
    ],
  },
  {
    n: 15,
    name: 'each service has somebody of its own who handles a dossier',
    // 40: dossiers. Who of the Immigration Office had one has its part from now on.
    statements: ['record', 'change'].map(
      (table) =>
        `UPDATE ${table} SET body =
           replace(body, held.piece, '"assignee":null,"assigneeDvz":' || held.id)
         FROM (SELECT to_json(id)::text AS id, '"assignee":' || to_json(id)::text AS piece
               FROM colleague WHERE role = 'DVZ_CLERK') AS held
         WHERE kind = 40 AND strpos(body, held.piece) > 0`,
    ),
  },
  {
    n: 16,
    name: 'the history of changes holds nobody who reported',
    // 150: reporters. Nobody was ever sent one; the records themselves are locked at the start (sealing.ts).
    statements: [`UPDATE change SET body = '{}' WHERE kind = 150`],
  },
  {
    n: 17,
    name: 'what was said of signals that are of no dossier any more belongs to the person',
    // 80: judgements, 40: dossiers, 20: persons. Desks learn of it as of any change.
    statements: [
      `WITH said AS (
         SELECT j.id, j.version + 1 AS version, j.scopes AS before, p.scopes AS after, p.id AS person,
                regexp_replace(j.body, '"dossierId":"[^"]*"', '"dossierId":null') AS body
         FROM record j JOIN record p ON p.kind = 20 AND p.id = j.body::json ->> 'personId'
         WHERE j.kind = 80 AND j.parent_kind = 40 AND (j.id LIKE 'R01-%' OR j.id LIKE 'R54-%')),
       numbered AS (
         UPDATE gateway SET head = head + 1 WHERE EXISTS (SELECT 1 FROM said) RETURNING head),
       moved AS (
         UPDATE record SET version = said.version, scopes = said.after, body = said.body,
                           parent_kind = 20, parent_id = said.person
         FROM said WHERE record.kind = 80 AND record.id = said.id)
       INSERT INTO change (n, seq, kind, id, version, scopes_before, scopes_after, body)
       SELECT head, row_number() OVER (ORDER BY said.id), 80, said.id, version, before, after, body
       FROM numbered, said`,
    ],
  },
  {
    n: 18,
    name: 'how much a person sent on a day',
    statements: [
      `CREATE TABLE upload_day (
         actor text COLLATE "C" NOT NULL,
         day text COLLATE "C" NOT NULL,
         bytes bigint NOT NULL,
         PRIMARY KEY (actor, day)
       )`,
    ],
  },
  {
    n: 19,
    name: 'declarations are found by their number',
    statements: [
      namesFound(50, String.raw`"(?:insz|l1Number)":${TEXT}|"passport":\{"number":${TEXT}`),
    ],
  },
]

/** The hash that recognises a migration that was edited after it had run somewhere. */
export function migrationHash({ n, name, statements }: Migration): string {
  return createHash('sha256')
    .update(JSON.stringify([n, name, ...statements]))
    .digest('hex')
}

/** Arbitrary number that names the lock of migrations within one database. */
const MIGRATION_LOCK = 7_261_001

/** Brings the database to this version and gives the gateway its identity. */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  try {
    await database.transaction((tx) => migrateIn(tx, migrations))
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError('DATABASE_MIGRATION_FAILED', null, { cause: error })
  }
}

async function migrateIn(tx: Queries, migrations: readonly Migration[]): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`)
  await tx.execute(
    sql`CREATE TABLE IF NOT EXISTS schema_migration (
          n integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now())`,
  )
  const applied = await rows<{ n: number; hash: string }>(
    tx,
    sql`SELECT n, hash FROM schema_migration ORDER BY n`,
  )
  checkApplied(applied, migrations)
  for (const migration of migrations.slice(applied.length)) await apply(tx, migration)
  await tx.execute(
    sql`INSERT INTO gateway (single, id, head) VALUES (1, ${randomUUID()}, 0)
        ON CONFLICT (single) DO NOTHING`,
  )
}

/**
 * Gives the data another identity: after a restore, or after a standby took over that lacked
 * commits. Numbers of changes that desks have seen come again with other changes then; under the
 * old identity a desk could not tell. Under a new one it asks its officer and fills anew.
 */
export async function renewIdentity(database: Database): Promise<void> {
  await database.queries.execute(sql`UPDATE gateway SET id = ${randomUUID()}`)
}

function checkApplied(
  applied: readonly { n: number; hash: string }[],
  migrations: readonly Migration[],
): void {
  const newest = migrations.at(-1)?.n ?? 0
  if ((applied.at(-1)?.n ?? 0) > newest) {
    throw new StartError('DATABASE_FROM_FUTURE', `it is at ${applied.at(-1)?.n}, we know ${newest}`)
  }
  for (const [index, { n, hash }] of applied.entries()) {
    const migration = migrations[index]
    if (!migration || migration.n !== n || migrationHash(migration) !== hash) {
      throw new StartError('DATABASE_EDITED', `migration ${n}`)
    }
  }
}

async function apply(tx: Queries, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await tx.execute(sql.raw(statement))
  const { n, name } = migration
  await tx.execute(
    sql`INSERT INTO schema_migration (n, name, hash)
        VALUES (${n}, ${name}, ${migrationHash(migration)})`,
  )
}
