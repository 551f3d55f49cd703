import type {
  EdgeEvidence,
  EvidencePage,
  NetworkEdge,
  NetworkNode,
} from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import type { NetworkRootKind } from '../../domain/network/codes.ts'
import { PATTERN_SIGN } from '../../domain/network/patterns.ts'
import type { Route } from '../app/route.ts'
import { useSession } from '../data/use-query.ts'
import { Button, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { DateText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { isOver, OVER_SIGN, SIGNS, type Grown } from './model.ts'
import { ShortList } from './short-list.tsx'
import { useNetworkWords } from './words.ts'

/** Ties that are shown at first. */
const TIES = 60

/** The page on which a piece of evidence stands: a declaration in the comparison, or beside whom it may be of. */
function routeOf({ kind, id }: EvidencePage): Route {
  switch (kind) {
    case 'comparison':
      return { screen: kind, personId: id, dossierId: null }
    case 'declaration':
      return { screen: 'pair', left: { kind, id }, right: null }
    default:
      return { screen: kind, id }
  }
}

interface NodePanelProps {
  node: NetworkNode
  network: Grown
  /** Null: nothing of it is shown that could be folded. */
  onFold: (() => void) | null
  onGo: (name: string) => void
}

/** The node in focus with the evidence of each tie. */
export function NodePanel({ node, network, onFold, onGo }: NodePanelProps) {
  const t = useNetworkWords()
  const code = useCodes()
  const { nodes, edges } = network
  const name = nodeName(node)
  const own = edges.flatMap((edge) => {
    const ends = [nodeName(edge.from), nodeName(edge.to)]
    const other = ends.includes(name) && nodes.get(ends[0] === name ? ends[1]! : ends[0]!)
    return other ? [{ edge, other }] : []
  })
  const isRecord = node.kind === 'person' || node.kind === 'enterprise'
  return (
    <Panel
      title={`${SIGNS[node.kind]} ${node.label}`}
      actions={
        onFold && (
          <Button kind="quiet" aria-keyshortcuts="v" onClick={onFold}>
            {t('network.fold')} <Key>v</Key>
          </Button>
        )
      }
    >
      <p className="muted">
        {code('networkNode', node.kind)}
        {node.damped && ` · ${t('network.damped')}`}
        {node.kind === 'liaison' && ` · ${t('network.namesakes')}`}
      </p>
      {(node.signals ?? []).map((rule) => (
        <p key={rule}>
          {PATTERN_SIGN} {rule} {t(`rule.${rule}.title`)}
        </p>
      ))}
      {isRecord && (
        <RouteLink to={{ screen: node.kind as NetworkRootKind, id: node.key }}>
          {t('network.open')}
        </RouteLink>
      )}
      <Missing name={name} network={network} />
      <ShortList key={name} items={own} most={TIES}>
        {({ edge, other }) => (
          <li key={`${edge.kind} ${nodeName(edge.from)} ${nodeName(edge.to)}`}>
            <TieDetails edge={edge} other={other} onGo={onGo} />
          </li>
        )}
      </ShortList>
    </Panel>
  )
}

/** Neighbours that are not shown, and records that were not read. */
function Missing({ name, network }: { name: string; network: Grown }) {
  const t = useNetworkWords()
  const code = useCodes()
  const more = network.hidden.get(name) ?? 0
  return (
    <>
      {more > 0 && <p className="muted">{t('network.more', { count: more })}</p>}
      {(network.cuts.get(name) ?? []).map(({ kind, read, of }) => (
        <p key={kind} className="muted">
          {t('network.cut', { read, of, kind: code('networkCut', kind) })}
        </p>
      ))}
    </>
  )
}

interface TieDetailsProps {
  edge: NetworkEdge
  other: NetworkNode
  onGo: (name: string) => void
}

function TieDetails({ edge, other, onGo }: TieDetailsProps) {
  const t = useNetworkWords()
  const code = useCodes()
  const today = useSession()?.today ?? ''
  const { kind, count, evidence, until } = edge
  return (
    <details>
      <summary>
        {code('networkEdge', kind)} <bdi>{other.label}</bdi> <span className="muted">{count}</span>
        {until !== null && isOver(edge, today) && (
          <span className="muted">
            {' '}
            {OVER_SIGN} {t('network.over')} <DateText date={until} />
          </span>
        )}
      </summary>
      <ul>
        {evidence.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            <EvidenceLine evidence={one} />
          </li>
        ))}
      </ul>
      {evidence.length < count && (
        <p className="muted">{t('network.latestOf', { shown: evidence.length, of: count })}</p>
      )}
      <Button kind="quiet" onClick={() => onGo(nodeName(other))}>
        {t('network.goTo', { name: other.label })}
      </Button>
    </details>
  )
}

/** One record that carries a tie, with the way to where it stands. */
function EvidenceLine({ evidence: { kind, label, from, to, at } }: { evidence: EdgeEvidence }) {
  const code = useCodes()
  return (
    <>
      <span className="muted">{code('networkEvidence', kind)}</span>{' '}
      {at ? (
        <RouteLink to={routeOf(at)}>
          <bdi>{label}</bdi>
        </RouteLink>
      ) : (
        <bdi>{label}</bdi>
      )}{' '}
      {from && <DateText date={from} />}
      {to && to !== from && (
        <>
          {' – '}
          <DateText date={to} />
        </>
      )}
    </>
  )
}
