import type { Step } from './steps.ts'

/** What an officer watches, and what pulls brought about it. */
export const watch: Step = {
  number: 21,
  name: 'watch',
  sql: `
CREATE TABLE watch (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX watch_id ON watch (id);
CREATE TABLE watchBody (
  row INTEGER PRIMARY KEY REFERENCES watch (row) ON DELETE CASCADE, json TEXT NOT NULL);
CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  watchId TEXT NOT NULL,
  code TEXT NOT NULL,
  recordKind TEXT NOT NULL,
  recordId TEXT NOT NULL,
  fields TEXT NOT NULL,
  at TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0
);
`,
}
