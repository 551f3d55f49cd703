import type { Step } from './steps.ts'

/** Until when an act waits on the desk and can be taken back. */
export const hold: Step = {
  number: 8,
  name: 'hold',
  sql: `
ALTER TABLE outbox ADD COLUMN heldUntil TEXT;
`,
}
