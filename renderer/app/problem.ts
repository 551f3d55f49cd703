import type { TFunction } from 'i18next'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import { announce } from './announce.ts'

/** Says what stood in the way, and what to do about it. */
export function sayProblem(t: TFunction, { code, details }: ErrorValue): void {
  const title = t(`error.${code}.title`, { ns: 'errors', ...details })
  const advice = t(`error.${code}.advice`, { ns: 'errors', ...details })
  announce(`${title}. ${advice}`, 'red')
}
