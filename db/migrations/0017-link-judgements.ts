import type { Step } from './steps.ts'

/** What people said of links; a pair that was judged is asked again when its facts differ. */
export const linkJudgements: Step = {
  number: 17,
  name: 'link judgements',
  sql: `
CREATE TABLE linkJudgement (row INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL);
CREATE UNIQUE INDEX linkJudgement_id ON linkJudgement (id);
CREATE TABLE linkJudgementBody (
  row INTEGER PRIMARY KEY REFERENCES linkJudgement (row) ON DELETE CASCADE, json TEXT NOT NULL);
ALTER TABLE link ADD COLUMN facts TEXT;
ALTER TABLE link ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
DELETE FROM meta WHERE key = 'linksMade';
`,
}
