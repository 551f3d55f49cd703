import type { Step } from './steps.ts'

/** Field controls that somebody asked for. */
export const controlRequests: Step = {
  number: 25,
  name: 'control-requests',
  sql: `
CREATE TABLE controlRequest (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX controlRequest_id ON controlRequest (id);
CREATE TABLE controlRequestBody (
  row INTEGER PRIMARY KEY REFERENCES controlRequest (row) ON DELETE CASCADE, json TEXT NOT NULL);
`,
}
