/**
 * The enterprises of a register in memory, found by parts of their names: who is meant by a mention that
 * no number decides. Bands as for persons: a name alone links where exactly one enterprise of its country
 * bears it or one like it and its seat says nothing else; everything else is for a person.
 */
import { compareEnterprises, type EnterpriseEvidence, type NamedEnterprise } from './enterprise.ts'
import { ENTERPRISE_NAME_LEVELS, enterpriseWords, namesIn } from './enterprise-names.ts'
import type { Band } from './register/bands.ts'

/** Letters of a word that stand for it; a slip seldom hits both its ends. */
const ENDS = 4
/** Those of a block that are looked at; more share a word of their trade and no more. */
const BLOCK_MAX = 400
/** Those compared, the ones that share most blocks first. */
const COMPARED_MAX = 60
/** Candidates that are kept of a mention. */
const KEPT = 3

/** Blocks of a name: both ends of each word, and all words whatever their order. */
export function blocksOf(name: string): string[] {
  const blocks = new Set<string>()
  for (const one of namesIn(name)) {
    const words = enterpriseWords(one)
    if (words.length === 0) continue
    blocks.add(`=${words.toSorted().join('')}`)
    for (const word of words) {
      blocks.add(`<${word.slice(0, ENDS)}`)
      blocks.add(`>${word.slice(-ENDS)}`)
    }
  }
  return [...blocks]
}

/** Names by their blocks. */
export class NameBlocks {
  readonly #blocks = new Map<string, Set<string>>()
  readonly #names = new Map<string, string>()

  put(id: string, name: string): void {
    if (this.#names.get(id) === name) return
    this.remove(id)
    this.#names.set(id, name)
    for (const block of blocksOf(name)) {
      const members = this.#blocks.get(block)
      if (members) members.add(id)
      else this.#blocks.set(block, new Set([id]))
    }
  }

  remove(id: string): void {
    const name = this.#names.get(id)
    if (name === undefined) return
    this.#names.delete(id)
    for (const block of blocksOf(name)) this.#blocks.get(block)?.delete(id)
  }

  /** Ids of names like this one, those that share most blocks first. */
  near(name: string): string[] {
    const shared = new Map<string, number>()
    for (const block of blocksOf(name)) {
      const members = this.#blocks.get(block)
      if (!members || (members.size > BLOCK_MAX && !block.startsWith('='))) continue
      const weight = block.startsWith('=') ? 2 * BLOCK_MAX : 1
      for (const id of members) shared.set(id, (shared.get(id) ?? 0) + weight)
    }
    return [...shared]
      .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, COMPARED_MAX)
      .map(([id]) => id)
  }
}

/** An enterprise of the register, as linking compares it. */
export interface KnownEnterprise extends NamedEnterprise {
  id: string
}

/** An enterprise that may be the one meant. */
export interface EnterpriseCandidate {
  enterpriseId: string
  evidence: EnterpriseEvidence
}

/** What linking says of a mention; the likeliest candidate first. */
export interface EnterpriseMeant {
  band: Band
  candidates: EnterpriseCandidate[]
}

const BANDS_IN_ORDER: readonly Band[] = ['LINKED', 'PROPOSED', 'NONE']
const AGREEMENTS = ['SAME', 'MISSING', 'DIFFERENT']

const likelier = (
  { enterpriseId: x, evidence: a }: EnterpriseCandidate,
  { enterpriseId: y, evidence: b }: EnterpriseCandidate,
): number =>
  BANDS_IN_ORDER.indexOf(a.band) - BANDS_IN_ORDER.indexOf(b.band) ||
  b.name - a.name ||
  AGREEMENTS.indexOf(a.address) - AGREEMENTS.indexOf(b.address) ||
  AGREEMENTS.indexOf(a.country) - AGREEMENTS.indexOf(b.country) ||
  (x < y ? -1 : 1)

