import app from '../../../resources/i18n/nl/app.json' with { type: 'json' }
import codes from '../../../resources/i18n/nl/codes.json' with { type: 'json' }
import errors from '../../../resources/i18n/nl/errors.json' with { type: 'json' }
import queue from '../../../resources/i18n/nl/queue.json' with { type: 'json' }

export default { app, codes, errors, queue }
