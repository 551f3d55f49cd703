import type { MentionLink } from '../../domain/contract/links.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { AddressText } from '../dossier/parties.tsx'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { tokensOfName } from './differing.ts'
import { LinkState, SidesRow, SidesTable } from './sides-table.tsx'

/** The state of a link in one sentence, and who said what of it. */
export function MentionWhy({ mention: { why, said, verdict } }: { mention: MentionLink }) {
  const t = useWords()
  return (
    <LinkState said={said} hasLapsed={verdict === 'OPEN'} words="links.mention.verdict">
      {t(`links.mention.why.${why}`)}
    </LinkState>
  )
}

const AS_OUTCOME = {
  same: 'SAME',
  near: 'SIMILAR',
  part: 'SIMILAR',
  shared: 'SIMILAR',
  different: 'DIFFERENT',
  missing: 'MISSING',
} as const

/** An enterprise as it is mentioned beside the one of the register: what agrees and what does not. */
export function MentionView({ mention }: { mention: MentionLink }) {
  const t = useWords()
  const { nameLevel, numberAgrees, countryAgrees } = mention
  return (
    <>
      <MentionWhy mention={mention} />
      <SidesTable left={<NamedHead mention={mention} />} right={<RegisterHead mention={mention} />}>
        <SidesRow
          title={t('links.mention.name')}
          outcome={AS_OUTCOME[nameLevel]}
          word={t(`links.mention.nameLevel.${nameLevel}`)}
          left={<Name of={mention.name} against={mention.enterpriseName} />}
          right={<Name of={mention.enterpriseName} against={mention.name} />}
        />
        <SidesRow
          title={t('links.mention.number')}
          outcome={numberAgrees}
          word={t(`links.agreement.${numberAgrees}`)}
          left={<NumberText of={mention.number} />}
          right={<NumberText of={mention.enterpriseNumber} />}
        />
        <SidesRow
          title={t('links.mention.country')}
          outcome={countryAgrees}
          word={t(`links.agreement.${countryAgrees}`)}
          left={<CountryText code={mention.country} />}
          right={<CountryText code={mention.enterpriseCountry} />}
        />
        <SidesRow
          title={t('links.mention.seat')}
          outcome={mention.seatAgrees}
          word={t(`links.agreement.${mention.seatAgrees}`)}
          left={<Seat of={mention.seat} />}
          right={<Seat of={mention.enterpriseSeat} />}
        />
      </SidesTable>
    </>
  )
}

function NamedHead({ mention }: { mention: MentionLink }) {
  const t = useWords()
  return (
    <>
      {t('links.mention.named')}
      <span className="line muted">
        {t('links.mention.declarations', { count: mention.declarations })}
      </span>
    </>
  )
}

function RegisterHead({ mention }: { mention: MentionLink }) {
  const t = useWords()
  return (
    <>
      {t('links.mention.register')}
      <span className="line">
        <RouteLink to={{ screen: 'enterprise', id: mention.enterpriseId }}>
          {mention.enterpriseName}
        </RouteLink>
      </span>
    </>
  )
}

function Seat({ of }: { of: MentionLink['seat'] }) {
  const t = useWords()
  return of ? <AddressText address={of} /> : <Unknown word={t('comparison.sides.missing')} />
}

function Name({ of, against }: { of: string; against: string }) {
  return (
    <bdi>
      {tokensOfName(of, against).map(({ text, shared }, index) =>
        shared ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
      )}
    </bdi>
  )
}

function NumberText({ of }: { of: string | null }) {
  const t = useWords()
  if (of === null) return <Unknown word={t('comparison.sides.missing')} />
  return <span className="mono nowrap">{formatEnterpriseNumber(of)}</span>
}
