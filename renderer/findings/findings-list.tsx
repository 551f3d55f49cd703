import { useRef, useState } from 'react'
import { isUnanswered } from '../../domain/risk/triage.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { SEVERITIES } from '../../domain/contract/codes.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { mayContest, mayJudge } from '../../domain/rights/rights.ts'
import { useSession } from '../data/use-query.ts'
import { FindingCard, type SourceWords } from './finding-card.tsx'
import { TriageSum } from './triage-sum.tsx'
import { useListener } from './use-listener.ts'
import { useWords } from './words.ts'
import './findings.css'

interface FindingsListProps {
  findings: readonly JudgedFinding[]
  /** Null where findings are read, not judged. */
  records: RecordLookup | null
  sources: SourceWords
  /** All closed at first; else the first that waits for a judgement is open. */
  closed?: boolean
  /** They are shown of a dossier in which nobody has to act any more. */
  ofClosed?: boolean
  /** The code whose exceptions, ground and caveat the screen says beside the list. */
  told?: string
}

/** Findings that wait for a judgement first, the most severe first; up and down arrows walk them. */
export function FindingsList(props: FindingsListProps) {
  const { findings, records, sources, closed, told, ofClosed = false } = props
  const actor = useSession()?.actor
  const ordered = useSteadyOrder(findings)
  const list = useRef<HTMLUListElement>(null)
  useListener(list, 'keydown', walk)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  // What was open stays open when its judgement changes.
  const [initial] = useState(() =>
    closed ? undefined : ordered.find(({ status }) => isUnanswered(status))?.finding.id,
  )
  const isOpen = (id: string) => toggled.get(id) ?? id === initial
  return (
    <>
      <TriageSum findings={findings} isClosed={ofClosed} />
      <ul className="findings" ref={list}>
        {ordered.map((judged) => {
          const { id } = judged.finding
          return (
            <FindingCard
              key={id}
              judged={judged}
              open={isOpen(id)}
              onToggle={() => setToggled(new Map(toggled).set(id, !isOpen(id)))}
              records={records}
              sources={sources}
              brief={judged.finding.code === told}
              mayJudge={actor ? mayJudge(actor, judged.finding.code) : false}
              mayContest={actor ? mayContest(actor) : false}
            />
          )
        })}
      </ul>
    </>
  )
}

/** The order at first sight: a finding keeps its place when it is judged, under the officer's hands. */
function useSteadyOrder(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const [first] = useState(() => orderFindings(findings).map(({ finding }) => finding.id))
  const place = ({ finding }: JudgedFinding) => first.indexOf(finding.id) + 1 || first.length + 1
  return orderFindings(findings).toSorted((a, b) => place(a) - place(b))
}

/** Open ones before judged ones, then by severity. */
export function orderFindings(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const rank = ({ status, finding }: JudgedFinding) =>
    (isUnanswered(status) ? 0 : 100) - SEVERITIES.indexOf(finding.severity)
  return findings.toSorted((a, b) => rank(a) - rank(b))
}

/** "2 open signals", "3 signals, all judged". */
export function useFindingsCount(): (findings: readonly JudgedFinding[]) => string {
  const t = useWords()
  return (findings) => {
    const open = findings.filter(({ status }) => isUnanswered(status)).length
    return open > 0
      ? t('finding.count', { count: open })
      : t('finding.allJudged', { count: findings.length })
  }
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function walk(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  const here = event.target
  if (!step || !(here instanceof HTMLElement) || !here.matches('.finding-toggle')) return
  event.preventDefault()
  const list = here.closest('.findings')
  const heads = [...(list?.querySelectorAll<HTMLElement>('.finding-toggle') ?? [])]
  heads[heads.indexOf(here) + step]?.focus()
}
