import { h } from 'preact';
import { visibleLine } from '../../render/neutralise/visible.ts';
import { counted } from '../../render/wording/numbers.ts';
import { Fold } from './fold.tsx';
import { Text } from './text.tsx';

/** How foreign texts are drawn. */
export interface Drawing {
  readonly needles: readonly string[];
  readonly blanks: boolean;
}

interface Block {
  readonly type?: unknown;
  readonly [field: string]: unknown;
}

interface Message {
  readonly role?: unknown;
  readonly content?: unknown;
}

/** Messages as the API has them; whatever is no message is shown as JSON. */
export function Transcript({ messages, drawing }: { readonly messages: unknown; readonly drawing: Drawing }) {
  if (!Array.isArray(messages)) return null;
  const blocks = (messages as Message[]).map(({ content }) => blocksOf(content));
  const calls = blocks.flat().filter(({ type }) => type === 'tool_use');
  const note = counted(messages.length, 'message');
  return (
    <Fold
      title="Transcript"
      note={calls.length > 0 ? `${note}, ${counted(calls.length, 'tool call')}` : note}
    >
      {() => (
        <ol class="transcript">
          {(messages as Message[]).map(({ role }, i) => (
            <li key={i}>
              <h5>{role === 'assistant' ? 'Model' : role === 'user' ? 'User' : visibleLine(String(role))}</h5>
              {blocks[i]!.map((block, j) => (
                <ContentBlock key={j} block={block} drawing={drawing} />
              ))}
            </li>
          ))}
        </ol>
      )}
    </Fold>
  );
}

function ContentBlock({ block, drawing }: { readonly block: Block; readonly drawing: Drawing }) {
  switch (block.type) {
    case 'text':
      return <Text value={String(block.text)} label="Text" {...drawing} />;
    case 'thinking':
      return (
        <Fold title="Thinking">
          {() => <Text value={String(block.thinking)} label="Thinking" {...drawing} />}
        </Fold>
      );
    case 'tool_use':
      return (
        <div class="call">
          <p class="facts">
            calls <code>{visibleLine(String(block.name))}</code>
          </p>
          <Text value={json(block.input)} label="Arguments" {...drawing} />
        </div>
      );
    case 'tool_result':
      return (
        <div class="call">
          <p class="facts">
            {block.is_error === true ? 'result of the tool, an error' : 'result of the tool'}
          </p>
          {blocksOf(block.content).map((inner, i) => (
            <ContentBlock key={i} block={inner} drawing={drawing} />
          ))}
        </div>
      );
    default:
      return <Text value={json(block)} label="Block" {...drawing} />;
  }
}

function blocksOf(content: unknown): readonly Block[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (Array.isArray(content)) return content;
  return content === undefined || content === null ? [] : [content as Block];
}

export function json(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}

/** Names of the tools that were called, in order. */
export function toolsCalled(messages: unknown): readonly string[] {
  if (!Array.isArray(messages)) return [];
  return (messages as Message[])
    .flatMap(({ content }) => blocksOf(content))
    .filter(({ type }) => type === 'tool_use')
    .map(({ name }) => String(name));
}
