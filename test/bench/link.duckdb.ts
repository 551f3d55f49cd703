/**
 * The baseline of the bench `link`: the same blocking and comparisons as SQL for DuckDB, the way
 * Splink writes them: all pairs of all blocks, a level per field, weights, the best per declaration.
 */
const [folder] = process.argv.slice(2)
// By a name that types cannot follow: a checkout without the baseline's database stays whole.
const name = '@duckdb/node-api'
const { DuckDBInstance } = (await import(name)) as {
  DuckDBInstance: {
    create(
      file: string,
      options: Record<string, string>,
    ): Promise<{
      connect(): Promise<{ run(sql: string): Promise<unknown> }>
    }>
  }
}

const JARO = (a: string, b: string) => `jaro_winkler_similarity(${a}, ${b})`
const NAME = (field: string, weights: readonly number[]) => `CASE
  WHEN l.${field} = '' OR r.${field} = '' THEN 0
  WHEN l.${field} = r.${field} THEN ${weights[0]} + greatest(-4, least(4, log2(0.004 / r.${field}Share)))
  WHEN damerau_levenshtein(l.${field}, r.${field}) <= 1 THEN ${weights[1]}
  WHEN ${JARO(`l.${field}`, `r.${field}`)} >= 0.9 OR l.${field}Sound = r.${field}Sound THEN ${weights[2]}
  WHEN ${JARO(`l.${field}`, `r.${field}`)} >= 0.8 THEN ${weights[3]}
  ELSE -8 END`
const CROSSED = `CASE WHEN ${JARO('l.given', 'r.family')} >= 0.9 AND ${JARO('l.family', 'r.given')} >= 0.9
  AND ${JARO('l.given', 'r.given')} < 0.9 THEN 26 ELSE 0 END`
const BIRTH = `CASE WHEN l.birth = '' OR r.birth = '' THEN 0 WHEN l.birth = r.birth THEN 12.7
  WHEN l.birth = r.turned OR damerau_levenshtein(l.birth, r.birth) <= 1 THEN 5
  WHEN l.year = r.year OR l.day = r.day THEN -4 ELSE -10 END`
const NUMBER = `CASE WHEN l.insz = r.insz OR l.passport = r.passport THEN 13
  WHEN l.damaged <> '' AND r.insz <> '' AND damerau_levenshtein(l.damaged, r.insz) <= 1 THEN 9
  WHEN l.insz <> '' AND r.insz <> '' THEN -6 ELSE 0 END`

const BLOCKS = [
  "l.insz = r.insz AND l.insz <> ''",
  "l.insz = r.alias AND l.insz <> ''",
  "l.passport = r.passport AND l.passport <> ''",
  "l.birth = r.birth AND l.birth <> ''",
  "l.turned = r.birth AND l.birth <> ''",
  "l.familySound = r.familySound AND l.year = r.year AND l.birth <> ''",
  "l.familySound = r.familySound AND l.day = r.day AND l.birth <> ''",
  "l.givenSound = r.givenSound AND l.day = r.day AND l.birth <> ''",
  "l.familySound = r.familySound AND l.givenSound = r.givenSound AND l.birth = ''",
]

const start = performance.now()
const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const db = await instance.connect()
const read = (table: string) =>
  db.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${folder}/${table}.csv',
    delim = '\t', header = true, all_varchar = true, quote = '', escape = '', nullstr = '\\N')`)
await read('worker')
await read('person')
await db.run(`CREATE TABLE register AS SELECT p.*,
  count(*) OVER (PARTITION BY given) / count(*) OVER ()::DOUBLE AS givenShare,
  count(*) OVER (PARTITION BY family) / count(*) OVER ()::DOUBLE AS familyShare FROM person p`)
const pairs = BLOCKS.map(
  (block) => `SELECT l.rowid AS l, r.rowid AS r FROM worker l JOIN register r ON ${block}`,
)
await db.run(`CREATE TABLE pair AS ${pairs.join(' UNION ')}`)
await db.run(`CREATE TABLE scored AS SELECT p.l, p.r,
  greatest(${NAME('given', [8, 3, 2, 0])} + ${NAME('family', [8, 6, 2, -2])}, ${CROSSED}) + ${BIRTH} + ${NUMBER}
  + CASE WHEN l.sex = r.sex THEN 0.6 ELSE -8 END
  + CASE WHEN l.nationality = r.nationality THEN 5 ELSE -8 END - log2(150000) AS weight
  FROM pair p JOIN worker l ON l.rowid = p.l JOIN register r ON r.rowid = p.r`)
await db.run(`CREATE TABLE best AS SELECT l, arg_max(r, weight) AS r,
  max(pow(2, least(weight, 500))) / (1 + sum(pow(2, least(weight, 500)))) AS probability
  FROM scored WHERE weight > -10 GROUP BY l`)
await db.run(`COPY (SELECT w.id AS worker, p.id AS person, b.probability FROM best b
  JOIN worker w ON w.rowid = b.l JOIN register p ON p.rowid = b.r)
  TO '${folder}/links.csv' (HEADER, DELIMITER '\t')`)
const { maxRSS } = process.resourceUsage()
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, mb: maxRSS / 1024 }))
process.exit(0)
