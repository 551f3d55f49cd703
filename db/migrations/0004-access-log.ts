import type { Step } from './steps.ts'

/** Who looked at whom: entries that the gateway does not have yet. */
export const accessLog: Step = {
  number: 4,
  name: 'access log',
  sql: `
CREATE TABLE accessEntry (
  row INTEGER PRIMARY KEY, client TEXT NOT NULL, n INTEGER NOT NULL,
  actor TEXT NOT NULL, note TEXT NOT NULL, sent INTEGER NOT NULL);
CREATE UNIQUE INDEX accessEntry_number ON accessEntry (client, n);
CREATE INDEX accessEntry_actor ON accessEntry (actor);
`,
}
