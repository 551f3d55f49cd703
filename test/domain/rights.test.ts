import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../domain/commands/index.ts'
import { REGIONS, ROLES, type Region, type Role } from '../../domain/contract/codes.ts'
import type { BodyOf, RecordKind } from '../../domain/contract/records.ts'
import { BODIES, RECORD_KINDS } from '../../domain/contract/records.ts'
import { isMasked, MASKED, maskBody, mayRun, scopesOf } from '../../domain/rights/rights.ts'
import * as v from 'valibot'
import { declaration, dossier, enterprise, mandate, person, presence } from './fixtures.ts'

const as = (role: Role, region: Region | null = null) => ({ id: 'x', name: 'X', role, region })

describe('scopes', () => {
  it('follow role and region; a regional role without a region gets nothing', () => {
    for (const region of REGIONS) {
      expect(scopesOf(as('REGION_OFFICER', region))).toEqual([region])
      expect(scopesOf(as('SUPERVISOR', region))).toEqual([region])
      expect(scopesOf(as('INSPECTOR', region))).toEqual([region])
    }
    expect(scopesOf(as('REGION_OFFICER'))).toEqual([])
    expect(scopesOf(as('SUPERVISOR'))).toEqual([])
    expect(scopesOf(as('DVZ_CLERK'))).toEqual(['FED'])
    expect(scopesOf(as('DVZ_CLERK', 'FL'))).toEqual(['FED'])
    expect(scopesOf(as('INSPECTOR'))).toEqual([...REGIONS])
    expect(scopesOf(as('AUDITOR'))).toEqual([...REGIONS, 'FED'])
  })
})

describe('commands of a role', () => {
  const MATRIX: Readonly<Record<Role, readonly (keyof typeof COMMANDS)[]>> = {
    REGION_OFFICER: ['assignDossier', 'addNote', 'judgeFinding'],
    DVZ_CLERK: ['assignDossier', 'addNote', 'judgeFinding'],
    SUPERVISOR: ['assignDossier', 'addNote', 'judgeFinding'],
    INSPECTOR: ['addNote', 'judgeFinding'],
    AUDITOR: [],
  }

  it.each(ROLES)('%s', (role) => {
    const may = Object.keys(COMMANDS).filter((name) => mayRun(as(role, 'FL'), name))
    expect(may.sort()).toEqual([...MATRIX[role]].sort())
  })

  it('an unknown command is nobody’s', () => {
    expect(ROLES.filter((role) => mayRun(as(role, 'FL'), 'grantWork'))).toEqual([])
  })
})

describe('masks', () => {
  const at = '2026-11-20T10:00:00.000Z'
  const bodies: { [K in RecordKind]: BodyOf<K> } = {
    enterprise: enterprise('e1').body,
    person: person({ insz: '85073003328', nativeName: 'Дуарте' }).body,
    mandate: mandate().body,
    dossier: dossier({
      documents: [
        { id: 'x1', type: 'CRIMINAL_RECORD', status: 'ACCEPTED', receivedOn: null },
        { id: 'x2', type: 'MEDICAL_CERTIFICATE', status: 'ACCEPTED', receivedOn: null },
        { id: 'x3', type: 'CONTRACT', status: 'ACCEPTED', receivedOn: null },
      ],
    }).body,
    declaration: declaration().record.body,
    presence: presence({ date: '2026-05-04', insz: '85073003328' }).body,
    note: { dossierId: 'd1', text: 'x', by: 'x', byName: 'X', at },
    findingJudgement: {
      code: 'R01',
      ruleVersion: 1,
      personId: 'p1',
      dossierId: null,
      status: 'OPEN',
      reason: 'x',
      by: 'x',
      byName: 'X',
      at,
    },
  }

  it.each(ROLES)('what %s sees is valid or hidden, and masked only where it says so', (role) => {
    for (const kind of RECORD_KINDS) {
      const seen = maskBody(as(role, 'FL'), kind, bodies[kind] as never) as unknown
      expect(seen === null || v.is(BODIES[kind], seen), kind).toBe(true)
      expect(seen === bodies[kind], kind).toBe(!isMasked(as(role, 'FL'), kind))
    }
  })

  it('an auditor reads no name, number, birth date, note or judgement', () => {
    const auditor = as('AUDITOR')
    const read = RECORD_KINDS.map((kind) =>
      JSON.stringify(maskBody(auditor, kind, bodies[kind] as never)),
    )
    for (const secret of [
      'Ferreira',
      'Duarte',
      '85073003328',
      'FX123456',
      '1988-03-14',
      'Дуарте',
    ]) {
      expect(read.join('\n')).not.toContain(secret)
    }
    expect(maskBody(auditor, 'person', bodies.person)!.familyName).toBe(MASKED)
    expect(maskBody(auditor, 'note', bodies.note)).toBeNull()
    expect(maskBody(auditor, 'findingJudgement', bodies.findingJudgement)).toBeNull()
  })

  it('criminal record and medical certificate are not shown to inspector and auditor', () => {
    const types = (role: Role) =>
      maskBody(as(role, 'FL'), 'dossier', bodies.dossier)!.documents.map(({ type }) => type)
    expect(types('INSPECTOR')).toEqual(['CONTRACT'])
    expect(types('AUDITOR')).toEqual(['CONTRACT'])
    expect(types('DVZ_CLERK')).toHaveLength(3)
  })
})
