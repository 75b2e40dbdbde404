import { describe, expect, it } from 'vitest';
import { readLabels } from '../../src/load/labels.ts';
import { checkVariantsNamed, labelFor } from '../../src/model/label.ts';
import { project } from './reading.ts';

const csv = (text: string) => readLabels(project({ 'labels.csv': text }), 'labels.csv');
const answer = { caseId: 't-1', variant: 'haiku', repetition: 0 };

describe('human labels', () => {
  it.each([
    ['pass', 1],
    ['FAIL', 0],
    ['true', 1],
    ['false', 0],
    ['yes', 1],
    ['No', 0],
    ['1', 1],
    ['0', 0],
    ['0.75', 0.75],
  ])('%s is %d', async (word, score) => {
    expect(labelFor(await csv(`case,label\nt-1,${word}\n`), answer)).toMatchObject({ score });
  });

  it('are read from JSON lines and lists as well, values as they are', async () => {
    const rows = [
      { id: 't-1', variant: 'haiku', score: 0.5, by: 'ann', at: '2026-11-20', why: 'half of it' },
      { id: 't-1', variant: 'haiku', repetition: 1, label: true },
    ];
    const root = project({
      'labels.jsonl': rows.map((row) => JSON.stringify(row)).join('\n'),
      'labels.json': JSON.stringify(rows),
    });
    for (const file of ['labels.jsonl', 'labels.json']) {
      const labels = await readLabels(root, file);
      expect(labelFor(labels, answer)).toMatchObject({
        score: 0.5,
        by: 'ann',
        at: '2026-11-20',
        why: 'half of it',
      });
      expect(labelFor(labels, { ...answer, repetition: 1 })).toMatchObject({ score: 1, by: null });
      expect(labelFor(labels, { ...answer, variant: 'sonnet' })).toBeUndefined();
    }
  });

  it('are about the first repetition where they do not say, and about the one variant', async () => {
    const labels = await csv('case,label\nt-1,pass\n');
    expect(labelFor(labels, answer)).toBeDefined();
    expect(labelFor(labels, { ...answer, repetition: 1 })).toBeUndefined();
    expect(() => checkVariantsNamed(labels, ['haiku'], 'hint')).not.toThrow();
    expect(() => checkVariantsNamed(labels, ['haiku', 'sonnet'], 'hint')).toThrow(
      'labels.csv:2: the label does not say which variant it is about: there are haiku, sonnet',
    );
  });

  it('may be about the variant that the reader names', async () => {
    const labels = await readLabels(
      project({ 'labels.csv': 'case,variant,label\nt-1,,pass\nt-1,sonnet,fail\n' }),
      'labels.csv',
      'haiku',
    );
    expect(labelFor(labels, answer)?.score).toBe(1);
    expect(labelFor(labels, { ...answer, variant: 'sonnet' })?.score).toBe(0);
  });

  it('may be given twice where they agree', async () => {
    const labels = await csv('case,label,by\nt-1,pass,ann\nt-1,yes,bob\n');
    expect(labels.size).toBe(1);
    expect(labelFor(labels, answer)?.by).toBe('ann');
  });

  it.each([
    ['case,lable\nt-1,pass\n', 'labels.csv:2: labels have no column "lable"', 'did you mean "label"?'],
    ['case,by\nt-1,ann\n', 'labels.csv:2: there is no column "label"', 'there are: case, by'],
    ['variant,label\nhaiku,pass\n', 'labels.csv:2: there is no column "case"', 'there are: variant, label'],
    ['case,id,label\nt-1,t-1,pass\n', 'labels.csv:2: both "case" and "id" are given', 'keep one'],
    ['case,label\nt-1,good\n', 'labels.csv:2: "good" is no label', 'pass or fail'],
    ['case,label\nt-1,1.5\n', 'labels.csv:2: "1.5" is no label', 'a number between'],
    ['case,label\nt-1,\n', 'labels.csv:2, column "label": it is empty', 'leave out rows'],
    ['case,label\n,pass\n', 'labels.csv:2, column "case": it is empty', 'leave out rows'],
    [
      'case,repetition,label\nt-1,first,pass\n',
      'labels.csv:2, column "repetition": "first"',
      '0 for the first',
    ],
    ['case,label\n', 'labels.csv holds no labels', 'a row for each answer'],
    [
      'case,label\nt-1,pass\nt-2,pass\nt-1,fail\n',
      'labels.csv:4: "t-1" is labelled 0 here and 1 at labels.csv:2',
      'settle which holds',
    ],
  ])('%j: %s', async (text, message, hint) => {
    await expect(csv(text)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('refuses what is no text or no row', async () => {
    const root = project({
      'a.json': '[3]',
      'b.json': '[{"case":{},"label":1}]',
      'c.json': '[{"case":"a","label":[]}]',
    });
    await expect(readLabels(root, 'a.json')).rejects.toThrow('a.json, row 1: a row must be an object');
    await expect(readLabels(root, 'b.json')).rejects.toThrow(
      'b.json, row 1, column "case": it must be a text',
    );
    await expect(readLabels(root, 'c.json')).rejects.toThrow('c.json, row 1: [] is no label');
  });
});
