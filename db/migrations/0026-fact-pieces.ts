import type { Step } from './steps.ts'

/**
 * What the rules read of everybody, in pieces of neighbouring persons, and what changed since; handles
 * of which it is not known whether anybody gives them any more.
 */
export const factPieces: Step = {
  number: 26,
  name: 'fact pieces',
  sql: `
CREATE TABLE factPiece (
  piece INTEGER PRIMARY KEY, stamp TEXT NOT NULL, members BLOB NOT NULL, bytes BLOB NOT NULL
);
CREATE TABLE handleDoubt (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, enterprise TEXT NOT NULL
);
CREATE TABLE factChange (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL);
`,
}
