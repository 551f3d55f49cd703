import app from '../../../resources/i18n/en/app.json' with { type: 'json' }
import codes from '../../../resources/i18n/en/codes.json' with { type: 'json' }
import errors from '../../../resources/i18n/en/errors.json' with { type: 'json' }
import queue from '../../../resources/i18n/en/queue.json' with { type: 'json' }

export default { app, codes, errors, queue }
