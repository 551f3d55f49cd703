import type { Step } from './steps.ts'

/** By what enterprises can be reached, so that those who share it find each other; and the months of filing. */
export const handles: Step = {
  number: 16,
  name: 'handles',
  sql: `
CREATE TABLE handle (
  kind TEXT NOT NULL, value TEXT NOT NULL, enterprise TEXT NOT NULL,
  PRIMARY KEY (kind, value, enterprise)) WITHOUT ROWID;
CREATE INDEX handle_enterprise ON handle (enterprise);
DELETE FROM meta WHERE key = 'findingsDate';
`,
}
