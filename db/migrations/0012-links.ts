import type { Step } from './steps.ts'

/** Who the worker of a declaration is where no identifier tells, and whose links must be found anew. */
export const links: Step = {
  number: 12,
  name: 'links',
  sql: `
ALTER TABLE declaration ADD COLUMN identity TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN identity TEXT NOT NULL DEFAULT '';
CREATE TABLE link (
  row INTEGER PRIMARY KEY REFERENCES declaration (row) ON DELETE CASCADE,
  personId TEXT, band INTEGER NOT NULL, candidates TEXT NOT NULL);
CREATE INDEX link_person ON link (personId);
CREATE TABLE relink (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL);
`,
}
