import type { RegisterLineBody } from '../../domain/contract/records.ts'
import { directorOf, weighsOnDirector, worksPlace } from '../../domain/risk/register-facts.ts'
import type { registerLine } from '../schema.ts'
import { enterpriseKeys, numberKeys } from './numbers.ts'
import type { Projected, Projection } from './projection.ts'

/** The number under which the enterprise of a line is known; null when none is told. */
export function enterpriseOf({ enterprise }: RegisterLineBody): string | null {
  return numberKeys(enterprise)[0] ?? null
}

const keyOf = (party: { number: string | null } | null | undefined): string | null =>
  enterpriseKeys([party?.number ?? null])[0] ?? null

export const projectRegisterLine: Projection<RegisterLineBody, Projected<typeof registerLine>> = {
  version: 2,
  columns: (body) => ({
    source: body.source,
    enterprise: enterpriseOf(body),
    director: directorOf(body),
    weighs: weighsOnDirector(body) ? 1 : 0,
    place: worksPlace(body),
    orderedBy: keyOf(body.works?.orderedBy),
    principal: keyOf(body.works?.principal),
  }),
}
