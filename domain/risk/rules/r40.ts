import type { MaskedSource, OutsideSource } from '../../contract/codes.ts'
import type { EnterpriseFacts, SharedHandle } from '../enterprise-facts.ts'
import { lodgersOn, unlisted } from '../enterprise-walk.ts'
import { apartFact } from '../evidence.ts'
import { addressKey } from '../handles.ts'
import { holdsAll, withheldOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  type EnterpriseContext,
  enterpriseRule,
  fact,
  limitFact,
  type Sighting,
  sighting,
} from '../rule.ts'
import { sharersOf } from '../screens.ts'

const isFee = ({ kind }: SharedHandle): boolean => kind === 'FEE_ACCOUNT'

/** Sources that it reads where they are held and shown. */
const SOURCES = [
  ['FIRM_ACCOUNTS', 'ACCOUNTS'],
  ['FIRM_PEOPLE', 'DIRECTORS'],
] as const

/** Which of what it reads is not shown to this person, or not held on this desk. */
const unseenBy = (facts: EnterpriseFacts): readonly (MaskedSource | OutsideSource)[] => {
  const masked = withheldOf(['LIAISONS', 'FIRM_ACCOUNTS', 'FIRM_PEOPLE', 'WORKER_ADDRESSES'], facts)
  const missing = SOURCES.filter(
    ([part, source]) => !masked.includes(part) && !holdsAll([source], facts),
  )
  return [...masked, ...missing.map(([, source]) => source)]
}

/** Says what was not looked at, and who else's fee was paid from the same account. */
function say(context: EnterpriseContext): void {
  const { enterprise, handles } = context.facts
  for (const part of unseenBy(context.facts)) {
    const value = `outsideSource.${part}`
    clear(context, 'PART_NOT_SEEN', () => fact('unseenPart', 'code', value, enterprise, 'handles'))
  }
  for (const { enterprises } of handles.filter(isFee)) {
    const { length } = enterprises
    if (length < 2) continue
    clear(context, 'OTHER_MATTER', () =>
      fact('feeEnterprises', 'number', length, enterprise, 'handles'),
    )
  }
}

/** Workers who live where the enterprise has its seat. */
function atSeat(
  { enterprise }: EnterpriseFacts,
  lodgers: EnterpriseFacts['lodgers'],
): EnterpriseFacts['lodgers'] {
  const seat = addressKey(enterprise.body.address)
  if (seat === null) return []
  const { country, postalCode, place } = enterprise.body.address
  return lodgers.filter(
    ({ address: street, municipality }) =>
      addressKey({ street, municipality, postalCode, place, country }) === seat,
  )
}

function sharedWithWorkers(context: EnterpriseContext, minWorkers: number): Sighting | null {
  const { facts } = context
  const near = atSeat(facts, lodgersOn(facts, context.today))
  const say = (count: number) => fact('workers', 'number', count, facts.enterprise, 'address')
  if (near.length > 0 && near.length < minWorkers) {
    clear(context, 'WITHIN_LIMIT', () => say(near.length))
  }
  if (near.length < minWorkers) return null
  const isAuPair = (id: string) =>
    facts.dossiers.some(({ body }) => body.personId === id && body.category === 'AU_PAIR')
  const workers = near.filter(({ personId }) => !isAuPair(personId))
  const [first] = workers
  if (!first || workers.length < minWorkers) return null
  const at = { kind: 'person', id: first.personId }
  return sighting(['WORKERS'], {}, [
    fact('handleKind', 'code', 'handleKind.ADDRESS', facts.enterprise, 'address'),
    fact('address', 'text', first.address, at, 'address.street'),
    fact('livesIn', 'municipality', first.municipality, at, 'address.municipality'),
    say(workers.length),
    limitFact(minWorkers),
  ])
}

/**
 * R40: a phone, e-mail, address or bank account that several enterprises give as theirs. Facts: handles
 * in declarations and registers, accounts of application forms; social secretariats and business centres
 * stand on the dated list of a region and are passed over,
 * and enterprises with a director in common count once. The account from which a fee was paid is the payer's, and no
 * list could pass over it: it never flags. An address counts that an employer shares with workers of its
 * own, too: with several of them, because one who lives above the shop is nothing to ask about, and au
 * pairs live with their family by law.
 */
export const r40 = enterpriseRule({
  code: 'R40',
  version: 6,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['S10', 'S133'],
  parameters: {
    minEmployers: parameter('COUNT', 3, [2, 50]),
    minWorkers: parameter('COUNT', 2, [1, 50]),
  },
  screens: [
    { measure: () => 0, mayFire: (_, { minEmployers }, asked) => sharersOf(asked) >= minEmployers },
    {
      measure: ({ facts }) => atSeat(facts, facts.lodgers).length,
      mayFire: (workers, { minWorkers }) => workers >= minWorkers,
    },
  ],
  find(context, { minEmployers, minWorkers }) {
    const { enterprise } = context.facts
    if (context.why) say(context)
    const theirs = unlisted(context.facts, context.today).filter((one) => !isFee(one))
    const withWorkers = sharedWithWorkers(context, minWorkers)
    if (theirs.length === 0) {
      return withWorkers ? [withWorkers] : clear(context, 'NO_RECORD')
    }
    const withOthers = theirs.flatMap((handle) => {
      const { kind, value, key = value, enterprises } = handle
      const counted = fact('enterprises', 'number', enterprises.length, enterprise, 'handles')
      if (enterprises.length < minEmployers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      const apart = apartFact(context, handle)
      if (apart.value < minEmployers) {
        clear(context, 'WITHIN_LIMIT', () => apart)
        return []
      }
      return [
        sighting([kind, key], {}, [
          fact('handleKind', 'code', `handleKind.${kind}`, enterprise, 'handles'),
          fact('handle', 'text', value, enterprise, 'handles'),
          counted,
          apart,
          limitFact(minEmployers),
        ]),
      ]
    })
    return withWorkers ? [...withOthers, withWorkers] : withOthers
  },
})
