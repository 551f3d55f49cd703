import type { Step } from './steps.ts'

/** Contents of documents that were looked at: encrypted with the cache, forgotten with their dossier. */
export const documentContent: Step = {
  number: 14,
  name: 'document content',
  sql: `
CREATE TABLE documentContent (
  dossierId TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  usedAt TEXT NOT NULL,
  PRIMARY KEY (dossierId, hash)
);
`,
}
