import type { Step } from './steps.ts'

/** Contents that only this desk has until the gateway took them; they make room for nothing. */
export const contentToSend: Step = {
  number: 18,
  name: 'content to send',
  sql: `
CREATE TABLE contentToSend (
  hash TEXT NOT NULL PRIMARY KEY,
  dossierId TEXT NOT NULL
);
`,
}
