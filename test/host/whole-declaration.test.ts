/** The whole of a declaration on its way from the gateway through the cache to a page, for each role that handles it (an auditor's: test/gateway/rights.test.ts). */
import { expect, test } from 'vitest'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { WHOLE } from '../domain/whole-declaration.ts'
import { startPractice, workingDesk } from './practice.ts'
import { type FixtureItem, fixtureWorld } from './records.ts'

/** A declaration of person-1 that tells everything. */
function* world(): Generator<FixtureItem> {
  for (const item of fixtureWorld(1)) {
    const { record } = item
    if (record.kind !== 'declaration') yield item
    else {
      const body = {
        ...WHOLE,
        worker: { ...record.body.worker, homeAddress: WHOLE.worker.homeAddress! },
      }
      yield { ...item, record: { ...record, body } }
    }
  }
}

const HOME_COUNTRY = {
  street: null,
  postalCode: null,
  place: null,
  municipality: null,
  country: 'SI',
}

test.each<[string, Partial<DeclarationBody>, DeclarationBody['worker']['homeAddress']]>([
  ['vl-an', { liaison: null }, HOME_COUNTRY],
  ['dvz-tom', { liaison: null }, WHOLE.worker.homeAddress],
  ['insp-sien', {}, HOME_COUNTRY],
])('%s sees of it what the work asks for', async (person, otherwise, homeAddress) => {
  const { address } = await startPractice(world())
  const desk = await workingDesk(address, person)
  await desk.window.access.begin({ purpose: 'FOLLOW_SIGNAL', reason: 'Nagaan wat er gemeld is' })
  const { declarations } = await desk.window.comparison.get({ personId: 'person-1' })
  const { worker, ...told } = declarations[0]!.body
  const { worker: _, ...whole } = WHOLE
  expect(told).toEqual({ ...whole, ...otherwise })
  expect(worker.homeAddress).toEqual(homeAddress)
})
