import type { ComparisonPage, MismatchCheck } from '../../domain/contract/workbench.ts'
import { STAY_WINDOW } from '../../domain/reference/limosa.ts'
import { DateText } from '../design/time.tsx'
import { OutcomeShape } from '../findings/exceptions.tsx'
import { Fact, Facts, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

const SHAPES = { FOUND: 'NOT_MET', CLEAR: 'MET', NOT_APPLICABLE: 'UNKNOWN' } as const

/** Every mismatch that was tested on a declaration, and why it is one or is none. */
export function Reasons({ checks }: { checks: readonly MismatchCheck[] }) {
  const t = useWords()
  const code = useCodes()
  return (
    <div className="verdict-words">
      <h3>{t('comparison.checks.title')}</h3>
      <ul className="exceptions reasons">
        {checks.map(({ code: mismatch, outcome, why }) => (
          <li
            key={mismatch}
            data-outcome={SHAPES[outcome]}
            data-quiet={outcome === 'NOT_APPLICABLE'}
          >
            <OutcomeShape outcome={SHAPES[outcome]} />
            <span className="exception-name">
              {code('mismatch', mismatch)}
              <span className="muted reason-why">{t(`comparison.why.${why}`)}</span>
            </span>
            <span className="exception-outcome">{t(`comparison.checkOutcome.${outcome}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Counted = ComparisonPage['counts'][number]

/** Days that add up over several declarations; nothing where no count applies. */
export function Counts({ counted }: { counted: Counted | undefined }) {
  const t = useWords()
  if (!counted?.stay && !counted?.posting) return null
  return (
    <div className="verdict-words">
      <h3>{t('comparison.counts.title')}</h3>
      <Facts>
        {counted.stay && <Stay stay={counted.stay} />}
        {counted.posting && <Posting posting={counted.posting} />}
      </Facts>
    </div>
  )
}

function Stay({ stay }: { stay: NonNullable<Counted['stay']> }) {
  const t = useWords()
  const { window, days, limit } = stay
  return (
    <Fact name={t('comparison.counts.stay', { window: STAY_WINDOW.window })}>
      <b>{t('comparison.counts.stayDays', { days, limit })}</b>
      {days > limit && <span className="tone-red"> · {t('comparison.counts.over')}</span>}
      <span className="muted">
        {' '}
        · <DateText date={window.from} /> – <DateText date={window.to} />
      </span>
    </Fact>
  )
}

function Posting({ posting }: { posting: NonNullable<Counted['posting']> }) {
  const t = useWords()
  const { date } = useFormats()
  const { days, from, workers, monthTwelveEnds, monthEighteenEnds } = posting
  const month = (end: string | null) =>
    end ? <DateText date={end} /> : <Unknown word={t('comparison.counts.notReached')} />
  return (
    <>
      <Fact name={t('comparison.counts.posting')}>
        {t('comparison.counts.postingDays', { count: days, from: date(from) })}
        <span className="muted"> · {t('comparison.counts.workers', { count: workers })}</span>
      </Fact>
      <Fact name={t('comparison.counts.monthTwelve')}>{month(monthTwelveEnds)}</Fact>
      <Fact name={t('comparison.counts.monthEighteen')}>{month(monthEighteenEnds)}</Fact>
    </>
  )
}
