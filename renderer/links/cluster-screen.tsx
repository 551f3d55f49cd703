import { useState } from 'react'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import type { ClusterMember, LinkCluster } from '../../domain/contract/links.ts'
import { AGREEMENTS } from '../../domain/linking/register/explain.ts'
import { goBack, navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { useCluster } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import { Button, IconButton, Key } from '../design/button.tsx'
import { DateText } from '../design/time.tsx'
import { RecordScreen } from '../dossier/record-screen.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { Section } from '../dossier/section.tsx'
import { RouteLink } from '../findings/link.tsx'
import { PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { ReasonDialog } from './judge-bar.tsx'
import { useJudge, VERDICT_KEYS } from './use-judge.ts'
import './links.css'

/** All records that are taken for one person, the weakest link first, with the way to part one. */
export default function ClusterScreen({ id, dossierId }: { id: string; dossierId: string | null }) {
  const t = useWords()
  const query = useCluster(id, dossierId)
  return (
    <RecordScreen
      query={query}
      title={t('links.clusterTitle')}
      loading={t('loading')}
      notFound={{ title: t('person.notFound.title'), text: t('comparison.notFound.text') }}
      onBack={goBack}
    >
      {(cluster) => <Cluster cluster={cluster} />}
    </RecordScreen>
  )
}

function Cluster({ cluster }: { cluster: LinkCluster }) {
  const t = useWords()
  const { personId, personName, members, possible } = cluster
  const all = [...members, ...possible]
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<{ member: ClusterMember; verdict: LinkVerdict } | null>(null)
  const active = Math.max(0, Math.min(at, all.length - 1))
  const member = all[active]
  const { judge } = useJudge()
  const subjectOf = ({ declarationId, facts, verdict }: ClusterMember) => ({
    declarationId,
    personId,
    facts,
    verdict,
  })
  const say = (one: ClusterMember | undefined, verdict: LinkVerdict) => {
    if (!one) return
    // Parting what counts as linked changes findings: it wants a reason.
    if (verdict === 'DIFFERENT' && members.includes(one)) setAsking({ member: one, verdict })
    else void judge(subjectOf(one), verdict)
  }
  const open = (one: ClusterMember | undefined) =>
    one &&
    navigate({
      screen: 'pair',
      left: { kind: 'declaration', id: one.declarationId },
      right: { kind: 'person', id: personId },
    })
  const move = (to: number) => {
    const next = Math.max(0, Math.min(all.length - 1, to))
    setAt(next)
    document.getElementById(`member-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    j: () => move(active + 1),
    ArrowDown: () => move(active + 1),
    k: () => move(active - 1),
    ArrowUp: () => move(active - 1),
    [VERDICT_KEYS.SAME]: () => say(member, 'SAME'),
    [VERDICT_KEYS.DIFFERENT]: () => say(member, 'DIFFERENT'),
    [VERDICT_KEYS.UNSURE]: () => say(member, 'UNSURE'),
    e: () => member && setAsking({ member, verdict: 'SAME' }),
    o: () => open(member),
  })
  useFocusOnTitle()
  const list = (rows: readonly ClusterMember[], from: number, caption: string) => (
    <Members
      rows={rows}
      from={from}
      caption={caption}
      active={active}
      isLinked={rows === members}
      onChoose={setAt}
      onSay={say}
      onOpen={open}
    />
  )
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('links.clusterTitle')}</span> {personName}
          </h1>
          <div className="record-end">
            <RouteLink to={{ screen: 'person', id: personId }}>{t('links.toPerson')}</RouteLink>
          </div>
        </div>
        <p className="muted">{t('links.clusterIntro')}</p>
      </header>
      <div className="record-body links-one">
        <Section name="members" title={t('links.members', { count: members.length })} flush>
          {members.length === 0 ? (
            <p className="none muted">{t('links.noMembers')}</p>
          ) : (
            list(members, 0, t('links.members', { count: members.length }))
          )}
        </Section>
        <Presences presences={cluster.presences} />
        {possible.length > 0 && (
          <Section name="possible" title={t('person.possible.title')} flush>
            {list(possible, members.length, t('person.possible.title'))}
          </Section>
        )}
      </div>
      {asking && (
        <ReasonDialog
          subject={subjectOf(asking.member)}
          first={asking.verdict}
          onClose={() => setAsking(null)}
          onDone={() => setAsking(null)}
        />
      )}
    </article>
  )
}

interface MembersProps {
  rows: readonly ClusterMember[]
  /** Number of the first row on the screen. */
  from: number
  active: number
  caption: string
  isLinked: boolean
  onChoose: (index: number) => void
  onSay: (member: ClusterMember, verdict: LinkVerdict) => void
  onOpen: (member: ClusterMember) => void
}

function Members(props: MembersProps) {
  const { rows, from, active, caption, isLinked, onChoose, onSay, onOpen } = props
  const t = useWords()
  const { may } = useJudge()
  // One link alone is not weaker than another.
  const weakest = isLinked && rows.length > 1 ? rows[0] : null
  return (
    <div className="table-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className="table members">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('links.kind.declaration')}</th>
            <th scope="col">{t('person.possible.worker')}</th>
            <th scope="col">{t('links.linkedBy')}</th>
            <th scope="col">{t('person.possible.evidence')}</th>
            <th scope="col">{t('links.judgement')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((member, index) => (
            <tr
              key={member.declarationId}
              id={`member-${from + index}`}
              data-active={from + index === active}
              onFocus={() => onChoose(from + index)}
            >
              <td>
                <button type="button" className="link-button" onClick={() => onOpen(member)}>
                  <span className="mono nowrap">{member.l1Number}</span>
                </button>
                <span className="line muted">
                  <PeriodText period={member.period} />
                </span>
                {member.employerName && <span className="line muted">{member.employerName}</span>}
              </td>
              <td>
                <bdi>{member.workerName}</bdi>
              </td>
              <td>
                {isLinked
                  ? t(`comparison.verdict.linkedBy.${member.linkedBy}`)
                  : t('links.band.PROPOSED')}
                {member === weakest && (
                  <span className="line">
                    <Badge tone="amber">{t('links.weakest')}</Badge>
                  </span>
                )}
              </td>
              <td>
                <Agreements fields={member.fields} />
              </td>
              <td>
                {member.verdict !== 'OPEN' && (
                  <span className="line">
                    <strong>{t(`links.verdict.${member.verdict}`)}</strong>{' '}
                    <span className="muted">
                      {member.said?.byName} {member.said?.reason}
                    </span>
                  </span>
                )}
                {may && (
                  <span className="member-acts">
                    <SayButton member={member} verdict="SAME" onSay={onSay} />
                    <SayButton member={member} verdict="DIFFERENT" onSay={onSay} />
                    {!isLinked && <SayButton member={member} verdict="UNSURE" onSay={onSay} />}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SayButtonProps {
  member: ClusterMember
  verdict: 'SAME' | 'DIFFERENT' | 'UNSURE'
  onSay: (member: ClusterMember, verdict: LinkVerdict) => void
}

function SayButton({ member, verdict, onSay }: SayButtonProps) {
  const t = useWords()
  return (
    <Button
      kind="quiet"
      disabled={member.verdict === verdict}
      onClick={() => onSay(member, verdict)}
    >
      {t(`links.verdict.${verdict}`)}
      <span className="visually-hidden">: {member.l1Number}</span>{' '}
      <Key>{VERDICT_KEYS[verdict]}</Key>
    </Button>
  )
}

/** What agrees first, then what does not. */
export function Agreements({ fields }: Pick<ClusterMember, 'fields'>) {
  const t = useWords()
  return (
    <ul>
      {AGREEMENTS.flatMap((agreement) => {
        const some = fields.filter((one) => one.agreement === agreement)
        if (some.length === 0) return []
        const names = some.map(({ field }) => t(`person.possible.field.${field}`)).join(', ')
        return [
          <li key={agreement}>
            <strong>{t(`person.possible.agreement.${agreement}`)}</strong> {names}
          </li>,
        ]
      })}
    </ul>
  )
}

function Presences({ presences }: Pick<LinkCluster, 'presences'>) {
  const t = useWords()
  return (
    <Section name="presences" title={t('person.presences')}>
      {presences.length === 0 && <p className="muted">{t('person.none.presences')}</p>}
      <ul className="plain-list">
        {presences.map(({ by, count, first, last }) => (
          <li key={by}>
            {t(`links.presences.${by}`, { count })}{' '}
            <span className="muted">
              <DateText date={first} /> – <DateText date={last} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
