/** For whom somebody is declared most of the time. */
import type { DeclarationBody } from '../contract/records.ts'
import type { RuleContext } from './rule.ts'
import { unionDays } from './walk.ts'

type Client = DeclarationBody['clients'][number]

/** The client of a declaration for whom most of the declared days are, the first of equals, with their share in percent; null: it has none. */
export function foremostClient(
  { active }: RuleContext,
  { clients }: DeclarationBody,
): [Client, number] | null {
  if (clients.length === 0) return null
  const all = active.toSorted((a, b) => (a.body.period.from < b.body.period.from ? -1 : 1))
  const keyOf = ({ enterpriseNumber, name }: Client) => enterpriseNumber ?? name
  const daysFor = (of: (clients: readonly Client[]) => boolean) =>
    unionDays(all.flatMap(({ body }) => (of(body.clients) ? [body.period] : [])))
  const total = daysFor(() => true)
  const shares = clients.map((client): [Client, number] => {
    const days = daysFor((theirs) => theirs.some((one) => keyOf(one) === keyOf(client)))
    return [client, Math.round((100 * days) / total)]
  })
  return shares.reduce((best, one) => (one[1] > best[1] ? one : best))
}
