/** What was verified about the mandate under which an application was filed (domain facts 5). */
import * as v from 'valibot'
import { MANDATE_RESULTS, MANDATE_SOURCES } from '../../contract/codes.ts'
import { Id } from '../../contract/records.ts'
import { needsMandate } from '../../dossier/mandates.ts'
import { refuse } from '../command.ts'
import { entry } from './entry.ts'

/** Who looked where, when, and what it showed; a mandate that was not found wants words. */
export const verifyMandate = entry({
  name: 'verifyMandate',
  fields: {
    source: v.picklist(MANDATE_SOURCES),
    result: v.picklist(MANDATE_RESULTS),
    mandateId: v.nullable(Id),
  },
  timeline: 'MANDATE_VERIFIED',
  suits: needsMandate,
  unsuited: refuse('MANDATE_NOT_NEEDED'),
  needsText: ({ result }) => result === 'NOT_CONFIRMED',
  codes: ({ source, result }) => [`mandateSource.${source}`, `mandateResult.${result}`],
  about: ({ mandateId }) => mandateId,
})
