import type { Step } from './steps.ts'

/** Rules that are set aside for a person or an enterprise are found by their subject, and by their end. */
export const signals: Step = {
  number: 22,
  name: 'signals',
  sql: `
ALTER TABLE findingJudgement ADD COLUMN enterpriseId TEXT;
ALTER TABLE findingJudgement ADD COLUMN snoozed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX findingJudgement_person ON findingJudgement (personId, snoozed);
CREATE INDEX findingJudgement_enterprise ON findingJudgement (enterpriseId, snoozed);
CREATE INDEX findingJudgement_snoozed ON findingJudgement (snoozed);
`,
}
