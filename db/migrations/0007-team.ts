import type { Step } from './steps.ts'

const table = (kind: string) => `
CREATE TABLE ${kind} (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX ${kind}_id ON ${kind} (id);
CREATE TABLE ${kind}Body (
  row INTEGER PRIMARY KEY REFERENCES ${kind} (row) ON DELETE CASCADE, json TEXT NOT NULL);`

/** Views that people keep, and who does not work for some days. */
export const team: Step = {
  number: 7,
  name: 'team',
  sql: `${table('savedView')}${table('absence')}
`,
}
