/** How good the links of mentions to enterprises are, as linking alone would have them. */
import type { MentionSource } from '../../db/index.ts'
import { enterpriseMeant, EnterpriseRegister } from '../../domain/linking/enterprise-register.ts'
import { mentionHolds } from '../../domain/linking/judgements.ts'
import {
  type BandTallies,
  type Label,
  noTally,
  outcomeOf,
  PLANTED_MENTION,
} from '../../domain/linking/scorecard.ts'
import type { Planted } from './work.ts'

type Labels = ReadonlyMap<string, Label>

/** Which enterprise each mention really is; one that this desk does not hold is nobody. */
function plantedLabels(pages: readonly string[], register: EnterpriseRegister): Labels {
  const labels = new Map<string, Label>()
  for (const line of pages.flatMap((page) => page.split('\n'))) {
    if (!line.startsWith(PLANTED_MENTION)) continue
    const [key, enterprise] = line.slice(PLANTED_MENTION.length).split(' ')
    if (!key || !enterprise) continue
    labels.set(key, { is: register.get(enterprise) ? enterprise : null })
  }
  return labels
}

/** What officers said of mentions and still holds. */
function judgedLabels(source: MentionSource, register: EnterpriseRegister): Labels {
  const labels = new Map<string, Label>()
  for (const said of source.judged()) {
    const enterprise = register.get(said.enterpriseId)
    if (!enterprise || !mentionHolds(said, enterprise)) continue
    const before = labels.get(said.key)
    if (said.verdict === 'SAME') labels.set(said.key, { is: said.enterpriseId })
    if (said.verdict !== 'DIFFERENT' || (before && 'is' in before)) continue
    labels.set(said.key, { isNot: [...(before?.isNot ?? []), said.enterpriseId] })
  }
  return labels
}

/** Mentions by band, against what is known of them. */
export function countMentions(source: MentionSource, planted: Planted): BandTallies {
  const register = new EnterpriseRegister()
  for (const enterprise of source.enterprises()) register.put(enterprise)
  const labels =
    'pages' in planted ? plantedLabels(planted.pages, register) : judgedLabels(source, register)
  const tallies: BandTallies = { LINKED: noTally(), PROPOSED: noTally(), NONE: noTally() }
  for (const key of source.keys()) {
    const mention = source.mention(key)
    if (!mention) continue
    const { band, candidates } = enterpriseMeant(mention.party, register.near(mention.party))
    tallies[band][outcomeOf(labels.get(key), candidates[0]?.enterpriseId ?? null)] += 1
  }
  return tallies
}
