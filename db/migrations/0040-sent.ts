import type { Step } from './steps.ts'

/** Which commands went out: the gateway may know them by their numbers. Of those that wait now nobody noted it. */
export const sent: Step = {
  number: 40,
  name: 'sent',
  sql: `
ALTER TABLE outbox ADD COLUMN sent INTEGER NOT NULL DEFAULT 1;
`,
}
