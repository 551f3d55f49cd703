import type { Step } from './steps.ts'

/**
 * Declared works: where they are and who has a part in them, and the building site for which somebody is
 * declared. Filled when hot rows are renewed.
 */
export const works: Step = {
  number: 31,
  name: 'works',
  sql: `
ALTER TABLE declaration ADD COLUMN site TEXT;
CREATE INDEX declaration_site ON declaration (site) WHERE site IS NOT NULL;
ALTER TABLE registerLine ADD COLUMN place TEXT;
ALTER TABLE registerLine ADD COLUMN orderedBy TEXT;
ALTER TABLE registerLine ADD COLUMN principal TEXT;
CREATE INDEX registerLine_place ON registerLine (place) WHERE place IS NOT NULL;
CREATE INDEX registerLine_orderedBy ON registerLine (orderedBy) WHERE orderedBy IS NOT NULL;
CREATE INDEX registerLine_principal ON registerLine (principal) WHERE principal IS NOT NULL;
`,
}
