import { Fragment, type ReactNode } from 'react'
import type { PairField, PairPage, PairSide } from '../../domain/contract/links.ts'
import { formatInsz, parseInsz } from '../../domain/identifiers/insz.ts'
import { Reasons } from '../comparison/reasons.tsx'
import type { NameToken } from '../comparison/side-by-side.ts'
import { Button, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, MunicipalityText, PeriodText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import '../comparison/comparison.css'
import '../findings/findings.css'
import '../dossier/record.css'
import './links.css'
import { dateTokens, numberTokens, otherName, tokensOfName } from './differing.ts'
import { LinkState, SidesRow, SidesTable } from './sides-table.tsx'
import { extentOf, waterfall, type Bar } from './waterfall.ts'

interface PairViewProps {
  page: PairPage
  weights: boolean
  onWeights: () => void
}

/** Two records side by side, what speaks for and against, and what follows of it. */
export function PairView({ page, weights, onWeights }: PairViewProps) {
  return (
    <>
      <Why page={page} />
      <Fields page={page} />
      <Evidence page={page} weights={weights} onWeights={onWeights} />
      <Checks page={page} />
    </>
  )
}

function Why({ page: { why, left, right, judged } }: { page: PairPage }) {
  const t = useWords()
  const other = [left, right].find(({ kind }) => kind === 'declaration')?.personName
  return (
    <LinkState
      said={judged?.said ?? judged?.lapsed}
      hasLapsed={!judged?.said}
      words="links.verdict"
    >
      {t(`links.why.${why}`, { name: other ?? '' })}
    </LinkState>
  )
}

function SideHead({ side }: { side: PairSide }) {
  const t = useWords()
  return (
    <>
      {t(`links.kind.${side.kind}`)}{' '}
      {side.number && <span className="mono nowrap">{side.number}</span>}
      {side.period && (
        <span className="line muted">
          <PeriodText period={side.period} />
        </span>
      )}
      {side.kind === 'declaration' && side.personId && (
        <span className="line">
          {t('links.of')}{' '}
          <RouteLink to={{ screen: 'cluster', id: side.personId }}>{side.personName}</RouteLink>
        </span>
      )}
      {side.kind === 'person' && (
        <span className="line">
          <RouteLink to={{ screen: 'cluster', id: side.id }}>{side.name}</RouteLink>
        </span>
      )}
    </>
  )
}

/** Every field: same, similar, different or missing, with what differs marked. */
function Fields({ page }: { page: PairPage }) {
  const t = useWords()
  return (
    <SidesTable left={<SideHead side={page.left} />} right={<SideHead side={page.right} />}>
      {page.fields.map((field) => (
        <SidesRow
          key={field.field}
          title={t(`links.field.${field.field}`)}
          outcome={field.agreement}
          word={t(`links.agreement.${field.agreement}`)}
          left={<Values field={field} fields={page.fields} side="left" />}
          right={<Values field={field} fields={page.fields} side="right" />}
        />
      ))}
    </SidesTable>
  )
}

interface ValuesProps {
  field: PairField
  fields: readonly PairField[]
  side: 'left' | 'right'
}

function Values({ field, fields, side }: ValuesProps) {
  const t = useWords()
  const tokens = useTokens()
  const values = field[side]
  if (values.length === 0) return <Unknown word={t('comparison.sides.missing')} />
  return (
    <>
      {values.map((value) => (
        <bdi key={value} className="line">
          {field.field === 'nationality' ? (
            <CountryText code={value} />
          ) : field.field === 'place' ? (
            <Shared of={value} against={field[side === 'left' ? 'right' : 'left']}>
              <MunicipalityText code={value} />
            </Shared>
          ) : field.field === 'employer' ? (
            <Shared of={value} against={field[side === 'left' ? 'right' : 'left']}>
              {value}
            </Shared>
          ) : (
            tokens(value, field, fields, side).map(({ text, shared }, index) => (
              <Fragment key={index}>{shared ? text : <mark>{text}</mark>}</Fragment>
            ))
          )}
        </bdi>
      ))}
    </>
  )
}

/** A value that stands on the other side too; else it is marked. */
function Shared(props: { of: string; against: readonly string[]; children: ReactNode }) {
  const { of, against, children } = props
  const isShared = against.length === 0 || against.includes(of)
  return isShared ? <>{children}</> : <mark>{children}</mark>
}

/** An INSZ as it is written, a passport with its country before it. */
const shownNumber = (value: string): string =>
  parseInsz(value) ? formatInsz(value) : value.replace(':', ' ')

function useTokens() {
  const code = useCodes()
  const { date } = useFormats()
  return (
    value: string,
    field: PairField,
    fields: readonly PairField[],
    side: 'left' | 'right',
  ): NameToken[] => {
    const against = field[side === 'left' ? 'right' : 'left']
    switch (field.field) {
      case 'given':
      case 'family':
        return tokensOfName(value, otherName(fields, field, side))
      case 'birth':
        return dateTokens(date(value), against[0] === undefined ? null : date(against[0]))
      case 'identifier':
        return numberTokens(shownNumber(value), against.map(shownNumber))
      default:
        return [
          { text: code('sex', value), shared: against.length === 0 || against.includes(value) },
        ]
    }
  }
}

/** The way from "a stranger is likelier" to the sum, comparison by comparison. */
function Evidence({ page, weights, onWeights }: PairViewProps) {
  const t = useWords()
  const bars = waterfall(page)
  const extent = extentOf(bars)
  const { number } = useFormats()
  if (bars.length === 0) return null
  const sum = bars.at(-1)!.to
  return (
    <Panel
      title={t('links.evidence')}
      actions={
        <Button kind="quiet" aria-pressed={weights} aria-keyshortcuts="w" onClick={onWeights}>
          {t(weights ? 'links.hideWeights' : 'links.showWeights')} <Key>w</Key>
        </Button>
      }
    >
      <ol className="waterfall">
        {bars.map((bar) => (
          <BarLine key={bar.step} bar={bar} page={page} extent={extent} weights={weights} />
        ))}
        <li className="waterfall-line waterfall-sum">
          <span>
            <strong>
              {page.probability === null
                ? t(sum > 0 ? 'links.sumFor' : 'links.sumAgainst')
                : t('links.probability', { percent: number(shownPercent(page.probability)) })}
            </strong>
            {page.band && <> · {t(`links.band.${page.band}`)}</>}
          </span>
          <span />
          {weights && <span className="mono">{signed(sum, number)}</span>}
        </li>
      </ol>
      {weights && <p className="muted">{t('links.bits')}</p>}
      {page.rarity === null && <p className="muted">{t('links.noRarity')}</p>}
    </Panel>
  )
}

/** Whole per cents, but never 0 or 100: nothing is certain. */
const shownPercent = (share: number): number => Math.min(99, Math.max(1, Math.round(share * 100)))

function signed(bits: number, number: (value: number) => string): string {
  const size = Math.round(Math.abs(bits) * 10) / 10
  const sign = size === 0 ? '' : bits < 0 ? '−' : '+'
  return `${sign}${number(size)}`
}

interface BarLineProps {
  bar: Bar
  page: PairPage
  extent: { min: number; max: number }
  weights: boolean
}

function BarLine({ bar, page, extent, weights }: BarLineProps) {
  const t = useWords()
  const { number } = useFormats()
  const { step, bits, from, to, strength } = bar
  const span = extent.max - extent.min || 1
  const percent = (value: number) => `${((value - extent.min) / span) * 100}%`
  const side = bits < 0 ? 'against' : 'for'
  const field = page.fields.find((one) => one.field === step)
  return (
    <li className="waterfall-line" data-side={side}>
      <span>
        {field ? (
          <>
            {t(`links.field.${field.field}`)}: {t(`links.agreement.${field.agreement}`)}
          </>
        ) : (
          t(`links.step.${step}.${side}`)
        )}{' '}
        <span className="muted">
          {strength === 'NONE' ? t('links.strength.NONE') : t(`links.strength.${strength}.${side}`)}
        </span>
      </span>
      <span className="waterfall-track" aria-hidden="true">
        <span className="waterfall-zero" style={{ insetInlineStart: percent(0) }} />
        <span
          className="waterfall-bar"
          style={{
            insetInlineStart: percent(Math.min(from, to)),
            inlineSize: `${(Math.abs(bits) / span) * 100}%`,
          }}
        />
      </span>
      {weights && <span className="mono">{signed(bits, number)}</span>}
    </li>
  )
}

/** Each mismatch of the declaration, as it is or would be with this person's records. */
function Checks({ page: { checks, judged, left, right } }: { page: PairPage }) {
  const t = useWords()
  if (!checks || !judged) return null
  const declaration = left.kind === 'declaration' ? left : right
  const isTheirs = declaration.personId === judged.personId
  return (
    <Panel title={t('links.checks')}>
      <p className="muted">{t(isTheirs ? 'links.checksTheirs' : 'links.checksSupposed')}</p>
      <Reasons checks={checks} />
    </Panel>
  )
}
