/**
 * Papers whose content is compared between applicants: each says something of one person, so that the same
 * content with two persons is a question (rule R34). A model that many use is none.
 */
import type { DocumentType } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'

export const COMPARED_PAPERS = [
  'DIPLOMA',
  'CRIMINAL_RECORD',
  'CONTRACT',
] as const satisfies readonly DocumentType[]
export type ComparedPaper = (typeof COMPARED_PAPERS)[number]

/** So many characters of the SHA-256 tell contents apart: 126 bits. */
const HASH_LENGTH = 21

/** Keys of the compared papers of a dossier whose content this desk knows of, each once, in order. */
export function comparedPapers({ documents }: Pick<DossierBody, 'documents'>): string[] {
  const keys = documents.flatMap(({ type, file }) => {
    const place = (COMPARED_PAPERS as readonly DocumentType[]).indexOf(type)
    return place === -1 || !file ? [] : [`${place}${file.hash.slice(0, HASH_LENGTH)}`]
  })
  return keys.length < 2 ? keys : [...new Set(keys)].toSorted()
}

/** What kind of paper has this key. */
export const typeOfPaper = (key: string): ComparedPaper => COMPARED_PAPERS[Number(key[0])]!
