import type { Step } from './steps.ts'

/**
 * Until when work is authorised, and which services gave out an authorisation that stands: what ended
 * unnoted and what somebody works on is found. The hot rows are renewed.
 */
export const endsOfAuthorisations: Step = {
  number: 43,
  name: 'ends of authorisations',
  sql: `
ALTER TABLE dossier ADD COLUMN authorisedTo INTEGER;
ALTER TABLE dossier ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
`,
}
