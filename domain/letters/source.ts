/** What a letter is made from, out of the page of a dossier. */
import type { Actor } from '../contract/actor.ts'
import type { LocalDate } from '../calendar/local-date.ts'
import type { DossierPage } from '../contract/workbench.ts'
import { tablesOf } from '../reference/own-rows.ts'
import type { LetterSource } from './compose.ts'

interface Around {
  author: Actor
  today: LocalDate
  colleagues: readonly { id: string; name: string }[]
  /** Address lines that the officer gave; empty: none. */
  addressee: string
}

/** The source of a letter on a dossier; `body` where it is to be made on what a step would leave. */
export function letterSource(
  page: Pick<DossierPage, 'dossier' | 'person' | 'employer' | 'filer' | 'mandateCheck' | 'tables'>,
  { author, today, colleagues, addressee }: Around,
  body = page.dossier.body,
): LetterSource {
  return {
    body,
    person: page.person.body,
    employer: page.employer?.body ?? null,
    filer: page.filer?.body ?? null,
    mandate: page.mandateCheck.mandate?.body ?? null,
    today,
    author: author.name,
    nameOf: (id) =>
      id === author.id ? author.name : (colleagues.find((one) => one.id === id)?.name ?? null),
    addressee,
    tables: tablesOf(page.tables),
  }
}
