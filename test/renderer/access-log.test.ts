/** The access log as it is drawn: whom an entry is about has a name, or its key. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { LabelledAccessRow } from '../../domain/contract/access.ts'
import { LogTable } from '../../renderer/access/log-table.tsx'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['access', 'codes', 'app']))

/** A look at a director in the network. */
const ROW: LabelledAccessRow = {
  seq: 1,
  client: 'client-1',
  n: 1,
  userId: 'vl-an',
  userName: 'An',
  role: 'REGION_OFFICER',
  region: 'FL',
  at: '2026-03-03T09:00:00.000Z',
  deskAt: '2026-03-03T09:00:00.000Z',
  receivedAt: '2026-03-03T09:00:00.000Z',
  action: 'VIEW',
  subject: { kind: 'network', id: 'director-1' },
  dossierId: null,
  dossierReference: null,
  purpose: 'FOLLOW_SIGNAL',
  legalBasis: 'GDPR_6_1_E',
  reason: 'Vraag van de werkgever',
  fields: ['NAME'],
  sources: ['REGISTERS'],
  count: 3,
  persons: ['director-1'],
  label: null,
}

const drawn = (row: LabelledAccessRow) =>
  renderToStaticMarkup(createElement(LogTable, { rows: [row], onSubject: () => {} }))

it('a director has the name that this desk holds, else the key', () => {
  expect(drawn({ ...ROW, label: 'PEETERS Jo' })).toContain('PEETERS Jo')
  expect(drawn(ROW)).toContain('director-1')
  expect(drawn(ROW), 'and every look at them can be asked for').toMatch(/<button.*director-1/s)
  const site = { ...ROW, subject: { kind: 'network' as const, id: null } }
  expect(drawn(site), 'a site has neither').not.toMatch(/director-1|PEETERS/)
})
