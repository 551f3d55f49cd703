import type { Step } from './steps.ts'

/** Where a dossier asks to work, for linking: filled when hot rows are renewed. */
export const workplaces: Step = {
  number: 27,
  name: 'workplaces',
  sql: `
ALTER TABLE dossier ADD COLUMN workplaces TEXT NOT NULL DEFAULT '';
`,
}
