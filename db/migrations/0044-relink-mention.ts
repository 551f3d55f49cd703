import type { Step } from './steps.ts'

/** A mention that no declaration names any more leaves the list of what waits at once. */
export const relinkMention: Step = {
  number: 44,
  name: 'mentions that wait',
  sql: `CREATE INDEX relink_mention ON relink (id) WHERE kind = 'mention';`,
}
