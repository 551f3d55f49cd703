import { useEffect, useState, type DragEvent, type ReactNode } from 'react'
import { useWords } from '../findings/words.ts'

/** A file that is dropped beside its place must not replace the page. */
export function useNoStrayDrops(): void {
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault()
    window.addEventListener('dragover', stay)
    window.addEventListener('drop', stay)
    return () => {
      window.removeEventListener('dragover', stay)
      window.removeEventListener('drop', stay)
    }
  }, [])
}

/** A place on which files can be dropped; everything is possible with the button beside it too. */
export function DropZone({
  onFiles,
  children,
}: {
  /** Null: nothing may be added here. */
  onFiles: ((files: File[]) => void) | null
  children: ReactNode
}) {
  const t = useWords()
  const [over, setOver] = useState(false)
  if (!onFiles) return children
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <div
      className={over ? 'drop-zone drop-zone-over' : 'drop-zone'}
      data-drop={t('dossier.documents.drop')}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
    </div>
  )
}
