import type { Sample, Score, Verdict } from '../../../src/model/grader.ts';
import type { Judge, Opinion } from '../../../src/model/judge.ts';
import type { Params } from '../../../src/model/request.ts';
import type { Message } from '../../../src/model/result.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { message } from '../../core/builders.ts';

export const MODEL = { model: 'claude-sonnet-5-5' } as const;

/** A message that says this, and ended as messages do. */
export function saying(text: string, changes: Partial<Message> = {}): Message {
  return message({ content: [{ type: 'text', text, citations: null }], ...changes });
}

/** A judge's answer in its form. */
export function opinion(fields: Readonly<Record<string, unknown>>): Message {
  return saying(JSON.stringify({ reasoning: 'It seems so.', ...fields }));
}

export function sampleOf<Input = { text: string }, Expected = string>(
  output: string,
  changes: Partial<Sample<Input, Expected>> = {},
): Sample<Input, Expected> {
  return {
    input: { text: 'Where is my parcel?' } as Input,
    expected: 'In the depot.' as Expected,
    output,
    message: saying(output),
    transcript: [],
    cost: null,
    caseId: 'parcel',
    tags: ['shipping'],
    variant: 'haiku',
    repetition: 0,
    ...changes,
  };
}

/** The score that a judge's opinions come to, as a run makes it. */
export function scored<Input, Expected>(
  judge: Judge<Input, Expected>,
  opinions: readonly Opinion[],
  sample = sampleOf('In the depot.') as unknown as Sample<Input, Expected>,
): Score {
  const grade = (): Verdict => judge.read(opinions, sample);
  return scoreOf({ ...judge, grade }, sample) as Score;
}

/** The text of a request, and what it says outside and inside its fences. */
export function parts({ messages }: Params) {
  const text = messages[0]!.content as string;
  const [, token] = /^The token is ([0-9a-f]{12})\.\n\n/.exec(text)!;
  const fenced: Record<string, string> = {};
  const outside = text
    .replace(new RegExp(`<([a-z-]+)-${token}>\n([^]*?)\n</\\1-${token}>`, 'g'), (_, name, inside) => {
      fenced[name] = inside;
      return `[${name}]`;
    })
    .replaceAll(token!, 'TOKEN');
  return { text, token: token!, fenced, outside };
}
