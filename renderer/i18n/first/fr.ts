import app from '../../../resources/i18n/fr/app.json' with { type: 'json' }
import codes from '../../../resources/i18n/fr/codes.json' with { type: 'json' }
import errors from '../../../resources/i18n/fr/errors.json' with { type: 'json' }
import queue from '../../../resources/i18n/fr/queue.json' with { type: 'json' }

export default { app, codes, errors, queue }
