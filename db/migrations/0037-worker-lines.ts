import type { Step } from './steps.ts'

/** What other sources say of workers: wages in DmfA, notifications, chain files, payments, activity under a card. */
export const workerLines: Step = {
  number: 37,
  name: 'worker lines',
  sql: `
CREATE TABLE workerLine (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
  insz TEXT, l1Number TEXT, account TEXT);
CREATE UNIQUE INDEX workerLine_id ON workerLine (id);
CREATE INDEX workerLine_insz ON workerLine (insz) WHERE insz IS NOT NULL;
CREATE INDEX workerLine_l1 ON workerLine (l1Number) WHERE l1Number IS NOT NULL;
CREATE INDEX workerLine_account ON workerLine (account) WHERE account IS NOT NULL;
CREATE TABLE workerLineBody (
  row INTEGER PRIMARY KEY REFERENCES workerLine (row) ON DELETE CASCADE, json TEXT NOT NULL);
DELETE FROM meta WHERE key = 'findingsDate';
`,
}
