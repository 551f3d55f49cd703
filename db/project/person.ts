import type { PersonBody } from '../../domain/contract/records.ts'
import { passportKey, personIdentifiers } from '../../domain/linking/exact.ts'
import { identityOfPerson, packIdentity } from '../../domain/linking/register/identity.ts'
import { displayName, fold, searchText } from '../../domain/linking/names.ts'
import { addressKey } from '../../domain/risk/handles.ts'
import type { person } from '../schema.ts'
import type { Projected, Projection } from './projection.ts'

function columns(body: PersonBody): Projected<typeof person> {
  const name = displayName(body)
  return {
    name,
    sortKey: fold(name),
    birthDate: body.birthDate,
    identity: packIdentity(identityOfPerson('', body)),
    home: body.address && addressKey(body.address),
  }
}

const digits = (text: string): string => text.replace(/\D/g, '')

export const projectPerson: Projection<PersonBody, ReturnType<typeof columns>> = {
  version: 1,
  columns,
  searchText: (body) =>
    searchText(
      body.familyName,
      body.givenNames,
      body.nativeName,
      ...(body.insz ? [digits(body.insz)] : []),
      ...body.inszAliases.map(digits),
      ...body.passports.map((passport) => passportKey(passport)?.slice(3)),
    ),
  sides: [(body) => personIdentifiers('', body).map(({ value, type }) => [value, type])],
}
