import type { EnterpriseBody } from '../../domain/contract/records.ts'
import { fold, searchText } from '../../domain/linking/names.ts'
import type { enterprise } from '../schema.ts'
import { enterpriseKey, enterpriseKeys } from './numbers.ts'
import type { Projected, Projection } from './projection.ts'

function columns(body: EnterpriseBody): Projected<typeof enterprise> {
  return { name: body.name, sortKey: fold(body.name), country: body.country }
}

const keysOf = (body: EnterpriseBody): string[] =>
  enterpriseKeys([body.enterpriseNumber, body.vatNumber])

export const projectEnterprise: Projection<EnterpriseBody, ReturnType<typeof columns>> = {
  columns,
  searchText: (body) =>
    searchText(
      body.name,
      ...keysOf(body),
      ...(body.vatNumber ? [enterpriseKey(body.vatNumber)] : []),
      ...body.establishmentUnits.map(({ number }) => enterpriseKey(number)),
    ),
  side: (body) => keysOf(body).map((key) => [key]),
}
