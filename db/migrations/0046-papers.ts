import type { Step } from './steps.ts'

/** Which compared papers are on which dossier, to find the same one with others. The hot rows are renewed. */
export const papers: Step = {
  number: 46,
  name: 'papers',
  sql: `
ALTER TABLE dossier ADD COLUMN papers TEXT NOT NULL DEFAULT '';
CREATE TABLE paper (
  dossierRow INTEGER NOT NULL REFERENCES dossier (row) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (dossierRow, value)) WITHOUT ROWID;
CREATE INDEX paper_value ON paper (value);
`,
}
