import type { Step } from './steps.ts'

/** What a region keeps of dossiers that went to another one. */
export const departures: Step = {
  number: 20,
  name: 'departures',
  sql: `
CREATE TABLE departure (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX departure_id ON departure (id);
CREATE TABLE departureBody (
  row INTEGER PRIMARY KEY REFERENCES departure (row) ON DELETE CASCADE, json TEXT NOT NULL);
`,
}
