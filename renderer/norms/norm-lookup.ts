import type { RecordLookup } from '../../domain/commands/command.ts'
import type { NormView } from '../../domain/contract/workbench.ts'

/** The records that a form's `decide` may ask for. */
export function normLookup(norms: readonly NormView[]): RecordLookup {
  return ((kind: string, id: string) => {
    const found = kind === 'norm' ? norms.find((one) => one.id === id) : undefined
    return found ? { kind, ...found } : null
  }) as RecordLookup
}
