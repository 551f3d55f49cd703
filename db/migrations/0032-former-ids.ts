import type { Step } from './steps.ts'

/** The id that a finding had before, under which somebody may have judged it: findings are made anew. */
export const formerIds: Step = {
  number: 32,
  name: 'former ids',
  sql: `
ALTER TABLE finding ADD COLUMN formerId TEXT;
CREATE INDEX finding_former ON finding (formerId) WHERE formerId IS NOT NULL;
DELETE FROM meta WHERE key = 'findingsDate';
`,
}
