import type { Step } from './steps.ts'

/**
 * A declaration may be of several tasks: for each client at each place. The keys of all are made anew, which the
 * other projection says.
 */
export const tasks: Step = {
  number: 49,
  name: 'tasks',
  sql: `
DROP INDEX declaration_task;
ALTER TABLE declaration DROP COLUMN taskKey;
CREATE TABLE task (
  declarationRow INTEGER NOT NULL REFERENCES declaration (row) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (declarationRow, value)) WITHOUT ROWID;
CREATE INDEX task_value ON task (value);
`,
}
