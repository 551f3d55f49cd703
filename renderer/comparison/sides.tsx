import { Fragment, useState } from 'react'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Unknown, ValueText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { OutcomeWord } from './outcome.tsx'
import { nameTokens, type CellValue, type ElementRow } from './side-by-side.ts'

interface SidesProps {
  permit: readonly ElementRow[]
  identity: readonly ElementRow[]
  /** The reference of the dossier; null when there is none. */
  known: string | null
  declared: string
}

/** Dossier and declaration side by side, element by element. */
export function Sides({ permit, identity, known, declared }: SidesProps) {
  const t = useWords()
  return (
    <div
      className="table-scroll"
      role="group"
      aria-label={t('comparison.sides.title')}
      tabIndex={0}
    >
      <table className="sides">
        <caption className="visually-hidden">{t('comparison.sides.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('comparison.sides.element')}</th>
            <th scope="col">{t('comparison.sides.outcome')}</th>
            <th scope="col">
              {t('comparison.sides.known')} {known && <span className="mono">{known}</span>}
            </th>
            <th scope="col">
              {t('comparison.sides.declared')} <span className="mono">{declared}</span>
            </th>
          </tr>
        </thead>
        <SideGroup name={t('comparison.sides.permitGroup')} rows={permit} />
        <SideGroup name={t('comparison.sides.identityGroup')} rows={identity} />
      </table>
    </div>
  )
}

function SideGroup({ name, rows }: { name: string; rows: readonly ElementRow[] }) {
  return (
    <tbody>
      <tr className="sides-group">
        <th colSpan={4} scope="rowgroup">
          {name}
        </th>
      </tr>
      {rows.map((row) => (
        <SideRow key={row.element} row={row} />
      ))}
    </tbody>
  )
}

function SideRow({ row }: { row: ElementRow }) {
  const t = useWords()
  const { element, outcome, known, declared } = row
  const isName = element === 'FAMILY_NAME' || element === 'GIVEN_NAMES'
  const missing = t(outcome === 'MASKED' ? 'dossier.masked' : 'comparison.sides.missing')
  return (
    <tr data-outcome={outcome}>
      <th scope="row">{t(`comparison.element.${element}`)}</th>
      <td className="sides-outcome">
        <Outcome row={row} />
      </td>
      <td>
        {outcome === 'NOT_NEEDED' ? (
          <span className="muted">–</span>
        ) : isName ? (
          <NameCell own={known} other={declared} missing={missing} />
        ) : (
          <Cell values={known} missing={missing} />
        )}
        {outcome === 'NOT_GRANTED' && (
          <span className="line muted">{t('comparison.sides.requested')}</span>
        )}
      </td>
      <td>
        {isName ? (
          <NameCell own={declared} other={known} missing={missing} />
        ) : (
          <Cell values={declared} missing={missing} />
        )}
      </td>
    </tr>
  )
}

function Outcome({ row: { outcome, isco } }: { row: ElementRow }) {
  const t = useWords()
  return (
    <OutcomeWord shape={outcome}>
      {outcome === 'SAME' && isco !== undefined
        ? t('comparison.sides.sameIsco', { code: isco })
        : t(`comparison.outcome.${outcome}`)}
    </OutcomeWord>
  )
}

interface CellProps {
  /** The word for a side that says nothing. */
  missing: string
}

/** A name with the pieces marked that the other spelling lacks. */
function NameCell({
  own,
  other,
  missing,
}: CellProps & { own: readonly CellValue[]; other: readonly CellValue[] }) {
  const [name] = own
  if (!name) return <Cell values={own} missing={missing} />
  if (other.length === 0) return <bdi>{name.value}</bdi>
  return (
    <bdi>
      {nameTokens(name.value, other[0]!.value).map(({ text, shared }, index) => (
        <Fragment key={index}>{shared ? text : <mark>{text}</mark>}</Fragment>
      ))}
    </bdi>
  )
}

const VALUES_SHOWN = 3

/** The values of one side; more than a few unfold, none is left out. */
function Cell({ values, missing }: CellProps & { values: readonly CellValue[] }) {
  const t = useWords()
  const [all, setAll] = useState(false)
  if (values.length === 0) return <Unknown word={missing} />
  const hidden = values.length - VALUES_SHOWN - 1
  const shown = all || hidden <= 0 ? values : values.slice(0, VALUES_SHOWN)
  return (
    <>
      {shown.map(({ type, value, marks = [] }, index) => (
        <span key={index} className="line">
          <ValueText type={type} value={value} />
          {marks.map((mark) => (
            <Fragment key={mark}>
              {' '}
              <Badge>{t(`dossier.parties.${mark}`)}</Badge>
            </Fragment>
          ))}
        </span>
      ))}
      {hidden > 0 && (
        <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('dossier.facts.less') : t('dossier.facts.more', { count: hidden + 1 })}
        </Button>
      )}
    </>
  )
}
