import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../findings/words.ts'

/** Draws a picture on a canvas: no address is made for it that anything else could read. */
export function ImageView({
  bytes,
  broken,
}: {
  bytes: Uint8Array<ArrayBuffer>
  broken: ReactNode
}) {
  const t = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let left = false
    createImageBitmap(new Blob([bytes])).then(
      (picture) => {
        if (left || !canvas.current) return picture.close()
        canvas.current.width = picture.width
        canvas.current.height = picture.height
        canvas.current.getContext('2d')?.drawImage(picture, 0, 0)
        picture.close()
      },
      () => !left && setFailed(true),
    )
    return () => {
      left = true
    }
  }, [bytes])
  if (failed) return broken
  return (
    <div className="document-page">
      <canvas ref={canvas} role="img" aria-label={t('dossier.documents.picture')} />
    </div>
  )
}
