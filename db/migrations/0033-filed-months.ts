import type { Step } from './steps.ts'

const month = (of: 'new' | 'old' | 'dossier') =>
  `strftime('%Y-%m', ${of}.submittedOn * 86400, 'unixepoch')`

const COMES = `INSERT INTO filedMonth (month, count) VALUES (${month('new')}, 1)
    ON CONFLICT (month) DO UPDATE SET count = count + 1;`
const GOES = `UPDATE filedMonth SET count = count - 1 WHERE month = ${month('old')};`

/** How many dossiers were filed in each month, counted with each that comes, changes or goes. */
export const filedMonths: Step = {
  number: 33,
  name: 'filed months',
  sql: `
CREATE TABLE filedMonth (month TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO filedMonth (month, count) SELECT ${month('dossier')}, count(*) FROM dossier GROUP BY 1;
CREATE TRIGGER filedMonth_comes AFTER INSERT ON dossier BEGIN ${COMES} END;
CREATE TRIGGER filedMonth_goes AFTER DELETE ON dossier BEGIN ${GOES} END;
CREATE TRIGGER filedMonth_changes AFTER UPDATE OF submittedOn ON dossier
  WHEN new.submittedOn <> old.submittedOn BEGIN ${GOES} ${COMES} END;
`,
}
