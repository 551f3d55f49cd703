import type { Step } from './steps.ts'

const head = 'row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL'
const body = (kind: string) =>
  `CREATE UNIQUE INDEX ${kind}_id ON ${kind} (id);
CREATE TABLE ${kind}Body (
  row INTEGER PRIMARY KEY REFERENCES ${kind} (row) ON DELETE CASCADE, json TEXT NOT NULL);`

/** A1 forms, employments and field controls, and how far the desk holds their sources. */
export const extracts: Step = {
  number: 24,
  name: 'extracts',
  sql: `
CREATE TABLE a1 (${head},
  insz TEXT, passport TEXT, birthDate TEXT, l1Number TEXT, numberKey TEXT, falseOf TEXT);
${body('a1')}
CREATE INDEX a1_insz ON a1 (insz) WHERE insz IS NOT NULL;
CREATE INDEX a1_passport ON a1 (passport) WHERE passport IS NOT NULL;
CREATE INDEX a1_l1 ON a1 (l1Number) WHERE l1Number IS NOT NULL;
CREATE INDEX a1_number ON a1 (numberKey) WHERE numberKey IS NOT NULL;
CREATE INDEX a1_false ON a1 (falseOf) WHERE falseOf IS NOT NULL;

CREATE TABLE employment (${head}, insz TEXT);
${body('employment')}
CREATE INDEX employment_insz ON employment (insz) WHERE insz IS NOT NULL;

CREATE TABLE control (${head});
${body('control')}
CREATE TABLE controlMet (
  controlRow INTEGER NOT NULL REFERENCES control (row) ON DELETE CASCADE, value TEXT NOT NULL,
  PRIMARY KEY (controlRow, value)) WITHOUT ROWID;
CREATE INDEX controlMet_value ON controlMet (value);

CREATE TABLE holding (${head});
${body('holding')}
`,
}
