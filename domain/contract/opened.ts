/** Who has which dossier open now: told between desks by the gateway, kept by nobody. */
import * as v from 'valibot'
import { TRACKS } from './codes.ts'
import { Id } from './records.ts'

/** A desk tells which dossier stands open on it; null: none. `stream` is its open hint stream. */
export const OpenedHere = v.strictObject({ stream: Id, dossierId: v.nullable(Id) })
export type OpenedHere = v.InferOutput<typeof OpenedHere>

/** What the gateway tells of another desk, with the track on which its person decides. */
export const OpenedThere = v.strictObject({
  stream: Id,
  person: Id,
  track: v.picklist(TRACKS),
  dossierId: v.nullable(Id),
})
export type OpenedThere = v.InferOutput<typeof OpenedThere>

/** What a window is told: everybody else who has a dossier open. */
export const OpenDossiers = v.strictObject({
  /** False without the gateway: then nobody knows. */
  known: v.boolean(),
  dossiers: v.array(v.strictObject({ dossierId: Id, person: Id, track: v.picklist(TRACKS) })),
})
export type OpenDossiers = v.InferOutput<typeof OpenDossiers>
