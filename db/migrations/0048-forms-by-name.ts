import type { Step } from './steps.ts'

/** A1 forms without a number of their worker are known by name, birth date and sender. There were none before. */
export const formsByName: Step = {
  number: 48,
  name: 'forms by name',
  sql: `
ALTER TABLE a1 ADD COLUMN formKey TEXT;
CREATE INDEX a1_form ON a1 (formKey);
`,
}
