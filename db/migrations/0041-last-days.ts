import type { Step } from './steps.ts'

/**
 * Until when a dossier waits for an answer or for advice: who holds it follows from its states and the
 * day. The hot rows are renewed.
 */
export const lastDays: Step = {
  number: 41,
  name: 'last days',
  sql: `
ALTER TABLE dossier DROP COLUMN holder;
ALTER TABLE dossier ADD COLUMN workWaits INTEGER;
ALTER TABLE dossier ADD COLUMN residenceWaits INTEGER;
ALTER TABLE dossier ADD COLUMN clockStill INTEGER;
`,
}
