import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { fillTemplate, placeholdersOf } from '../../src/model/template.ts';

const fault = (template: string, input: unknown): UserError => {
  try {
    fillTemplate(template, input);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was filled');
};

describe('placeholders', () => {
  it.each([
    ['a column', 'Ticket: {{text}}.', { text: 'Hi' }, 'Ticket: Hi.'],
    ['with space', '{{  text }}', { text: 'Hi' }, 'Hi'],
    ['twice', '{{a}}{{b}}{{a}}', { a: '1', b: '2' }, '121'],
    ['a field', '{{user.name}}', { user: { name: 'Ada' } }, 'Ada'],
    ['a field of a field', '{{a.b.c}}', { a: { b: { c: 'x' } } }, 'x'],
    ['an item of a list', '{{list.1}}', { list: ['a', 'b'] }, 'b'],
    ['a number', '{{n}}', { n: 1.5 }, '1.5'],
    ['zero', '{{n}}', { n: 0 }, '0'],
    ['a boolean', '{{yes}} {{no}}', { yes: true, no: false }, 'true false'],
    ['an object', '{{o}}', { o: { a: [1, 'x'] } }, '{"a":[1,"x"]}'],
    ['a list', '{{l}}', { l: ['a'] }, '["a"]'],
    ['an empty text', '<{{text}}>', { text: '' }, '<>'],
    ['two braces as they stand', '\\{{text}} is {{text}}', { text: 'x' }, '{{text}} is x'],
    ['single braces', '{"a": {text}}', { text: 'x' }, '{"a": {text}}'],
    ['a brace beside a placeholder', '{{{text}}}', { text: 'x' }, '{x}'],
    ['a column with a name of two words', '{{first name}}', { 'first name': 'Ada' }, 'Ada'],
    ['none', 'plain', {}, 'plain'],
  ])('%s', (_, template, input, filled) => expect(fillTemplate(template, input)).toBe(filled));

  it.each(['$&', '$1', '$$', "$'", '{{text}}', '{{other}}', '\\{{x}}', '`'])(
    'insert %s as it is: nothing is expanded again',
    (text) => expect(fillTemplate('<{{text}}>', { text, other: 'expanded' })).toBe(`<${text}>`),
  );

  it('insert any text unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
        expect(fillTemplate('a {{text}} b {{other}}', { text, other })).toBe(`a ${text} b ${other}`);
      }),
    );
  });

  it('leave any template without two braces alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('{{'));
        expect(fillTemplate(text, {})).toBe(text);
      }),
    );
  });
});

it('says what its placeholders name, and may write them its own way', () => {
  const template = '{{ user.name }} \\{{no}} {{list}}';
  expect(placeholdersOf(template)).toEqual(['user.name', 'list']);
  expect(
    fillTemplate(template, { user: { name: 'Ada' }, list: [1] }, (value, path) => `<${path}:${value}>`),
  ).toBe('<user.name:Ada> {{no}} <list:1>');
});

describe('a placeholder that nothing fills', () => {
  it('says which column was probably meant', () => {
    const { message, hint } = fault('{{txet}}', { text: 'x', id: '1' });
    expect(message).toContain('{{txet}}');
    expect(hint).toBe('did you mean "text"?');
  });

  it('says which columns there are when none is near', () => {
    expect(fault('{{customer_name}}', { text: 'x', id: '1' }).hint).toBe('there are: text, id');
    expect(fault('{{text}}', {}).hint).toBe('there are none');
  });

  it('is one also below a field, in a text, and in what every object inherits', () => {
    expect(fault('{{user.nmae}}', { user: { name: 'Ada' } }).hint).toBe('did you mean "name"?');
    expect(fault('{{text.length}}', { text: 'abc' }).message).toContain('{{text.length}}');
    for (const path of ['constructor', 'toString', '__proto__']) fault(`{{${path}}}`, { text: 'x' });
    fault('{{text}}', null);
    fault('{{}}', { text: 'x' });
  });

  it.each([null, undefined])('is not filled with %s', (text) => {
    const { message, hint } = fault('{{text}}', { text });
    expect(message).toContain('{{text}} is empty in this row');
    expect(hint).toContain('prompt function');
  });
});
