import app from '../../../resources/i18n/de/app.json' with { type: 'json' }
import codes from '../../../resources/i18n/de/codes.json' with { type: 'json' }
import errors from '../../../resources/i18n/de/errors.json' with { type: 'json' }
import queue from '../../../resources/i18n/de/queue.json' with { type: 'json' }

export default { app, codes, errors, queue }
