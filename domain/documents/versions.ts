/** The versions of a document: the one that counts, and those before it. */
import type { DocumentFile, DossierDocument } from '../contract/records.ts'

/** The content of a document, or the earlier one with this hash; undefined: it has none such. */
export function fileOf(
  { file, earlier = [] }: Pick<DossierDocument, 'file' | 'earlier'>,
  hash?: string,
): DocumentFile | undefined {
  if (hash === undefined || file?.hash === hash) return file
  return earlier.find((one) => one.file.hash === hash)?.file
}
