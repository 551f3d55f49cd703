import type { Step } from './steps.ts'

/** Entries of the access log that the gateway will never take are kept aside with the reason. */
export const accessAside: Step = {
  number: 9,
  name: 'access log aside',
  sql: 'ALTER TABLE accessEntry ADD COLUMN refused TEXT;',
}
