import type { Step } from './steps.ts'

/** Reports of irregularities; who reported stands here only while an intake waits for the gateway. */
export const reports: Step = {
  number: 19,
  name: 'reports',
  sql: `
CREATE TABLE report (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX report_id ON report (id);
CREATE TABLE reportBody (
  row INTEGER PRIMARY KEY REFERENCES report (row) ON DELETE CASCADE, json TEXT NOT NULL);
CREATE TABLE reporter (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX reporter_id ON reporter (id);
CREATE TABLE reporterBody (
  row INTEGER PRIMARY KEY REFERENCES reporter (row) ON DELETE CASCADE, json TEXT NOT NULL);
`,
}
