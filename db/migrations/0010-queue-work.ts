import type { Step } from './steps.ts'

/** Tags, what is put aside, and how dossiers stood when their person last looked. */
export const queueWork: Step = {
  number: 10,
  name: 'queue work',
  sql: `
ALTER TABLE dossier ADD COLUMN tags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN snoozeRegion INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN snoozeDvz INTEGER NOT NULL DEFAULT 0;
CREATE TABLE seen (
  row INTEGER PRIMARY KEY REFERENCES dossier (row) ON DELETE CASCADE,
  version INTEGER NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL);
`,
}
