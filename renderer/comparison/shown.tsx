import { useState } from 'react'
import { type TandemRecord } from '../../domain/contract/records.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { useKeys } from '../app/use-keys.ts'
import { useSession } from '../data/use-query.ts'
import { Button, Key } from '../design/button.tsx'
import { useWords } from '../findings/words.ts'
import { AccessDialog, PapersDialog } from './shown-dialog.tsx'

interface ShownActsProps {
  person: TandemRecord<'person'>
  declaration: TandemRecord<'declaration'>
}

/** Notes what was shown: the papers of a posting, or a card that lets the person work anywhere. */
export function ShownActs({ person, declaration }: ShownActsProps) {
  const t = useWords()
  const actor = useSession()?.actor
  const [open, setOpen] = useState<'papers' | 'access' | null>(null)
  const mayNote = actor !== undefined && actor !== null && mayRun(actor, 'recordPapers')
  useKeys(mayNote ? { p: () => setOpen('papers'), b: () => setOpen('access') } : {})
  if (!mayNote) return null
  const close = () => setOpen(null)
  return (
    <p className="shown-acts">
      <Button icon="note" onClick={() => setOpen('papers')} aria-keyshortcuts="p">
        {t('command.recordPapers')} <Key>p</Key>
      </Button>{' '}
      <Button icon="note" onClick={() => setOpen('access')} aria-keyshortcuts="b">
        {t('command.recordAccess')} <Key>b</Key>
      </Button>
      {open === 'papers' && <PapersDialog declaration={declaration} onClose={close} />}
      {open === 'access' && <AccessDialog person={person} onClose={close} />}
    </p>
  )
}
