/** The list of rules: to add one, add its file and a line here. */
import type { Rule } from '../rule.ts'
import { m1 } from './m1.ts'
import { m2 } from './m2.ts'
import { m3 } from './m3.ts'
import { m4 } from './m4.ts'
import { m5 } from './m5.ts'
import { m6 } from './m6.ts'
import { m7 } from './m7.ts'
import { m8 } from './m8.ts'
import { r01 } from './r01.ts'
import { r28 } from './r28.ts'
import { r30 } from './r30.ts'
import { r33 } from './r33.ts'
import { r41 } from './r41.ts'
import { r44 } from './r44.ts'

export const ALL_RULES: readonly Rule[] = [
  m1,
  m2,
  m3,
  m4,
  m5,
  m6,
  m7,
  m8,
  r01,
  r28,
  r30,
  r33,
  r41,
  r44,
]
