/** How each kind becomes rows: to add a kind, a projection and a line here. */
import type {
  BodyOf,
  MandateBody,
  NoteBody,
  PresenceBody,
  RecordKind,
} from '../../domain/contract/records.ts'
import { presenceInsz } from '../../domain/linking/exact.ts'
import type { mandate, note, presence } from '../schema.ts'
import { projectDeclaration } from './declaration.ts'
import { projectDossier } from './dossier.ts'
import { projectEnterprise } from './enterprise.ts'
import { projectA1, projectControl, projectEmployment, projectWorkerLine } from './extracts.ts'
import { projectJudgement } from './judgement.ts'
import { projectPerson } from './person.ts'
import type { Projected, Projection } from './projection.ts'
import { projectRegisterLine } from './register-lines.ts'

const projectMandate: Projection<MandateBody, Projected<typeof mandate>> = {
  version: 1,
  columns: ({ mandatorId, mandataryId }) => ({ mandatorId, mandataryId }),
  deciding: ['mandatorId'],
}

const projectPresence: Projection<PresenceBody, Projected<typeof presence>> = {
  version: 1,
  columns: (body) => ({ insz: presenceInsz(body), l1Number: body.l1Number }),
  deciding: ['insz', 'l1Number'],
}

const projectNote: Projection<NoteBody, Projected<typeof note>> = {
  version: 1,
  columns: ({ dossierId }) => ({ dossierId }),
  deciding: [],
}

/** Few of each: they are read whole. */
const projectNothing = { version: 1, columns: () => ({}), deciding: [] }

export const PROJECTIONS = {
  enterprise: projectEnterprise,
  person: projectPerson,
  mandate: projectMandate,
  dossier: projectDossier,
  declaration: projectDeclaration,
  presence: projectPresence,
  a1: projectA1,
  employment: projectEmployment,
  control: projectControl,
  workerLine: projectWorkerLine,
  holding: projectNothing,
  registerLine: projectRegisterLine,
  note: projectNote,
  findingJudgement: projectJudgement,
  linkJudgement: projectNothing,
  savedView: projectNothing,
  absence: projectNothing,
  norm: projectNothing,
  rule: projectNothing,
  sample: projectNothing,
  report: projectNothing,
  reporter: projectNothing,
  departure: projectNothing,
  watch: projectNothing,
  controlRequest: projectNothing,
} as const satisfies { [K in RecordKind]: Projection<BodyOf<K>, object> }

/** The projection of a kind known only at run time. */
export function projectionOf<K extends RecordKind>(
  kind: K,
): Projection<BodyOf<K>, Record<string, string | number | null>> {
  return PROJECTIONS[kind] as unknown as Projection<
    BodyOf<K>,
    Record<string, string | number | null>
  >
}
