import type { Step } from './steps.ts'

/** What a waiting command stands on, whether it has an effect, and what holds it back. */
export const lanes: Step = {
  number: 3,
  name: 'lanes',
  sql: `
ALTER TABLE outbox ADD COLUMN lane TEXT;
ALTER TABLE outbox ADD COLUMN "after" INTEGER;
ALTER TABLE outbox ADD COLUMN effect INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN held TEXT;
ALTER TABLE attention ADD COLUMN heldBy TEXT;
CREATE INDEX outbox_lane ON outbox (lane) WHERE lane IS NOT NULL;
CREATE INDEX outbox_after ON outbox ("after") WHERE "after" IS NOT NULL;
`,
}
