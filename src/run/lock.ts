import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** Locks of this process. One that bears its number and is not among them is left from an earlier process. */
const held = new Set<string>();

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves the lock of a dead owner out of the way. Moved, then looked at again: another process may have taken
 * it over since it was read, and that one's lock is put back.
 */
function clearAbandoned(path: string): void {
  refuseIfAlive(path, readOwner(path));
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    refuseIfAlive(path, readOwner(aside));
  } catch (error) {
    tryLink(aside, path);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Whether a process holds the lock, as far as can be told: one on another machine is believed. */
export function isLocked(path: string): boolean {
  const owner = readOwner(path);
  return owner !== null && mayLive(owner, path);
}

function mayLive({ host, pid }: Owner, path: string): boolean {
  return host !== hostname() || isAlive(pid, path);
}

function refuseIfAlive(path: string, owner: Owner | null): void {
  if (!owner || !mayLive(owner, path)) return;
  throw new UserError(
    `another process works on this run: ${owner.pid} on ${owner.host}, since ${owner.since}`,
    `wait for it; if it is certainly gone, remove ${path}`,
    1,
  );
}

/** Null: released in the meantime. */
function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number, path: string): boolean {
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
