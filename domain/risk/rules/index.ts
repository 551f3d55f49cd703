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
import { r02 } from './r02.ts'
import { r03 } from './r03.ts'
import { r04 } from './r04.ts'
import { r05 } from './r05.ts'
import { r06 } from './r06.ts'
import { r07 } from './r07.ts'
import { r08 } from './r08.ts'
import { r09 } from './r09.ts'
import { r10 } from './r10.ts'
import { r11 } from './r11.ts'
import { r12 } from './r12.ts'
import { r13 } from './r13.ts'
import { r14 } from './r14.ts'
import { r15 } from './r15.ts'
import { r16 } from './r16.ts'
import { r17 } from './r17.ts'
import { r18 } from './r18.ts'
import { r19 } from './r19.ts'
import { r20 } from './r20.ts'
import { r21 } from './r21.ts'
import { r22 } from './r22.ts'
import { r23 } from './r23.ts'
import { r24 } from './r24.ts'
import { r25 } from './r25.ts'
import { r26 } from './r26.ts'
import { r27 } from './r27.ts'
import { r28 } from './r28.ts'
import { r29 } from './r29.ts'
import { r30 } from './r30.ts'
import { r31 } from './r31.ts'
import { r32 } from './r32.ts'
import { r33 } from './r33.ts'
import { r34 } from './r34.ts'
import { r35 } from './r35.ts'
import { r36 } from './r36.ts'
import { r37 } from './r37.ts'
import { r38 } from './r38.ts'
import { r39 } from './r39.ts'
import { r40 } from './r40.ts'
import { r41 } from './r41.ts'
import { r42 } from './r42.ts'
import { r43 } from './r43.ts'
import { r44 } from './r44.ts'
import { r45 } from './r45.ts'
import { r46 } from './r46.ts'
import { r47 } from './r47.ts'
import { r48 } from './r48.ts'
import { r49 } from './r49.ts'
import { r50 } from './r50.ts'
import { r51 } from './r51.ts'
import { r52 } from './r52.ts'
import { r53 } from './r53.ts'
import { r54 } from './r54.ts'
import { r55 } from './r55.ts'

/** In the order of FINDING_CODES. */
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
  r02,
  r03,
  r04,
  r05,
  r06,
  r07,
  r08,
  r09,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  r16,
  r17,
  r18,
  r19,
  r20,
  r21,
  r22,
  r23,
  r24,
  r25,
  r26,
  r27,
  r28,
  r29,
  r30,
  r31,
  r32,
  r33,
  r34,
  r35,
  r36,
  r37,
  r38,
  r39,
  r40,
  r41,
  r42,
  r43,
  r44,
  r45,
  r46,
  r47,
  r48,
  r49,
  r50,
  r51,
  r52,
  r53,
  r54,
  r55,
]
