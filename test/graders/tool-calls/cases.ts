import { z } from 'zod';
import type { ToolCallsExpected, ToolCallsOptions } from '../../../src/graders/tool-calls.ts';

type Call = readonly [name: string, input?: unknown];

export const cases: readonly {
  readonly options?: ToolCallsOptions;
  readonly calls: 'any' | ToolCallsExpected;
  readonly made: readonly Call[];
  readonly verdict: 'pass' | 'fail';
  readonly why: string;
}[] = [
  { calls: ['time'], made: [['time']], verdict: 'pass', why: 'by its name' },
  { calls: ['time'], made: [['time', { zone: 'CET' }]], verdict: 'pass', why: 'whatever its input' },
  { calls: ['time'], made: [], verdict: 'fail', why: 'no call' },
  { calls: ['time'], made: [['Time']], verdict: 'fail', why: 'names are as they are written' },
  { calls: [], made: [], verdict: 'pass', why: 'no call is wanted' },
  { calls: [], made: [['time']], verdict: 'fail', why: 'no call is wanted, one was made' },
  { calls: ['time'], made: [['time'], ['time']], verdict: 'fail', why: 'once is not twice' },
  { calls: ['time', 'time'], made: [['time'], ['time']], verdict: 'pass', why: 'stated twice, wanted twice' },
  { calls: ['time', 'time'], made: [['time']], verdict: 'fail', why: 'stated twice, made once' },
  { calls: ['a', 'b'], made: [['b'], ['a']], verdict: 'pass', why: 'in any order' },
  { calls: ['a', 'b'], made: [['b'], ['a']], options: { ordered: true }, verdict: 'fail', why: 'ordered' },
  {
    calls: ['a', 'b'],
    made: [['a'], ['b']],
    options: { ordered: true },
    verdict: 'pass',
    why: 'in their order',
  },
  { calls: ['a'], made: [['a'], ['c']], verdict: 'fail', why: 'another call' },
  {
    calls: ['a'],
    made: [['a'], ['c']],
    options: { extra: true },
    verdict: 'pass',
    why: 'another call may be',
  },
  {
    calls: ['a', 'b'],
    made: [['c'], ['a'], ['c'], ['b']],
    options: { ordered: true, extra: true },
    verdict: 'pass',
    why: 'in their order, with others between',
  },
  {
    calls: ['a', 'b'],
    made: [['b'], ['c'], ['a']],
    options: { ordered: true, extra: true },
    verdict: 'fail',
    why: 'not in their order, whatever is between',
  },
  {
    calls: [{ name: 'weather', input: { city: 'Paris', days: 2 } }],
    made: [['weather', { days: 2, city: 'Paris' }]],
    verdict: 'pass',
    why: 'key order means nothing',
  },
  {
    calls: [{ name: 'weather', input: { city: 'Paris' } }],
    made: [['weather', { city: 'London' }]],
    verdict: 'fail',
    why: 'other arguments',
  },
  {
    calls: [{ name: 'weather', input: { city: 'Paris' } }],
    made: [['weather', { city: 'Paris', days: 2 }]],
    verdict: 'fail',
    why: 'a further argument',
  },
  {
    calls: [{ name: 'weather', input: { city: 'Paris' } }],
    made: [['weather', { city: 'Paris', days: 2 }]],
    options: { inputs: 'subset' },
    verdict: 'pass',
    why: 'a further argument may be',
  },
  {
    calls: [{ name: 'book', input: { who: { name: 'Ada' }, seats: [{ row: 1 }] } }],
    made: [['book', { who: { name: 'Ada', age: 36 }, seats: [{ row: 1, place: 'A' }] }]],
    options: { inputs: 'subset' },
    verdict: 'pass',
    why: 'at any depth',
  },
  {
    calls: [{ name: 'book', input: { seats: [1] } }],
    made: [['book', { seats: [1, 2] }]],
    options: { inputs: 'subset' },
    verdict: 'fail',
    why: 'but no further items',
  },
  {
    calls: [{ name: 'book', input: { seats: [1, 2] } }],
    made: [['book', { seats: [2, 1] }]],
    verdict: 'fail',
    why: 'the order of items counts',
  },
  {
    calls: [{ name: 'book', input: { toString: 'x' } }],
    made: [['book', {}]],
    options: { inputs: 'subset' },
    verdict: 'fail',
    why: 'what every object inherits is no argument',
  },
  {
    calls: [{ name: 'weather', input: {} }],
    made: [['weather', null]],
    options: { inputs: 'subset' },
    verdict: 'fail',
    why: 'no object at all',
  },
  {
    calls: [{ name: 'weather', input: z.object({ city: z.string().min(1) }) }],
    made: [['weather', { city: 'Paris', days: 2 }]],
    verdict: 'pass',
    why: 'a schema',
  },
  {
    calls: [{ name: 'weather', input: z.strictObject({ city: z.string() }) }],
    made: [['weather', { city: 5 }]],
    verdict: 'fail',
    why: 'a schema that is broken',
  },
  {
    calls: ['weather', { name: 'weather', input: { city: 'Paris' } }],
    made: [
      ['weather', { city: 'Paris' }],
      ['weather', { city: 'London' }],
    ],
    verdict: 'pass',
    why: 'a call is not taken from the only one that it answers',
  },
  {
    calls: 'any',
    made: [['a']],
    options: { forbidden: ['delete'] },
    verdict: 'pass',
    why: 'none that is forbidden',
  },
  {
    calls: 'any',
    made: [['a'], ['delete']],
    options: { forbidden: ['delete'] },
    verdict: 'fail',
    why: 'one that is forbidden',
  },
  {
    calls: ['a'],
    made: [['a'], ['delete']],
    options: { extra: true, forbidden: ['delete'] },
    verdict: 'fail',
    why: 'forbidden, though others may be',
  },
  { calls: 'any', made: [['a'], ['a']], options: { max: 2 }, verdict: 'pass', why: 'at most two' },
  {
    calls: 'any',
    made: [['a'], ['a'], ['a']],
    options: { max: 2 },
    verdict: 'fail',
    why: 'three of at most two',
  },
  { calls: 'any', made: [], options: { min: 1 }, verdict: 'fail', why: 'none of at least one' },
];
