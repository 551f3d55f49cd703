import type { Step } from './steps.ts'

/** What the desk's clock showed at an act, where that cannot have been the time. */
export const deskClock: Step = {
  number: 5,
  name: 'desk clock',
  sql: `
ALTER TABLE outbox ADD COLUMN deskAt TEXT;
`,
}
