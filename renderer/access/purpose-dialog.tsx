import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ACCESS_REASON_MAX,
  ACCESS_REASON_MIN,
  purposeRefusal,
} from '../../domain/access/purposes.ts'
import type { Purpose } from '../../domain/access/codes.ts'
import { openLayer, type Layer } from '../app/layers.ts'
import { access, workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { useStore } from '../data/use-store.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'

type Problem = Parameters<ReturnType<typeof useErrorWords>>[0]

/** Asks once, for a session of work, why somebody looks outside a dossier. */
export default function PurposeDialog({
  back,
  onClose,
}: {
  /** What stood in front of the page before, and comes back. */
  back: Layer | null
  onClose: () => void
}) {
  const { t } = useTranslation('access')
  const errorWords = useErrorWords()
  const { dateTime } = useFormats()
  const state = useStore(access)
  const role = useSession()?.actor?.role
  const purposes = state?.purposes ?? []
  const stated = state?.stated ?? null
  const [purpose, setPurpose] = useState<Purpose | null>(stated?.purpose ?? null)
  const [reason, setReason] = useState(stated?.reason ?? '')
  const [problem, setProblem] = useState<Problem | null>(null)
  const chosen = purpose ?? purposes[0]
  const leave = () => {
    onClose()
    if (back) openLayer(back)
  }
  const begin = async () => {
    if (!role || !chosen) return
    const refusal = purposeRefusal(role, chosen, reason)
    if (refusal) return setProblem(refusal)
    try {
      await workbench.access.begin({ purpose: chosen, reason })
      leave()
    } catch (error) {
      setProblem(toTandemError(error))
    }
  }
  const end = () => void workbench.access.end().then(leave, () => undefined)
  const words = problem && errorWords(problem)
  return (
    <Dialog
      title={t('purpose.title')}
      onClose={leave}
      onSubmit={() => void begin()}
      actions={
        <>
          {stated && <Button onClick={end}>{t('purpose.end')}</Button>}
          <Button onClick={leave}>{t('app:cancel')}</Button>
          <Button kind="primary" submit>
            {t('purpose.begin')}
          </Button>
        </>
      }
    >
      <p>{t('purpose.intro')}</p>
      {stated && <p className="muted">{t('purpose.until', { at: dateTime(stated.until) })}</p>}
      <OneOf
        label={t('purpose.purpose')}
        options={purposes.map((value) => ({ value, label: t(`purposes.${value}`) }))}
        value={chosen ?? ''}
        onChange={(value) => setPurpose(purposes.find((one) => one === value) ?? null)}
      />
      <TextAreaField
        label={t('purpose.reason')}
        hint={t('purpose.reasonHint', { min: ACCESS_REASON_MIN })}
        problem={words ? `${words.title}. ${words.advice}` : undefined}
        value={reason}
        limit={ACCESS_REASON_MAX}
        rows={3}
        onChange={(event) => {
          setReason(event.target.value)
          setProblem(null)
        }}
      />
    </Dialog>
  )
}
