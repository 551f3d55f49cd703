import type { Step } from './steps.ts'

/** A content that was sent stays here until its act is accepted: a refused act may go out again. */
export const contentSent: Step = {
  number: 34,
  name: 'content sent',
  sql: `ALTER TABLE contentToSend ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;`,
}
