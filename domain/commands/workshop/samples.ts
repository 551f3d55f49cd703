/**
 * What the rules miss shows only where they say little: a service draws dossiers of low risk at
 * random, and somebody looks at each as if it had one (domain facts 6: a sample of low-score files).
 */
import * as v from 'valibot'
import { FINDING_CODES, SAMPLE_OUTCOMES } from '../../contract/codes.ts'
import { Id, type SampleBody } from '../../contract/records.ts'
import { serviceOf } from '../../rights/service.ts'
import { accept, refuse, type Command } from '../command.ts'
import { checkWhy, WHY_MAX, WHY_MIN } from '../second-look.ts'

/** Most dossiers of one sample: what a service can look at beside its work. */
export const SAMPLE_MAX = 40

const Drawn = v.strictObject({
  sampleId: Id,
  /** How many dossiers without a signal it was drawn from. */
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  dossierIds: v.pipe(v.array(Id), v.maxLength(SAMPLE_MAX)),
})

/** Makes a list of dossiers to look at; only of those that the own service holds. */
export const drawSample: Command<'drawSample', v.InferOutput<typeof Drawn>> = {
  name: 'drawSample',
  args: Drawn,
  needs: ({ sampleId, dossierIds }) => [
    { kind: 'sample', id: sampleId },
    ...dossierIds.map((id) => ({ kind: 'dossier' as const, id })),
  ],
  lane: ({ sampleId }) => ({ kind: 'sample', id: sampleId }),
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { sampleId, from, dossierIds }, { actor, at }) {
    const service = serviceOf(actor)
    if (!service) return refuse('FORBIDDEN')
    if (records('sample', sampleId)) return refuse('ALREADY_SO')
    const ids = [...new Set(dossierIds)]
    if (ids.length === 0) return refuse('SAMPLE_EMPTY')
    if (ids.some((id) => !records('dossier', id))) return refuse('NOT_FOUND')
    const items = ids.map((dossierId) => ({ dossierId, label: null }))
    const body: SampleBody = { service, from, items, by: actor.id, byName: actor.name, at }
    return accept({ kind: 'sample', id: sampleId, body })
  },
}

const Label = v.strictObject({
  sampleId: Id,
  dossierId: Id,
  outcome: v.picklist(SAMPLE_OUTCOMES),
  /** MISSED: the rules that should have spoken, at least one. */
  missed: v.array(v.picklist(FINDING_CODES)),
  reason: v.string(),
})

/** Says what a sampled dossier turned out to be; a later look takes the place of an earlier one. */
export const labelSample: Command<'labelSample', v.InferOutput<typeof Label>> = {
  name: 'labelSample',
  args: Label,
  needs: ({ sampleId, dossierId }) => [
    { kind: 'sample', id: sampleId },
    { kind: 'dossier', id: dossierId },
  ],
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [{ field: 'reason', min: WHY_MIN, max: WHY_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { sampleId, dossierId, outcome, missed, reason }, { actor, at }) {
    const body = records('sample', sampleId)?.body
    const place = body?.items.findIndex((item) => item.dossierId === dossierId) ?? -1
    if (!body || place === -1 || !records('dossier', dossierId)) return refuse('NOT_FOUND')
    if ((outcome === 'MISSED') !== missed.length > 0) return refuse('BAD_REQUEST')
    const refused = checkWhy(reason)
    if (refused) return refused
    const who = { by: actor.id, byName: actor.name, at }
    const label = { outcome, missed: [...new Set(missed)], reason: reason.trim(), ...who }
    const items = body.items.with(place, { dossierId, label })
    return accept({ kind: 'sample', id: sampleId, body: { ...body, items } })
  },
}
