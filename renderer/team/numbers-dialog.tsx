import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namesPersons, numbersIn, NUMBERS_MAX } from '../../domain/linking/number-list.ts'
import { openLayer } from '../app/layers.ts'
import { historyText, navigate, type QueueView } from '../app/route.ts'
import { access } from '../data/client.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { NUMBERS_STATE, SEARCH_STATE } from '../queue/reads.ts'

/** Shows the dossiers of a list of numbers that somebody pastes. */
export default function NumbersDialog({ view, onClose }: { view: QueueView; onClose: () => void }) {
  const { t } = useTranslation('team')
  const [text, setText] = useState(historyText(NUMBERS_STATE))
  const numbers = numbersIn(text)
  const show = () => {
    const state = {
      [SEARCH_STATE]: historyText(SEARCH_STATE),
      [NUMBERS_STATE]: numbers.join('\n'),
    }
    onClose()
    navigate({ screen: 'queue', view }, { state })
    if (namesPersons(numbers) && !access.get()?.stated) openLayer({ name: 'purpose', back: null })
  }
  return (
    <Dialog
      title={t('numbers.title')}
      onClose={onClose}
      onSubmit={show}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button kind="primary" submit>
            {t('numbers.show', { count: numbers.length })}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('numbers.label')}
        hint={t('numbers.hint', { max: NUMBERS_MAX })}
        value={text}
        rows={10}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      {namesPersons(numbers) && <p>{t('numbers.persons')}</p>}
    </Dialog>
  )
}
