/** A field of an extract and the headers by which it is known. */
import { fold } from '../linking/names.ts'

export interface ImportField {
  name: string
  required: boolean
  /** Headers, folded and without anything but letters and digits. */
  headers: readonly string[]
}

/** A header as it is compared. */
export function headerKey(header: string): string {
  return fold(header).replace(/[^A-Z0-9]/g, '')
}

/** A field by its name and by headers with `|` between. */
export function field(name: string, headers: string, required = false): ImportField {
  return { name, required, headers: [name, ...headers.split('|')].map(headerKey) }
}
