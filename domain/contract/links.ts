/** Links between records and persons: what is asked, why two records are taken for one, or not. */
import * as v from 'valibot'
import { AGREEMENTS } from '../linking/register/explain.ts'
import { MENTION_WHYS } from '../linking/enterprise-register.ts'
import { BANDS } from '../linking/register/bands.ts'
import { FIELDS } from '../linking/register/grades.ts'
import { LINK_VERDICTS, LINK_WHYS, LINKED_BY, MISMATCH_CODES, WHY_CODES } from './codes.ts'
import {
  Address,
  Id,
  Instant,
  LinkJudgement,
  LocalDateText,
  MentionJudgement,
  Period,
} from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Chance = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** Most possible links in one answer, likeliest first. */
export const PROPOSED_MAX = 1000

/** A declaration whose worker may be this person, which nobody judged yet or somebody left open. */
export const ProposedLink = v.strictObject({
  declarationId: Id,
  l1Number: v.string(),
  workerName: v.string(),
  period: Period,
  personId: Id,
  personName: v.string(),
  probability: Chance,
  /** UNSURE: somebody looked and could not tell. */
  verdict: v.picklist(['OPEN', 'UNSURE']),
})
export type ProposedLink = v.InferOutput<typeof ProposedLink>

const Agreement = v.picklist(['SAME', 'DIFFERENT', 'MISSING'])
/** How two names of enterprises agree, in words of ENTERPRISE_NAME_LEVELS. */
export const MENTION_NAME_LEVELS = [
  'missing',
  'different',
  'shared',
  'part',
  'near',
  'same',
] as const

/** An enterprise as declarations mention it, beside the one of the register that it may be, or is taken for. */
export const MentionLink = v.strictObject({
  key: v.string(),
  name: v.string(),
  country: v.string(),
  /** As it was told; null: none. */
  number: v.nullable(v.string()),
  /** Declarations that mention it so. */
  declarations: Count,
  /** One of them, to look at. */
  declarationId: Id,
  enterpriseId: Id,
  enterpriseName: v.string(),
  enterpriseCountry: v.string(),
  enterpriseNumber: v.nullable(v.string()),
  /** As one of the declarations tells it; null: none does. */
  seat: v.nullable(Address),
  enterpriseSeat: v.nullable(Address),
  nameLevel: v.picklist(MENTION_NAME_LEVELS),
  numberAgrees: Agreement,
  countryAgrees: Agreement,
  seatAgrees: Agreement,
  why: v.picklist(MENTION_WHYS),
  facts: v.string(),
  verdict: v.picklist(LINK_VERDICTS),
  /** What was said and still holds, or held for other facts. */
  said: v.nullable(MentionJudgement),
})
export type MentionLink = v.InferOutput<typeof MentionLink>

export const ProposedLinks = v.strictObject({
  /** Not judged yet, and left open after a look. */
  open: Count,
  unsure: Count,
  rows: v.array(ProposedLink),
  /** Enterprises, to be judged the same way; they count above too. */
  mentions: v.array(MentionLink),
})
export type ProposedLinks = v.InferOutput<typeof ProposedLinks>

export const PAIR_KINDS = ['person', 'declaration'] as const
export const PairRef = v.strictObject({ kind: v.picklist(PAIR_KINDS), id: Id })
export type PairRef = v.InferOutput<typeof PairRef>

/** One of two records, as far as they are compared. */
export const PairSide = v.strictObject({
  ...PairRef.entries,
  /** INSZ as written, or L1 number. */
  number: v.nullable(v.string()),
  name: v.string(),
  period: v.nullable(Period),
  /** The person to whom a declaration belongs now, and how it was linked. */
  personId: v.nullable(Id),
  personName: v.nullable(v.string()),
  linkedBy: v.nullable(v.picklist(LINKED_BY)),
})
export type PairSide = v.InferOutput<typeof PairSide>

export const PairField = v.strictObject({
  field: v.picklist(FIELDS),
  agreement: v.picklist(AGREEMENTS),
  /** As they stand; a person may have several numbers. */
  left: v.array(v.string()),
  right: v.array(v.string()),
  /** Bits for (positive) or against one person; null before the first linking. */
  bits: v.nullable(v.number()),
})
export type PairField = v.InferOutput<typeof PairField>

/** What a mismatch of the declaration says with this person. */
const PairCheck = v.strictObject({
  code: v.picklist(MISMATCH_CODES),
  outcome: v.picklist(['FOUND', 'CLEAR', 'NOT_APPLICABLE']),
  why: v.picklist(WHY_CODES),
})

export const PairPage = v.strictObject({
  left: PairSide,
  right: PairSide,
  fields: v.array(PairField),
  /** Bits for how common or rare the names are; null where it was not reckoned. */
  rarity: v.nullable(v.number()),
  /** Bits by which a stranger is likelier before anything is compared; negative. */
  prior: v.nullable(v.number()),
  /** Over all persons who come near; null where the pair was not among them. */
  probability: v.nullable(Chance),
  band: v.nullable(v.picklist(BANDS)),
  why: v.picklist(LINK_WHYS),
  /** What a judgement is about; null where the two are not a declaration and a person. */
  judged: v.nullable(
    v.strictObject({
      declarationId: Id,
      personId: Id,
      facts: v.string(),
      /** What was said and still holds. */
      said: v.nullable(LinkJudgement),
      /** Said of other facts: it holds no more. */
      lapsed: v.nullable(LinkJudgement),
    }),
  ),
  /** Each mismatch of the declaration, as it is or would be if it belonged to this person. */
  checks: v.nullable(v.array(PairCheck)),
})
export type PairPage = v.InferOutput<typeof PairPage>

/** A declaration that is taken for one of this person. */
export const ClusterMember = v.strictObject({
  declarationId: Id,
  l1Number: v.string(),
  workerName: v.string(),
  period: Period,
  employerName: v.nullable(v.string()),
  linkedBy: v.picklist(LINKED_BY),
  fields: v.array(v.pick(PairField, ['field', 'agreement'])),
  /** Bits of everything that was compared; null before the first linking. */
  weight: v.nullable(v.number()),
  facts: v.string(),
  verdict: v.picklist(LINK_VERDICTS),
  said: v.nullable(v.strictObject({ byName: v.string(), at: Instant, reason: v.string() })),
})
export type ClusterMember = v.InferOutput<typeof ClusterMember>

/** All records that are taken for one person. */
export const LinkCluster = v.strictObject({
  personId: Id,
  personName: v.string(),
  /** Weakest first. */
  members: v.array(ClusterMember),
  presences: v.array(
    v.strictObject({
      /** BY_INSZ: registered under a number of the person. BY_L1: under a declaration above. */
      by: v.picklist(['INSZ', 'L1']),
      count: Count,
      first: LocalDateText,
      last: LocalDateText,
    }),
  ),
  possible: v.array(ClusterMember),
})
export type LinkCluster = v.InferOutput<typeof LinkCluster>
