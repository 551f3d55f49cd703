import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'
import { excludedOf } from './bulk.ts'
import type { BulkRun, Preview } from './use-bulk.ts'

interface BulkFrameProps {
  title: string
  /** What the act is called on its button. */
  submit: string
  preview: Preview
  run: BulkRun
  total: number
  /** False as long as the form does not say what to do. */
  chosen: boolean
  onClose: () => void
  /** The fields; nothing can be changed in them while the act goes on. */
  children: ReactNode
}

/** The form of one act on many: what it would do, the act, how far it is, and the way to stop it. */
export function BulkFrame(props: BulkFrameProps) {
  const { title, submit, preview, total, chosen, onClose, children } = props
  const { run, running, part, ready } = props.run
  const { t } = useTranslation(['team', 'app'])
  const { number } = useFormats()
  const leave = running ? running.stop : onClose
  return (
    <Dialog
      title={title}
      onClose={leave}
      onSubmit={() => void run()}
      wide
      outcome={
        running ? (
          <Progress label={t('bulk.running')} done={running.done} of={running.of} />
        ) : (
          <Outcome {...preview} total={total} chosen={chosen} />
        )
      }
      actions={
        <>
          <Button onClick={leave}>{t(running ? 'bulk.stop' : 'app:cancel')}</Button>
          <Button kind="primary" submit disabled={!ready}>
            {submit} ({number(part)})
          </Button>
        </>
      }
    >
      <fieldset className="plain-fieldset" disabled={running !== null}>
        {children}
      </fieldset>
    </Dialog>
  )
}

/** How many take part, and which do not and why. */
function Outcome({ looks, total, complete, chosen }: Preview & { total: number; chosen: boolean }) {
  const { t } = useTranslation('team')
  const { number } = useFormats()
  const errorWords = useErrorWords()
  const part = looks.filter(({ code }) => code === null).length
  const excluded = excludedOf(looks)
  return (
    <div className="bulk-outcome" role="status" aria-busy={chosen && !complete}>
      {!chosen && <p className="muted">{t('bulk.fillFirst')}</p>}
      {complete && (
        <p>
          <b>{t('bulk.part', { count: part, n: number(part), total: number(total) })}</b>
        </p>
      )}
      {complete && excluded.length > 0 && (
        <ul>
          {excluded.map(({ code, count, references }) => (
            <li key={code}>
              {t('bulk.out', { count, n: number(count) })} {errorWords({ code }).title}{' '}
              <span className="muted">
                {references.join(', ')}
                {count > references.length && ' …'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const { number } = useFormats()
  return (
    <p className="bulk-progress" role="status">
      <progress aria-label={label} value={done} max={Math.max(1, of)} /> {number(done)} /{' '}
      {number(of)}
    </p>
  )
}
