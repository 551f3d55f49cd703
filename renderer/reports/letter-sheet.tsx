import { createPortal } from 'react-dom'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import type { ReporterGiven } from '../../domain/contract/reports.ts'

interface SheetProps {
  to: ReporterGiven | null
  text: string
  language: UiLanguage
}

/** The letter as it goes on paper: nothing else of the window does. On the screen it is not seen. */
export function LetterSheet({ to, text, language }: SheetProps) {
  return createPortal(
    <article className="report-sheet" lang={language} aria-hidden="true">
      {to && (
        <address>
          {to.name}
          {'\n'}
          {to.contact}
        </address>
      )}
      <p className="report-letter">{text}</p>
    </article>,
    document.body,
  )
}
