import type { Step } from './steps.ts'

/** Each service gives a dossier to somebody of its own. The hot rows are renewed. */
export const assigneeDvz: Step = {
  number: 42,
  name: 'assignee at each service',
  sql: `ALTER TABLE dossier ADD COLUMN assigneeDvz TEXT;`,
}
