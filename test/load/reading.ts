import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dataset } from 'assay';
import { expect, onTestFinished } from 'vitest';
import { readCases } from '../../src/load/cases.ts';
import type { Case } from '../../src/model/case.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Dataset } from '../../src/model/suite.ts';

/** A project's folder with these files, for as long as the test lasts. */
export function project(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'assay-load-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ 'package.json': '{}', ...files })) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return root;
}

export async function casesOf(source: unknown, root = '/nowhere'): Promise<Case[]> {
  const cases: Case[] = [];
  for await (const row of readCases(root, source as Dataset)) cases.push(row);
  return cases;
}

/** The cases of a dataset that is one file. */
export async function casesIn(
  name: string,
  content: string | Uint8Array,
  options: object = {},
): Promise<Case[]> {
  return casesOf(dataset(name, options as never), project({ [name]: content }));
}

/** What a person is told: the error's line, and its hint. */
export async function complaint(
  work: Promise<unknown>,
): Promise<{ message: string; hint: string | undefined }> {
  const error = await work.then(
    () => expect.fail('nothing was wrong'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  expect(error.message).not.toMatch(/[\r\n]/);
  return { message: error.message, hint: error.hint };
}
