/** What people say of links: refusals, conflicts, and for which facts it holds. */
import { describe, expect, it } from 'vitest'
import { resolveConflict } from '../../domain/commands/conflict.ts'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Role } from '../../domain/contract/codes.ts'
import type { BodyOf, LinkJudgement, MentionJudgement } from '../../domain/contract/records.ts'
import { holding, mentionJudgementId, pairFacts } from '../../domain/linking/judgements.ts'
import { type Identity, NO_WORK } from '../../domain/linking/register/identity.ts'

const contextOf = (role: Role): CommandContext => ({
  actor: { id: 'an', name: 'An', role, region: 'FL' },
  at: '2026-11-20T10:00:00.000Z',
  today: '2026-11-20',
  colleagues: [],
})
const said = (change: Partial<LinkJudgement> = {}): LinkJudgement => ({
  personId: 'p1',
  verdict: 'UNSURE',
  facts: 'aa',
  reason: 'Foto onleesbaar.',
  by: 'bo',
  byName: 'Bo',
  at: '2026-11-01T10:00:00.000Z',
  ...change,
})
const lookup =
  (all: readonly LinkJudgement[], missing: readonly string[] = []): RecordLookup =>
  (kind, id) => {
    if (missing.includes(kind)) return null
    if (kind === 'linkJudgement') {
      return all.length === 0 ? null : ({ kind, id, version: 1, body: { said: all } } as never)
    }
    return { kind, id, version: 1, body: {} } as never
  }
const ARGS = {
  declarationId: 'd1',
  personId: 'p1',
  verdict: 'SAME',
  facts: 'aa',
  from: 'OPEN',
  reason: '',
}
const decide = (
  change: object = {},
  all: readonly LinkJudgement[] = [],
  role: Role = 'REGION_OFFICER',
  missing: readonly string[] = [],
) => decideCommand('judgeLink', { ...ARGS, ...change }, lookup(all, missing), contextOf(role))
const told = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args)
  return decision.ok ? 'OK' : decision.code
}

describe('judging a link', () => {
  it('keeps one judgement per person, with who said it', () => {
    const decision = decide({ from: 'UNSURE' }, [
      said(),
      said({ personId: 'p2', verdict: 'DIFFERENT' }),
    ])
    if (!decision.ok) throw new Error(decision.code)
    const [write] = decision.writes
    const { said: kept } = write!.body as BodyOf<'linkJudgement'>
    expect(kept.map(({ personId, verdict, byName }) => [personId, verdict, byName])).toEqual([
      ['p2', 'DIFFERENT', 'Bo'],
      ['p1', 'SAME', 'An'],
    ])
  })

  it('is refused to those who do not see the records or may not judge', () => {
    expect(told({}, [], 'AUDITOR')).toBe('FORBIDDEN')
    expect(told({}, [], 'REGION_OFFICER', ['declaration'])).toBe('NOT_FOUND')
    expect(told({}, [], 'REGION_OFFICER', ['person'])).toBe('NOT_FOUND')
  })

  it('is refused where a colleague judged meanwhile, or the same was said already', () => {
    expect(told({}, [said()])).toBe('STALE')
    expect(told({ from: 'UNSURE', verdict: 'UNSURE', reason: 'Foto onleesbaar.' }, [said()])).toBe(
      'ALREADY_SO',
    )
    expect(told({ from: 'UNSURE', verdict: 'UNSURE', reason: 'Nu wel gezien.' }, [said()])).toBe(
      'OK',
    )
    expect(told({ verdict: 'OPEN' })).toBe('ALREADY_SO')
  })

  it('what was said of other facts does not stand in the way', () => {
    expect(told({ facts: 'bb' }, [said()])).toBe('OK')
  })

  it('a worker who is somebody already is not somebody else too', () => {
    expect(told({}, [said({ personId: 'p2', verdict: 'SAME' })])).toBe('LINK_TAKEN')
    expect(told({ verdict: 'DIFFERENT' }, [said({ personId: 'p2', verdict: 'SAME' })])).toBe('OK')
  })

  it('a refused one can be sent again as the officer decides', () => {
    const choose = (choice: 'MINE' | 'THEIRS') =>
      resolveConflict(
        'judgeLink',
        { ...ARGS, reason: 'Zelfde foto.' },
        {
          choices: {
            linkVerdict: { choice, theirs: 'linkVerdict.UNSURE' },
            reason: { choice, theirs: 'Foto onleesbaar.' },
          },
          words: {},
        },
        lookup([said()]),
      )
    expect(choose('MINE')).toMatchObject({
      outcome: 'SEND',
      args: { verdict: 'SAME', from: 'UNSURE' },
    })
    expect(choose('THEIRS')).toMatchObject({ outcome: 'LEAVE' })
  })
})

