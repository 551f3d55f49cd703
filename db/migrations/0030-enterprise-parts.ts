import type { Step } from './steps.ts'

/** What was measured of enterprises for the rules, in parts of neighbouring rows. */
export const enterpriseParts: Step = {
  number: 30,
  name: 'enterprise parts',
  sql: `
CREATE TABLE enterprisePart (
  part INTEGER PRIMARY KEY, stamp TEXT NOT NULL, rows BLOB NOT NULL, measures BLOB NOT NULL
);
`,
}
