/**
 * The double role of the enterprise counter on a professional card (domain facts 2.2): advice on the
 * business plan before, follow-up during, the enterprise number after. The counter has no desk here:
 * the region notes what it says.
 */
import * as v from 'valibot'
import { OPINIONS } from '../../contract/codes.ts'
import type { DossierBody } from '../../contract/records.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { refuse } from '../command.ts'
import { entry } from './entry.ts'

const COUNTER_MAX_LENGTH = 200
const Counter = v.pipe(v.string(), v.maxLength(COUNTER_MAX_LENGTH))
const isCard = ({ procedure }: DossierBody): boolean => procedure === 'PROFESSIONAL_CARD'
const named = (counter: string) => (counter.trim() === '' ? refuse('COUNTER_REQUIRED') : null)

/** Before: what the counter advised on the business plan, also before it was filed, while work is not decided. */
export const recordCounterAdvice = entry({
  name: 'recordCounterAdvice',
  fields: { counter: Counter, opinion: v.picklist(OPINIONS) },
  timeline: 'COUNTER_ADVISED',
  suits: (body) => isCard(body) && isWorkPending(body.work),
  unsuited: refuse('COUNTER_NOT_INVOLVED'),
  needsText: ({ opinion }) => opinion !== 'NONE',
  mayPrecede: true,
  check: (_body, { counter }) => named(counter),
  codes: ({ opinion }) => [`opinion.${opinion}`],
  title: ({ counter }) => counter.trim(),
})

/** During: what the counter saw of the starter, once the application is out of its hands. */
export const recordFollowUp = entry({
  name: 'recordFollowUp',
  fields: { counter: Counter },
  timeline: 'COUNTER_FOLLOWED_UP',
  suits: (body) => isCard(body) && body.work.state !== 'AT_COUNTER',
  unsuited: refuse('COUNTER_NOT_INVOLVED'),
  needsText: () => true,
  check: (_body, { counter }) => named(counter),
  codes: () => [],
  title: ({ counter }) => counter.trim(),
})

/** After: the number under which the counter entered the new enterprise in the register. */
export const recordEnterpriseNumber = entry({
  name: 'recordEnterpriseNumber',
  fields: { enterpriseNumber: v.pipe(v.string(), v.maxLength(40)) },
  timeline: 'ENTERPRISE_NUMBER_GIVEN',
  suits: (body) => isCard(body) && body.work.state === 'GRANTED',
  unsuited: refuse('COUNTER_NOT_INVOLVED'),
  needsText: () => false,
  check(body, { enterpriseNumber }) {
    const number = parseEnterpriseNumber(enterpriseNumber)
    if (number === null) return refuse('ENTERPRISE_NUMBER_WRONG')
    return body.enterpriseNumber === number ? refuse('ALREADY_SO') : null
  },
  codes: () => [],
  title: ({ enterpriseNumber }) => parseEnterpriseNumber(enterpriseNumber),
  change: (body, { enterpriseNumber }) => ({
    ...body,
    enterpriseNumber: parseEnterpriseNumber(enterpriseNumber)!,
  }),
})
