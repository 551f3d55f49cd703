import type { Step } from './steps.ts'

/**
 * What nobody gives any more leaves no trace: titles go with their last dossier, and a doubt names the
 * enterprise that is looked at again, not what it gave.
 */
export const noTraces: Step = {
  number: 38,
  name: 'no traces',
  sql: `
CREATE INDEX dossier_title ON dossier (titleRow);
DELETE FROM jobTitle WHERE row NOT IN (SELECT titleRow FROM dossier);
ALTER TABLE handleDoubt DROP COLUMN kind;
ALTER TABLE handleDoubt DROP COLUMN value;
`,
}
