/**
 * In which languages a service may write about a file, dated (domain facts 9.7; coordinated laws of
 * 18 July 1966). The language of a file is a legal field of its record: where a row leaves a choice,
 * it is the applicant's, and the record holds it from the application on.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FileLanguage, Region } from '../contract/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

export interface FileLanguageRow extends Dated {
  region: Region
  languages: readonly FileLanguage[]
  /** Who chose, where there is more than one. */
  choice: 'NONE' | 'APPLICANT'
}

const row = (
  region: Region,
  languages: readonly FileLanguage[],
  confidence: Dated['confidence'],
): FileLanguageRow => ({
  region,
  languages,
  choice: languages.length > 1 ? 'APPLICANT' : 'NONE',
  validFrom: '1966-08-02',
  validTo: null,
  source: 'domain facts 9.7',
  confidence,
})

/** French in the German-speaking area rests on its language facilities; the rest on the area itself. */
export const FILE_LANGUAGE_ROWS: readonly FileLanguageRow[] = [
  row('FL', ['nl'], 'MEDIUM'),
  row('WA', ['fr'], 'MEDIUM'),
  row('BR', ['fr', 'nl'], 'MEDIUM'),
  row('DG', ['de', 'fr'], 'LOW'),
]

/** The rule for the files of a region on a day; the Immigration Office follows the file. */
export function fileLanguageRow(region: Region, on: LocalDate): FileLanguageRow | undefined {
  return FILE_LANGUAGE_ROWS.find((one) => one.region === region && inForceOn(one, on))
}
