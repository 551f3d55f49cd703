import type { Step } from './steps.ts'

/** Declarations in force by task and place: workers who replace each other are counted together. */
export const sameTask: Step = {
  number: 6,
  name: 'same task',
  sql: `
ALTER TABLE declaration ADD COLUMN toDay INTEGER NOT NULL DEFAULT 0;
ALTER TABLE declaration ADD COLUMN taskKey TEXT;
CREATE INDEX declaration_task ON declaration (taskKey) WHERE taskKey IS NOT NULL;
`,
}
