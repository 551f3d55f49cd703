import type { Step } from './steps.ts'

/** Rows that the services add to a table of law. */
export const norms: Step = {
  number: 13,
  name: 'norms',
  sql: `
CREATE TABLE norm (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX norm_id ON norm (id);
CREATE TABLE normBody (
  row INTEGER PRIMARY KEY REFERENCES norm (row) ON DELETE CASCADE, json TEXT NOT NULL);
`,
}
