/** Links mentions of enterprises to the register of one cache; keeps their names in memory between changes. */
import type { MentionRow, MentionSource, StoredMention, Waiting } from '../../db/index.ts'
import type { MentionJudgement } from '../../domain/contract/records.ts'
import { compareEnterprises } from '../../domain/linking/enterprise.ts'
import {
  enterpriseMeant,
  EnterpriseRegister,
  NameBlocks,
} from '../../domain/linking/enterprise-register.ts'
import { mentionFacts, mentionHolds } from '../../domain/linking/judgements.ts'
import type { Party } from '../../domain/linking/mentions.ts'

/** What people said of mentions, by key, in order of time. */
type Said = ReadonlyMap<string, readonly MentionJudgement[]>

export class MentionLinker {
  readonly #source: MentionSource
  readonly #register = new EnterpriseRegister()
  /** Names of mentions; made when an enterprise changes first. */
  #mentions: NameBlocks | null = null

  constructor(source: MentionSource) {
    this.#source = source
    for (const enterprise of source.enterprises()) this.#register.put(enterprise)
  }

  /** What is to be stored of every mention. */
  all(): MentionRow[] {
    const said = this.#said()
    return this.#source.keys().map((key) => this.#row(key, said))
  }

  /**
   * Links that change with what waits: the mentions themselves, and those near an enterprise or of which
   * something was said about it.
   */
  renew({ enterprises, mentions }: Pick<Waiting, 'enterprises' | 'mentions'>): MentionRow[] {
    const keys = new Set(mentions)
    const said = this.#said()
    const changed = new Set(enterprises)
    for (const [key, judgements] of said) {
      if (judgements.some(({ enterpriseId }) => changed.has(enterpriseId))) keys.add(key)
    }
    for (const id of enterprises) {
      for (const key of this.#source.keysOf(id)) keys.add(key)
      for (const key of this.#nearMentions(id)) keys.add(key)
      const now = this.#source.enterprise(id)
      if (now) this.#register.put(now)
      else this.#register.remove(id)
      for (const key of this.#nearMentions(id)) keys.add(key)
    }
    return [...keys].toSorted().map((key) => this.#row(key, said))
  }

  #said(): Said {
    return Map.groupBy(this.#source.judged(), ({ key }) => key)
  }

  /** What still holds of what people said of a mention, whether the enterprise comes near by its name or not. */
  #held(key: string, said: Said): MentionJudgement[] {
    return (said.get(key) ?? []).filter((one) => {
      const enterprise = this.#register.get(one.enterpriseId)
      return enterprise !== null && mentionHolds(one, enterprise)
    })
  }

  /** Mentions with a name like that of an enterprise as the register in memory has it. */
  #nearMentions(id: string): string[] {
    const enterprise = this.#register.get(id)
    if (!enterprise) return []
    this.#mentions ??= this.#everyName()
    return this.#mentions.near(enterprise.name)
  }

  #everyName(): NameBlocks {
    const names = new NameBlocks()
    for (const key of this.#source.keys()) {
      const mention = this.#source.mention(key)
      if (mention) names.put(key, mention.party.name)
    }
    return names
  }

  #row(key: string, said: Said): MentionRow {
    const mention = this.#source.mention(key)
    if (!mention) {
      this.#mentions?.remove(key)
      return { key, link: null }
    }
    const { party } = mention
    this.#mentions?.put(key, party.name)
    const held = this.#held(key, said)
    const not = held.flatMap(({ verdict, enterpriseId }) =>
      verdict === 'DIFFERENT' ? [enterpriseId] : [],
    )
    const meant = enterpriseMeant(party, this.#register.near(party), new Set(not))
    // A mention is one enterprise: the one that was said last.
    const same = held.findLast(({ verdict }) => verdict === 'SAME')
    if (same) return { key, link: this.#saidLink(party, same.enterpriseId, not) }
    const [first] = meant.candidates
    if (!first && not.length === 0) return { key, link: null }
    const asked = first && meant.band === 'PROPOSED' && this.#register.get(first.enterpriseId)
    const facts = asked ? mentionFacts(key, asked) : null
    return { key, link: { party, ...meant, not, facts, isJudged: false } }
  }

  #saidLink(party: Party, enterpriseId: string, not: readonly string[]): StoredMention {
    const evidence = compareEnterprises(party, this.#register.get(enterpriseId)!)
    const candidates = [{ enterpriseId, evidence }]
    return { party, band: 'LINKED', candidates, not, facts: null, isJudged: true }
  }
}
