import type { ReactNode } from 'react'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import { OutcomeWord, type OutcomeShape } from '../comparison/outcome.tsx'
import { Panel } from '../design/panel.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import '../comparison/comparison.css'
import './links.css'
import type { WordsOfVerdict } from './use-judge.ts'

interface StateProps {
  /** The state of a link in one sentence. */
  children: string
  said: { verdict: LinkVerdict; byName: string; at: string; reason: string } | null | undefined
  /** What was said was said of other facts. */
  hasLapsed: boolean
  words: WordsOfVerdict
}

/** The state of a link, and who said what of it. */
export function LinkState({ children, said, hasLapsed, words }: StateProps) {
  const t = useWords()
  const { dateTime } = useFormats()
  return (
    <div className="pair-why">
      <p>
        <strong>{children}</strong>
      </p>
      {said && (
        <p className="muted">
          {t(hasLapsed ? 'links.lapsed' : 'links.said', {
            verdict: t(`${words}.${said.verdict}`),
            name: said.byName,
            at: dateTime(said.at),
          })}
          {said.reason !== '' && <> „{said.reason}”</>}
        </p>
      )}
    </div>
  )
}

interface SidesTableProps {
  /** What stands over each side. */
  left: ReactNode
  right: ReactNode
  children: ReactNode
}

/** Two records side by side, a row for each field. */
export function SidesTable({ left, right, children }: SidesTableProps) {
  const t = useWords()
  return (
    <Panel title={t('links.sides')} flush>
      <div className="table-scroll" role="group" aria-label={t('links.sides')} tabIndex={0}>
        <table className="sides">
          <caption className="visually-hidden">{t('links.sides')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('comparison.sides.element')}</th>
              <th scope="col">{t('comparison.sides.outcome')}</th>
              <th scope="col">{left}</th>
              <th scope="col">{right}</th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </Panel>
  )
}

interface SidesRowProps {
  title: string
  outcome: OutcomeShape
  /** The outcome in a word. */
  word: string
  left: ReactNode
  right: ReactNode
}

/** How one field agrees. */
export function SidesRow({ title, outcome, word, left, right }: SidesRowProps) {
  return (
    <tr data-outcome={outcome}>
      <th scope="row">{title}</th>
      <td className="sides-outcome">
        <OutcomeWord shape={outcome}>{word}</OutcomeWord>
      </td>
      <td>{left}</td>
      <td>{right}</td>
    </tr>
  )
}
