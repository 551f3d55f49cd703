import type { Step } from './steps.ts'

/** Where somebody lives, as one line: who lives in one house is found. The hot rows are renewed. */
export const personHome: Step = {
  number: 45,
  name: 'where persons live',
  sql: `
ALTER TABLE person ADD COLUMN home TEXT;
CREATE INDEX person_home ON person (home);
`,
}
