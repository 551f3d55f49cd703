import type { Step } from './steps.ts'

/** Which records a waiting command writes, and what a refusal said besides its code. */
export const wayBack: Step = {
  number: 2,
  name: 'way back',
  sql: `
ALTER TABLE outboxRef ADD COLUMN written INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN details TEXT;
ALTER TABLE attention ADD COLUMN details TEXT;
`,
}
