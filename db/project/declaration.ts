import { toDay } from '../../domain/calendar/local-date.ts'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { identifierOf } from '../../domain/linking/exact.ts'
import { partyKeys } from '../../domain/linking/mentions.ts'
import { identityOfWorker, packIdentity } from '../../domain/linking/register/identity.ts'
import { siteOfClient } from '../../domain/limosa/building-site.ts'
import { taskKeys } from '../../domain/limosa/same-task.ts'
import type { declaration } from '../schema.ts'
import type { Projected, Projection } from './projection.ts'

function columns(body: DeclarationBody): Projected<typeof declaration> {
  return {
    l1Number: body.l1Number,
    insz: identifierOf(body, 'INSZ'),
    passport: identifierOf(body, 'PASSPORT'),
    birthDate: body.worker.birthDate,
    fromDay: toDay(body.period.from),
    toDay: toDay(body.period.to),
    site: siteOfClient(body),
    identity: packIdentity(identityOfWorker(body)),
  }
}

/** Found by its L1 number through an index of its own: see ../search.ts. */
export const projectDeclaration: Projection<DeclarationBody, ReturnType<typeof columns>> = {
  version: 2,
  columns,
  sides: [
    (body) => partyKeys(body).map((key) => [key]),
    (body) => (body.status === 'ACTIVE' ? taskKeys(body).map((key) => [key]) : []),
  ],
}
