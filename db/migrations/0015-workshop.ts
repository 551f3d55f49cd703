import type { Step } from './steps.ts'

const table = (kind: string) => `
CREATE TABLE ${kind} (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX ${kind}_id ON ${kind} (id);
CREATE TABLE ${kind}Body (
  row INTEGER PRIMARY KEY REFERENCES ${kind} (row) ON DELETE CASCADE, json TEXT NOT NULL);`

/** Settings of rules, and samples of dossiers without signals. */
export const workshop: Step = {
  number: 15,
  name: 'workshop',
  sql: `${table('rule')}${table('sample')}
`,
}
