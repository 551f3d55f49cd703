import type { DossierDocument, EarlierVersion } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { lockOf } from '../../domain/documents/lock.ts'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import { Icon } from '../design/icon.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { useColleagueName } from './timeline.tsx'

/** A version of a document; `now`: the one that counts. */
export interface Version extends EarlierVersion {
  now: boolean
  label: string
}

/** All versions of a document, the newest first. */
export function useVersions({ file, filed, receivedOn, earlier = [] }: DossierDocument): Version[] {
  const t = useWords()
  const { date } = useFormats()
  const labelOf = ({ file: { version }, receivedOn: on, withdrawn }: EarlierVersion, now = false) =>
    withdrawn
      ? t('dossier.documents.versionWithdrawn', {
          version,
          date: date(brusselsToday(new Date(withdrawn.at))),
        })
      : t(now ? 'dossier.documents.versionNow' : 'dossier.documents.versionOf', {
          version,
          date: on === null ? '–' : date(on),
        })
  const present = file ? [{ file, receivedOn, ...(filed && { filed }) }] : []
  const all = [
    ...present.map((one) => ({ ...one, now: true, label: labelOf(one, true) })),
    ...earlier.map((one) => ({ ...one, now: false, label: labelOf(one) })),
  ]
  return all.toSorted((a, b) => b.file.version - a.file.version)
}

/** Who put this version here, who took it back, and what locks the document. */
export function VersionFacts({
  page,
  document,
  version,
}: {
  page: DossierPage
  document: DossierDocument
  version: Version | null
}) {
  const t = useWords()
  const { date } = useFormats()
  const nameOf = useColleagueName()
  const name = (id: string | null) => nameOf(id) ?? t('dossier.documents.somebody')
  const lock = lockOf(page.dossier.body, document)
  const filed = version?.filed
  const withdrawn = version?.withdrawn
  return (
    <div className="document-facts">
      {filed && (
        <p className="muted">
          {t('dossier.documents.filedBy', {
            name: name(filed.by),
            date: date(brusselsToday(new Date(filed.at))),
          })}
        </p>
      )}
      {withdrawn && (
        <p className="upload-note">
          <Icon name="info" size={14} />
          {t('dossier.documents.withdrawnBy', {
            name: name(withdrawn.by),
            reason: withdrawn.reason,
          })}
        </p>
      )}
      {lock && (
        <p className="upload-note">
          <Icon name="lock" size={14} />
          {t(`dossier.documents.lock.${lock.why}`, {
            name: name(lock.by),
            date: lock.on === null ? '–' : date(lock.on),
            reason: lock.reason,
          })}
        </p>
      )}
    </div>
  )
}
