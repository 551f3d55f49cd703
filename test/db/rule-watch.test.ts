/** Which dossiers a sample of what the rules say little of is drawn from. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { dossier, enterprise, filledCache, newPlace, person, wire, type Place } from './samples.ts'

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  const of = (personId: string, employerId: string) => dossier({ personId, employerId })
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise()),
    wire('enterprise', 'e2', enterprise({ enterpriseNumber: '0428759497' })),
    ...['p1', 'p2', 'p3', 'p4'].map((id) => wire('person', id, person())),
    wire('dossier', 'onIt', of('p1', 'e1')),
    wire('dossier', 'sameWorker', of('p1', 'e1')),
    wire('dossier', 'ofWorker', of('p2', 'e1')),
    wire('dossier', 'ofEmployer', of('p3', 'e2')),
    wire('dossier', 'silent', of('p4', 'e1')),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const finding = (change: Partial<Finding>): Finding => ({
  id: `R13-${change.personId ?? change.enterpriseId}`,
  code: 'R13',
  ruleVersion: 1,
  revision: 0,
  kind: 'SOFT',
  severity: 'MEDIUM',
  personId: null,
  enterpriseId: null,
  dossierId: null,
  declarationId: null,
  knownOn: null,
  facts: [],
  exceptions: [],
  ...change,
})

test('no signal that counts concerns it, or a low one: on it, on its worker beside dossiers, on its employer', () => {
  const all = ['ofEmployer', 'ofWorker', 'onIt', 'sameWorker', 'silent']
  expect(cache.rules.dossiersOfLowRisk()).toEqual(all)
  cache.writeFindings([
    { personId: 'p1', findings: [finding({ personId: 'p1', dossierId: 'onIt' })] },
    { personId: 'p2', findings: [finding({ personId: 'p2' })] },
    { enterpriseId: 'e2', findings: [finding({ enterpriseId: 'e2' })] },
    { personId: 'p4', findings: [finding({ personId: 'p4', severity: 'LOW' })] },
  ])
  expect(cache.rules.dossiersOfLowRisk()).toEqual(['sameWorker', 'silent'])
})
