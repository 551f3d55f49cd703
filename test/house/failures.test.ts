import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  failureLines,
  lastLines,
  playwrightFailures,
  vitestFailures,
} from '../../tools/failures.ts'
import { ROOT } from '../../tools/repository.ts'

const passed = { fullName: 'a day has hours', status: 'passed', failureMessages: [] }

it('names each failed test of vitest, with its file, the first line of why, and its seed', () => {
  const failures = vitestFailures({
    testResults: [
      { name: join(ROOT, 'a.test.ts'), status: 'passed', message: '', assertionResults: [passed] },
      {
        name: join(ROOT, 'test', 'domain', 'clocks.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          passed,
          {
            fullName: 'clocks property: never end early',
            status: 'failed',
            failureMessages: [
              'Error: Property failed after 7 tests\n{ seed: -12, path: "6:1", endOnFailure: true }\n' +
                '    at file.ts:1',
            ],
          },
        ],
      },
      {
        name: join(ROOT, 'test', 'db', 'broken.test.ts'),
        status: 'failed',
        message: '\u001b[31mno such module\u001b[39m',
        assertionResults: [],
      },
    ],
  })
  expect(failureLines(failures)).toEqual([
    'test/domain/clocks.test.ts > clocks property: never end early',
    '  Error: Property failed after 7 tests { seed: -12, path: "6:1", endOnFailure: true }',
    'test/db/broken.test.ts',
    '  no such module',
  ])
})

it('names each failed test of the browser, and what failed before any test', () => {
  const location = { file: '/somewhere/main-job.spec.ts', line: 3 }
  const failed = [
    { message: 'Test timeout exceeded.' },
    { message: '\u001b[31mNo such row\u001b[39m\n  call log', location },
  ]
  const failures = playwrightFailures({
    suites: [
      {
        title: 'main-job.spec.ts',
        specs: [
          {
            title: 'signs in',
            file: 'main-job.spec.ts',
            ok: true,
            tests: [{ results: [{ errors: [] }] }],
          },
        ],
        suites: [
          {
            title: 'the queue',
            specs: [
              {
                title: 'opens',
                file: 'main-job.spec.ts',
                ok: false,
                tests: [{ results: [{ errors: failed }] }],
              },
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'No Chromium.' }],
  })
  expect(failureLines(failures)).toEqual([
    'test/e2e/main-job.spec.ts > the queue opens',
    '  line 3: No such row',
    'test/e2e',
    '  No Chromium.',
  ])
})

it('stays short, whatever fails', () => {
  const failure = { file: 'test/x.test.ts', name: 'n'.repeat(400), message: 'm'.repeat(9_000) }
  const lines = failureLines(Array.from({ length: 50 }, () => failure))
  expect(lines).toHaveLength(17)
  expect(lines.at(-1)).toBe('and 42 more')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(182)
  expect(lastLines('one\n\n \u001b[2mtwo\u001b[22m\nthree\n', 2)).toEqual([' two', 'three'])
})