/** Bears all the words of the name, with a slip or with more beside them. */
const bears = ({ evidence: { name, country } }: EnterpriseCandidate): boolean =>
  name >= ENTERPRISE_NAME_LEVELS.part && country !== 'DIFFERENT'

/**
 * The one enterprise of its country that bears the very name, where no other comes near and no seat is told
 * that is elsewhere: whoever it was said not to be bears that name still.
 */
function onlyBearer(
  compared: readonly EnterpriseCandidate[],
  isNot: ReadonlySet<string>,
): EnterpriseCandidate | null {
  const [only, another] = compared.filter(bears)
  if (!only || another || isNot.has(only.enterpriseId)) return null
  const { name, country, number, address } = only.evidence
  const isItsName = name === ENTERPRISE_NAME_LEVELS.same && country === 'SAME'
  return isItsName && number === 'MISSING' && address !== 'DIFFERENT' ? only : null
}

/**
 * The enterprise that a record names, among all that come near; those of `isNot` are none of it, which
 * says of nobody else that they are.
 */
export function enterpriseMeant(
  named: NamedEnterprise,
  near: readonly KnownEnterprise[],
  isNot: ReadonlySet<string> = new Set(),
): EnterpriseMeant {
  const all = near.map((one) => ({
    enterpriseId: one.id,
    evidence: compareEnterprises(named, one),
  }))
  const found = all
    .filter(({ enterpriseId, evidence }) => evidence.band !== 'NONE' && !isNot.has(enterpriseId))
    .toSorted(likelier)
  const candidates = found.slice(0, KEPT)
  if (candidates.length === 0) return { band: 'NONE', candidates }
  const linked = found.filter(({ evidence }) => evidence.band === 'LINKED')
  if (linked.length === 1) return { band: 'LINKED', candidates }
  // Whoever bears the name with another number is another one of that name, and no link is sure.
  const only = linked.length === 0 ? onlyBearer(all, isNot) : null
  return only
    ? { band: 'LINKED', candidates: [only, ...candidates.filter((one) => one !== only)] }
    : { band: 'PROPOSED', candidates }
}

/** Why a mention is taken for an enterprise of the register, or is only asked about. */
export const MENTION_WHYS = [
  'BY_NUMBER',
  'BY_NAME',
  'JUDGED_SAME',
  'NUMBER_DIFFERS',
  'NAME_DIFFERS',
  'SEVERAL',
  'SEAT_DIFFERS',
  'NAME_ALONE',
] as const
export type MentionWhy = (typeof MENTION_WHYS)[number]

/** `candidates`: at least one, the likeliest first. */
export function mentionWhy({ band, candidates }: EnterpriseMeant, isJudged: boolean): MentionWhy {
  const { number, name, address } = candidates[0]!.evidence
  if (isJudged) return 'JUDGED_SAME'
  if (band === 'LINKED') return number === 'SAME' ? 'BY_NUMBER' : 'BY_NAME'
  if (number === 'DIFFERENT') return 'NUMBER_DIFFERS'
  if (name !== ENTERPRISE_NAME_LEVELS.same) return 'NAME_DIFFERS'
  if (candidates.length > 1) return 'SEVERAL'
  return address === 'DIFFERENT' ? 'SEAT_DIFFERS' : 'NAME_ALONE'
}

export class EnterpriseRegister {
  readonly #all = new Map<string, KnownEnterprise>()
  readonly #names = new NameBlocks()

  put(enterprise: KnownEnterprise): void {
    this.#all.set(enterprise.id, enterprise)
    this.#names.put(enterprise.id, enterprise.name)
  }

  remove(id: string): void {
    this.#all.delete(id)
    this.#names.remove(id)
  }

  get(id: string): KnownEnterprise | null {
    return this.#all.get(id) ?? null
  }

  /** Enterprises with a name like that of a mention. */
  near(named: NamedEnterprise): KnownEnterprise[] {
    return this.#names.near(named.name).map((id) => this.#all.get(id)!)
  }
}
