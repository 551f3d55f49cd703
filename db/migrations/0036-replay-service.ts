import type { Step } from './steps.ts'

/** Within a text a quotation mark has a backslash before it, so that none is touched. */
const renamed = (table: string, column: string, where: string): string =>
  `UPDATE ${table} SET ${column} = replace(${column}, '"region":', '"service":') WHERE ${where};`

/** The work that a replay tells is that of services: its field is named so. */
export const replayService: Step = {
  number: 36,
  name: 'replay service',
  sql: `${renamed('ruleBody', 'json', 'true')}
${renamed('shadow', 'json', "kind = 'rule'")}
${renamed('outbox', 'args', "name = 'noteReplay'")}
${renamed('attention', 'args', "name = 'noteReplay'")}`,
}
