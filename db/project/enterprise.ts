import type { EnterpriseBody } from '../../domain/contract/records.ts'
import { fold, searchText } from '../../domain/linking/names.ts'
import type { enterprise } from '../schema.ts'
import { enterpriseKey, numberKeys } from './numbers.ts'
import type { Projected, Projection } from './projection.ts'

function columns(body: EnterpriseBody): Projected<typeof enterprise> {
  return { name: body.name, sortKey: fold(body.name), country: body.country }
}

export const projectEnterprise: Projection<EnterpriseBody, ReturnType<typeof columns>> = {
  version: 1,
  columns,
  searchText: (body) =>
    searchText(
      body.name,
      ...numberKeys(body),
      ...(body.vatNumber ? [enterpriseKey(body.vatNumber)] : []),
      ...body.establishmentUnits.map(({ number }) => enterpriseKey(number)),
    ),
  sides: [(body) => numberKeys(body).map((key) => [key])],
}