describe('judging whom a mention means', () => {
  const MENTION = { key: 'LT:BALTIC', enterpriseId: 'e1', verdict: 'SAME', facts: 'aa' } as const
  const ID = mentionJudgementId(MENTION.key, MENTION.enterpriseId)
  const { personId: _, ...words } = said()
  const kept = (verdict: MentionJudgement['verdict'] | null, facts = 'aa'): RecordLookup =>
    ((kind: string, id: string) => {
      if (kind !== 'linkJudgement') return { kind, id, version: 1, body: {} }
      if (verdict === null || id !== ID) return null
      const mention = { ...MENTION, ...words, verdict, facts }
      return { kind, id, version: 1, body: { said: [], mention } }
    }) as RecordLookup
  const judge = (records: RecordLookup, change: object = {}) =>
    decideCommand(
      'judgeLink',
      { ...MENTION, from: 'OPEN', reason: '', ...change },
      records,
      contextOf('INSPECTOR'),
    )

  it('is kept under the id of the two, with who said it', () => {
    const decision = judge(kept(null))
    if (!decision.ok) throw new Error(decision.code)
    const [write] = decision.writes
    expect(write).toMatchObject({ kind: 'linkJudgement', id: ID })
    const { said: workers, mention } = write!.body as BodyOf<'linkJudgement'>
    expect(workers).toEqual([])
    expect(mention).toMatchObject({ ...MENTION, byName: 'An' })
  })

  it('is refused when a colleague said something meanwhile, or it was said already', () => {
    expect(judge(kept('DIFFERENT'))).toMatchObject({ ok: false, code: 'STALE' })
    expect(judge(kept('SAME'), { from: 'SAME', reason: words.reason })).toMatchObject({
      code: 'ALREADY_SO',
    })
    expect(judge(kept('DIFFERENT', 'bb')), 'of other facts').toMatchObject({ ok: true })
    const gone = (() => null) as RecordLookup
    expect(judge(gone)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  })
})

describe('the facts of a judgement', () => {
  const who = (change: Partial<Identity> = {}): Identity => ({
    familyName: 'Ferreira',
    givenNames: 'Rui',
    birthDate: '1990-02-03',
    sex: 'M',
    nationality: 'PT',
    identifiers: ['90020300197', 'PT:AB1'],
    damaged: null,
    ...NO_WORK,
    ...change,
  })

  it('are the same whatever the order of the numbers, and others when anything changes', () => {
    const facts = pairFacts(who(), who())
    expect(pairFacts(who({ identifiers: ['PT:AB1', '90020300197'] }), who())).toBe(facts)
    const others: Partial<Identity>[] = [
      { familyName: 'Ferreria' },
      { givenNames: 'Rui Miguel' },
      { birthDate: '1990-03-02' },
      { sex: 'U' },
      { nationality: 'BR' },
      { identifiers: ['90020300197'] },
      { damaged: '90020300198' },
    ]
    for (const change of others) {
      expect(pairFacts(who(change), who()), JSON.stringify(change)).not.toBe(facts)
      expect(pairFacts(who(), who(change)), JSON.stringify(change)).not.toBe(facts)
    }
  })

  it('decide whether a judgement holds still', () => {
    const facts = pairFacts(who(), who())
    const all = [
      said({ facts }),
      said({ personId: 'p2', facts: 'other' }),
      said({ personId: 'p3', facts, verdict: 'OPEN' }),
      said({ personId: 'gone', facts }),
    ]
    const held = holding(all, who(), (id) => (id === 'gone' ? null : who()))
    expect(held.map(({ personId }) => personId)).toEqual(['p1'])
  })
})
