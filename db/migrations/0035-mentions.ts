import type { Step } from './steps.ts'

/**
 * Enterprises as declarations mention them where no number of the register tells who is meant. The key of
 * one that is linked stands among the numbers of its enterprise; the columns and keys of the records are
 * made anew, which the other projection says.
 */
export const mentions: Step = {
  number: 35,
  name: 'mentions',
  sql: `
ALTER TABLE enterpriseNumber ADD COLUMN linked INTEGER NOT NULL DEFAULT 0;
CREATE TABLE mention (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, numbers TEXT NOT NULL,
  enterpriseId TEXT, band INTEGER NOT NULL, candidates TEXT NOT NULL, isNot TEXT NOT NULL,
  facts TEXT, judged INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX mention_enterprise ON mention (enterpriseId);
`,
}
