import type { DocumentProblem } from '../../domain/documents/content.ts'

export type PdfProblem = Extract<DocumentProblem, 'ENCRYPTED' | 'BROKEN'>

/** What is wrong with a PDF that its reader did not open. Pure. */
export const pdfProblemOf = (error: unknown): PdfProblem =>
  error instanceof Error && error.name === 'PasswordException' ? 'ENCRYPTED' : 'BROKEN'
