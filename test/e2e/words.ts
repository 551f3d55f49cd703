/** The words of the English screen, from the same files as the product reads. */
import app from '../../resources/i18n/en/app.json' with { type: 'json' }
import codes from '../../resources/i18n/en/codes.json' with { type: 'json' }
import comparison from '../../resources/i18n/en/comparison.json' with { type: 'json' }
import dossier from '../../resources/i18n/en/dossier.json' with { type: 'json' }
import errors from '../../resources/i18n/en/errors.json' with { type: 'json' }
import gateway from '../../resources/i18n/en/gateway.json' with { type: 'json' }
import queue from '../../resources/i18n/en/queue.json' with { type: 'json' }
import team from '../../resources/i18n/en/team.json' with { type: 'json' }

export const words = {
  app,
  code: codes.code,
  comparison: comparison.comparison,
  dossier: dossier.dossier,
  error: errors.error,
  finding: dossier.finding,
  gateway,
  queue,
  team,
}

/** A pattern for a text with places: each place stands for anything. */
export function pattern(text: string): RegExp {
  const parts = text
    .split(/\{\{[^}]+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('.+'))
}
