import type { Step } from './steps.ts'

/** What other registers say of enterprises; `weighs`: it says something of its director wherever they direct. */
export const registerLines: Step = {
  number: 28,
  name: 'register lines',
  sql: `
CREATE TABLE registerLine (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
  source TEXT NOT NULL, enterprise TEXT, director TEXT, weighs INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX registerLine_id ON registerLine (id);
CREATE INDEX registerLine_enterprise ON registerLine (enterprise) WHERE enterprise IS NOT NULL;
CREATE INDEX registerLine_director ON registerLine (director) WHERE director IS NOT NULL;
CREATE TABLE registerLineBody (
  row INTEGER PRIMARY KEY REFERENCES registerLine (row) ON DELETE CASCADE, json TEXT NOT NULL);
DELETE FROM meta WHERE key IN ('findingsDate', 'handlesMade');
`,
}
