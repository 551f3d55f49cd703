/**
 * Who lawfully acts for many: social secretariats, business centres, liaison services, advisers. The
 * regions keep the list by dated rows, each region its own (table INTERMEDIARIES of the record kind
 * `norm`): nobody's comes with the program. Who stands on the list of one region acts for many
 * everywhere.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { SCOPES } from '../contract/codes.ts'
import type { Intermediary, NormBody } from '../contract/records.ts'
import { enterpriseKeys } from '../linking/enterprise-keys.ts'
import { fold } from '../linking/names.ts'
import { rowsInForce, ownTables } from './own-rows.ts'

/** The records of the kind `norm` that a desk holds. */
type Norms = readonly { body: NormBody }[]

/** Tells whether one of some names, numbers, handles or addresses is of somebody on the list. */
export type IsListed = (values: readonly string[]) => boolean

/** A telephone or number without what people write between its digits; other text in plain words. */
function plain(text: string): string {
  const folded = fold(text)
  if (/^[+0-9 ().,/-]+$/.test(folded)) return folded.replace(/[^+0-9]/g, '')
  return folded.replace(/[^A-Z0-9@.+]+/g, ' ').trim()
}

const knownBy = ({ name, enterpriseNumber, handles }: Intermediary): string[] => [
  ...[name, ...handles].map(plain),
  ...enterpriseKeys([enterpriseNumber]),
]

function listOn(norms: Norms, day: LocalDate): IsListed {
  const tables = ownTables(norms)
  const known = new Set(
    SCOPES.flatMap((keeper) => rowsInForce(tables(keeper), 'INTERMEDIARIES', day)).flatMap(
      ({ value }) => ('intermediary' in value ? knownBy(value.intermediary) : []),
    ),
  )
  known.delete('')
  return (values) => known.size > 0 && values.some((value) => known.has(plain(value)))
}

/** The list that was looked up last of some records. */
const LAST = new WeakMap<Norms, { day: LocalDate; isListed: IsListed }>()

/** The list as the regions keep it on a day; looked up once for the same records and day. */
export function intermediariesOn(norms: Norms, day: LocalDate): IsListed {
  const last = LAST.get(norms)
  if (last?.day === day) return last.isListed
  const isListed = listOn(norms, day)
  LAST.set(norms, { day, isListed })
  return isListed
}
