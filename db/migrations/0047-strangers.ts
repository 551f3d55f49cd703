import type { Step } from './steps.ts'

/**
 * The names of declared workers who are nobody of the register, folded: they are found without reading each.
 * Links are made anew, which fills them.
 */
export const strangers: Step = {
  number: 47,
  name: 'strangers',
  sql: `
ALTER TABLE link ADD COLUMN words TEXT;
CREATE INDEX link_words ON link (words) WHERE words IS NOT NULL;
DELETE FROM meta WHERE key = 'linksMade';
`,
}
