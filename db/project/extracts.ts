/** A1 forms, employments, controls and lines of other sources as rows: by whom they are about. */
import type {
  A1Body,
  ControlBody,
  EmploymentBody,
  WorkerLineBody,
} from '../../domain/contract/records.ts'
import { a1Key, identifierOf, metKeys, presenceInsz } from '../../domain/linking/exact.ts'
import { formKeyOf } from '../../domain/linking/form-key.ts'
import type { a1, employment, workerLine } from '../schema.ts'
import { numberKeys } from './numbers.ts'
import type { Projected, Projection } from './projection.ts'

/** The number under which the employer of a false form is known; null for a form that is not false. */
export function falseOf({ state, employer }: A1Body): string | null {
  if (state !== 'FALSE') return null
  return numberKeys(employer)[0] ?? null
}

export const projectA1: Projection<A1Body, Projected<typeof a1>> = {
  version: 1,
  columns: (body) => ({
    insz: identifierOf(body, 'INSZ'),
    passport: identifierOf(body, 'PASSPORT'),
    birthDate: body.worker.birthDate,
    l1Number: body.l1Number,
    numberKey: a1Key(body),
    falseOf: falseOf(body),
    formKey: formKeyOf(body),
  }),
}

export const projectEmployment: Projection<EmploymentBody, Projected<typeof employment>> = {
  version: 1,
  columns: (body) => ({ insz: presenceInsz(body) }),
  deciding: ['insz'],
}

export const projectControl: Projection<ControlBody, object> = {
  version: 1,
  columns: () => ({}),
  sides: [(body) => metKeys(body).map((key) => [key])],
}

export const projectWorkerLine: Projection<WorkerLineBody, Projected<typeof workerLine>> = {
  version: 1,
  columns: ({ worker, payment }) => ({
    insz: presenceInsz(worker),
    l1Number: worker.l1Number,
    account: payment?.account ?? null,
  }),
}
