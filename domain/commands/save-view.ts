import * as v from 'valibot'
import type { ConflictField, Lines, Said } from '../contract/conflict.ts'
import { SavedQuery } from '../contract/queue.ts'
import { Id, VIEW_NAME_MAX_LENGTH, type TandemRecord } from '../contract/records.ts'
import { mayChangeView, serviceOf } from '../rights/service.ts'
import { accept, refuse, type Command } from './command.ts'
import { codeOf, codesOf, leavesAll, textOf } from './said.ts'

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same view. */
  viewId: Id,
  name: v.string(),
  query: SavedQuery,
  /** For the whole service; else for its owner alone. */
  shared: v.boolean(),
  /** Version that the officer saw; 0: there was none. */
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

const yesNo = (value: boolean): Lines => codesOf('yesNo', [value ? 'YES' : 'NO'])

type Args = v.InferOutput<typeof Args>

/** What a view shows: its queue, what it leaves, in which order. */
function filtersOf({ queue, facets, due, order, coverage }: SavedQuery): Lines {
  const of = (found: readonly { facet: string; values: readonly string[] }[]): Lines =>
    found.map(({ facet, values }) => [
      ['facet', facet] satisfies Said,
      ...values.map((value) => codeOf(facet, value)),
    ])
  const span: Said[] = [
    ...(due?.span ? [['span', due.span] satisfies Said] : []),
    ...[due?.from, due?.to].flatMap((day): Said[] => (day ? [['date', day]] : [])),
  ]
  const sorted = (coverage?.order ?? order).map(({ column, descending }): Said[] => [
    ['column', column],
    ['text', descending ? '↓' : '↑'],
  ])
  return [
    ...(coverage ? of(coverage.facets) : [[['queue', queue] satisfies Said], ...of(facets)]),
    ...(span.length > 0 ? [span] : []),
    ...sorted,
  ]
}

/** Name, readers and content of a view, each beside what somebody else made of it. */
function viewConflict(args: Args, stored: TandemRecord<'savedView'>): ConflictField[] {
  const { body } = stored
  const beside = (field: string, mine: Lines, theirs: Lines): ConflictField => ({
    field,
    type: 'lines',
    base: null,
    mine,
    theirs: body.removed ? [] : theirs,
    by: null,
    at: body.at,
  })
  return [
    beside('name', textOf(args.name), textOf(body.name)),
    beside('shared', yesNo(args.shared), yesNo(body.shared)),
    beside('filters', filtersOf(args.query), filtersOf(body.query)),
  ]
}

/** Keeps a view of the queue, or renames, shares and replaces one. Its owner stays who made it. */
export const saveView: Command<'saveView', Args> = {
  name: 'saveView',
  args: Args,
  needs: ({ viewId }) => [{ kind: 'savedView', id: viewId }],
  lane: ({ viewId }) => ({ kind: 'savedView', id: viewId }),
  words: [{ field: 'name', min: 1, max: VIEW_NAME_MAX_LENGTH }],
  conflict(args, records) {
    const stored = records('savedView', args.viewId)
    if (!stored || stored.version === args.from) return []
    return viewConflict(args, stored)
  },
  resolve(args, choice, records) {
    const stored = records('savedView', args.viewId)
    if (!stored || stored.version === args.from) return args
    const { body, version: from } = stored
    const isTheirs = (field: string) => choice(field) === 'THEIRS'
    // Of a view that was removed nothing stands: it is made anew as a whole, or stays away.
    const fields = viewConflict(args, stored)
    if (body.removed ? fields.some(({ field }) => isTheirs(field)) : leavesAll(fields, choice)) {
      return null
    }
    return {
      ...args,
      from,
      ...(isTheirs('name') && { name: body.name }),
      ...(isTheirs('shared') && { shared: body.shared }),
      ...(isTheirs('filters') && { query: body.query }),
    }
  },
  decide(records, { viewId, name, query, shared, from }, { actor, at }) {
    const trimmed = name.trim()
    const service = serviceOf(actor)
    const stored = records('savedView', viewId)
    if (service === null) return refuse('FORBIDDEN')
    if (stored && !mayChangeView(actor, stored.body)) return refuse('FORBIDDEN')
    if (trimmed === '') return refuse('TEXT_REQUIRED')
    if (trimmed.length > VIEW_NAME_MAX_LENGTH) {
      return refuse('TEXT_TOO_LONG', { max: VIEW_NAME_MAX_LENGTH })
    }
    if ((stored?.version ?? 0) !== from) {
      return refuse('STALE', { mine: trimmed, theirs: stored?.body.name ?? null, base: null })
    }
    const { owner, ownerName } = stored?.body ?? { owner: actor.id, ownerName: actor.name }
    const body = { name: trimmed, owner, ownerName, service, shared, removed: false, query, at }
    return accept({ kind: 'savedView', id: viewId, body })
  },
}
