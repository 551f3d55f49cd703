import type { Step } from './steps.ts'

/** The account from which a fee was paid is a handle of its own kind: handles and findings are made anew. */
export const feeAccounts: Step = {
  number: 29,
  name: 'fee accounts',
  sql: `DELETE FROM meta WHERE key IN ('findingsDate', 'handlesMade');`,
}
