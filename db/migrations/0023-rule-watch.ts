import type { Step } from './steps.ts'

/**
 * What this desk alone keeps of its rules: how many findings came new on a day, which rules are held
 * back and what of them, and what drafts that run along would say.
 */
export const ruleWatch: Step = {
  number: 23,
  name: 'rule watch',
  sql: `
CREATE TABLE ruleDay (
  code TEXT NOT NULL, day TEXT NOT NULL, fired INTEGER NOT NULL, PRIMARY KEY (code, day)
);
CREATE TABLE ruleHold (
  code TEXT PRIMARY KEY, since TEXT NOT NULL, fired INTEGER NOT NULL, normal REAL NOT NULL
);
CREATE TABLE heldFinding (id TEXT PRIMARY KEY, code TEXT NOT NULL, subject TEXT NOT NULL);
CREATE INDEX heldFinding_subject ON heldFinding (subject);
CREATE TABLE shadowFinding (id TEXT PRIMARY KEY, code TEXT NOT NULL, subject TEXT NOT NULL);
CREATE INDEX shadowFinding_subject ON shadowFinding (subject);
`,
}
