/** By what a cache tells whether its derived rows are as this program derives them. */
import { SEVERITIES } from '../../domain/contract/codes.ts'
import { RECORD_KINDS, type RecordKind } from '../../domain/contract/records.ts'
import { PROJECTIONS, projectionOf } from './index.ts'

/**
 * Grows with each change to what is computed from the rows and kept beside them without a version of
 * its own: findings, pieces of facts, measures, links, handles.
 */
const RESULTS_VERSION = 2

/** How far the derived rows of a cache are those of a program: `projection` in `meta`, as JSON. */
export interface Standing {
  /** Stamps of the kinds whose rows are all as their projection makes them. */
  kinds: Readonly<Record<string, unknown>>
  /** Of what is computed from the rows; absent: nothing is known. */
  results?: unknown
  /** The kind that is being renewed: its rows up to this one are as the stamp says. */
  underWay?: { kind: string; stamp: unknown; row: number; hasNewTexts: boolean }
}

/** Changes whenever stored positions or columns of a kind would mean something else: then its rows are renewed. */
export function stampOf(kind: RecordKind): unknown {
  const { version, lists = [] } = projectionOf(kind)
  return [version, ...lists]
}

/** Pieces of facts hold places of kinds, risks those of severities. */
export const RESULTS_STAMP: unknown = [RESULTS_VERSION, RECORD_KINDS, SEVERITIES]

/** That of a cache in which nothing is to be renewed. */
export function projectionStamp(): string {
  const kinds = Object.keys(PROJECTIONS) as RecordKind[]
  const current: Standing = {
    kinds: Object.fromEntries(kinds.map((kind) => [kind, stampOf(kind)])),
    results: RESULTS_STAMP,
  }
  return JSON.stringify(current)
}

/** One stamp says the same as another. */
export const isStamp = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
