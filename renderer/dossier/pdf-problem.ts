import type { DocumentProblem } from '../../domain/documents/content.ts'

/**
 * What is wrong with a PDF that was not read: the reader itself may find that it asks for a password,
 * where its end names no trailer that says so. Pure.
 */
export function pdfProblemOf(error: unknown): Extract<DocumentProblem, 'ENCRYPTED' | 'BROKEN'> {
  return error instanceof Error && error.name === 'PasswordException' ? 'ENCRYPTED' : 'BROKEN'
}
