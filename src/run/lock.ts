import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { UserError } from '../model/errors.ts';

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Makes this process the run's one writer. A lock whose owner has died on this machine is taken over.
 *
 * @returns what releases the lock.
 * @throws UserError that says who holds it.
 */
export function acquireLock(path: string, now: Date): () => void {
  const owner: Owner = { pid: process.pid, host: hostname(), since: now.toISOString() };
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(owner));
  try {
    // A link appears with its content or not at all, so nobody reads an empty lock.
    while (!tryLink(mine, path)) clearAbandoned(path);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(path, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function clearAbandoned(path: string): void {
  const owner = readOwner(path);
  if (owner && (owner.host !== hostname() || isAlive(owner.pid))) {
    throw new UserError(
      `another process works on this run: ${owner.pid} on ${owner.host}, since ${owner.since}`,
      `wait for it; if it is certainly gone, remove ${path}`,
      1,
    );
  }
  rmSync(path, { force: true });
}

/** Null: released in the meantime. */
function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
