import * as v from 'valibot'
import { isLocalDate } from '../calendar/local-date.ts'

/** Local date `YYYY-MM-DD`. */
export const LocalDateText = v.pipe(v.string(), v.check(isLocalDate, 'not a calendar date'))
