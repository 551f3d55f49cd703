import type { Step } from './steps.ts'

/**
 * A finding is about a person or an enterprise, and says more of its facts. Findings follow from the
 * facts: they are computed anew.
 */
export const subject: Step = {
  number: 11,
  name: 'subject',
  sql: `
DROP TABLE finding;
CREATE TABLE finding (
  id TEXT PRIMARY KEY, personId TEXT, enterpriseId TEXT, dossierId TEXT, json TEXT NOT NULL);
CREATE INDEX finding_person ON finding (personId) WHERE personId IS NOT NULL;
CREATE INDEX finding_enterprise ON finding (enterpriseId) WHERE enterpriseId IS NOT NULL;
CREATE INDEX finding_dossier ON finding (dossierId) WHERE dossierId IS NOT NULL;
DELETE FROM meta WHERE key = 'findingsDate';
`,
}
