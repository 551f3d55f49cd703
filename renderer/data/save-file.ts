interface FileText {
  name: string
  text: string | Blob
  /** Media type; JSON when it is not said. */
  type?: string
}

/** Offers a text, or bytes, as a file for saving. The page itself writes nothing to the disk. */
export function saveFile({ name, text, type = 'application/json' }: FileText): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads it after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
