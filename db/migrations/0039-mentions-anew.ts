import type { Step } from './steps.ts'

/**
 * Mentions of enterprises that were linked by name alone although a namesake was said to be another or their
 * seat is elsewhere, and those of which something was said that no longer counted, are linked anew. What is
 * held against declarations is looked at anew too.
 */
export const mentionsAnew: Step = {
  number: 39,
  name: 'mentions anew',
  sql: `
INSERT INTO relink (kind, id)
  SELECT 'mention', key FROM mention
    WHERE (json_valid(isNot) AND isNot <> '[]') OR instr(candidates, '"DIFFERENT"') > 0
  UNION SELECT 'mention', json_extract(b.json, '$.mention.key')
    FROM linkJudgement j JOIN linkJudgementBody b ON b.row = j.row
    WHERE j.id >= 'mention-' AND j.id < 'mention.';
DELETE FROM meta WHERE key = 'findingsDate';
`,
}
