import type { Step } from './steps.ts'

const head = 'row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL'
const body = (kind: string) =>
  `CREATE TABLE ${kind}Body (
  row INTEGER PRIMARY KEY REFERENCES ${kind} (row) ON DELETE CASCADE, json TEXT NOT NULL);`

/** The tables of ../schema.ts, cold tables, and full text over folded texts. */
export const first: Step = {
  number: 1,
  name: 'first',
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE enterprise (${head},
  name TEXT NOT NULL, sortKey TEXT NOT NULL, country TEXT NOT NULL);
CREATE UNIQUE INDEX enterprise_id ON enterprise (id);
CREATE INDEX enterprise_sort ON enterprise (sortKey);
${body('enterprise')}

CREATE TABLE person (${head},
  name TEXT NOT NULL, sortKey TEXT NOT NULL, birthDate TEXT);
CREATE UNIQUE INDEX person_id ON person (id);
CREATE INDEX person_sort ON person (sortKey);
${body('person')}

CREATE TABLE mandate (${head}, mandatorId TEXT NOT NULL, mandataryId TEXT NOT NULL);
CREATE UNIQUE INDEX mandate_id ON mandate (id);
CREATE INDEX mandate_mandator ON mandate (mandatorId);
CREATE INDEX mandate_mandatary ON mandate (mandataryId);
${body('mandate')}

CREATE TABLE jobTitle (row INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE dossier (${head},
  reference TEXT NOT NULL,
  personId TEXT NOT NULL, personRow INTEGER,
  employerId TEXT, employerRow INTEGER, titleRow INTEGER NOT NULL, filerId TEXT,
  region INTEGER NOT NULL, procedure INTEGER NOT NULL, category INTEGER NOT NULL,
  applicationType INTEGER NOT NULL, workState INTEGER NOT NULL, residenceState INTEGER NOT NULL,
  closed INTEGER NOT NULL, holder INTEGER NOT NULL,
  clock INTEGER, clockStart INTEGER, clockDue INTEGER,
  clockAmber INTEGER, clockOrange INTEGER, clockRed INTEGER,
  riskScore INTEGER NOT NULL DEFAULT 0, riskSeverity INTEGER, riskCodes TEXT,
  assignee TEXT, submittedOn INTEGER NOT NULL);
CREATE UNIQUE INDEX dossier_id ON dossier (id);
CREATE INDEX dossier_reference ON dossier (reference);
CREATE INDEX dossier_person ON dossier (personId);
CREATE INDEX dossier_employer ON dossier (employerId, submittedOn);
CREATE INDEX dossier_filer ON dossier (filerId, submittedOn) WHERE filerId IS NOT NULL;
${body('dossier')}

CREATE TABLE declaration (${head},
  l1Number TEXT NOT NULL, insz TEXT, passport TEXT, birthDate TEXT, fromDay INTEGER NOT NULL);
CREATE UNIQUE INDEX declaration_id ON declaration (id);
CREATE INDEX declaration_l1 ON declaration (l1Number);
CREATE INDEX declaration_insz ON declaration (insz) WHERE insz IS NOT NULL;
CREATE INDEX declaration_passport ON declaration (passport) WHERE passport IS NOT NULL;
${body('declaration')}

CREATE TABLE presence (${head}, insz TEXT, l1Number TEXT);
CREATE UNIQUE INDEX presence_id ON presence (id);
CREATE INDEX presence_insz ON presence (insz) WHERE insz IS NOT NULL;
CREATE INDEX presence_l1 ON presence (l1Number) WHERE l1Number IS NOT NULL;
${body('presence')}

CREATE TABLE note (${head}, dossierId TEXT NOT NULL);
CREATE UNIQUE INDEX note_id ON note (id);
CREATE INDEX note_dossier ON note (dossierId);
${body('note')}

CREATE TABLE findingJudgement (${head}, personId TEXT, status TEXT NOT NULL);
CREATE UNIQUE INDEX findingJudgement_id ON findingJudgement (id);
${body('findingJudgement')}

CREATE TABLE identifier (
  personRow INTEGER NOT NULL REFERENCES person (row) ON DELETE CASCADE,
  value TEXT NOT NULL, type TEXT NOT NULL,
  PRIMARY KEY (personRow, value, type)) WITHOUT ROWID;
CREATE INDEX identifier_value ON identifier (value);
CREATE TABLE enterpriseNumber (
  enterpriseRow INTEGER NOT NULL REFERENCES enterprise (row) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (enterpriseRow, value)) WITHOUT ROWID;
CREATE INDEX enterpriseNumber_value ON enterpriseNumber (value);
CREATE TABLE party (
  declarationRow INTEGER NOT NULL REFERENCES declaration (row) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (declarationRow, value)) WITHOUT ROWID;
CREATE INDEX party_value ON party (value);

CREATE TABLE finding (
  id TEXT PRIMARY KEY, personId TEXT NOT NULL, dossierId TEXT, json TEXT NOT NULL);
CREATE INDEX finding_person ON finding (personId);
CREATE INDEX finding_dossier ON finding (dossierId) WHERE dossierId IS NOT NULL;

CREATE TABLE shadow (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, json TEXT,
  PRIMARY KEY (kind, id));
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, args TEXT NOT NULL,
  at TEXT NOT NULL, today TEXT NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL,
  outcome TEXT, code TEXT, rounds INTEGER NOT NULL DEFAULT 0, dossierId TEXT);
CREATE TABLE outboxRef (
  n INTEGER NOT NULL REFERENCES outbox (n) ON DELETE CASCADE,
  kind TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (kind, id, n)) WITHOUT ROWID;
CREATE INDEX outboxRef_n ON outboxRef (n);
CREATE TABLE attention (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL,
  code TEXT NOT NULL, dossierId TEXT);
CREATE TABLE rejected (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE VIRTUAL TABLE searchText USING fts5 (text, tokenize = 'trigram case_sensitive 1');
CREATE VIRTUAL TABLE searchReference USING fts5 (
  text, tokenize = 'trigram case_sensitive 1');
CREATE VIRTUAL TABLE searchWord USING fts5 (
  text, detail = none, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO searchText (searchText, rank) VALUES ('secure-delete', 1);
INSERT INTO searchReference (searchReference, rank) VALUES ('secure-delete', 1);
INSERT INTO searchWord (searchWord, rank) VALUES ('secure-delete', 1);
`,
}
