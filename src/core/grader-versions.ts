import { canonicalJson, digest } from '../model/digest.ts';
import { type AnyGrader, isJudge } from '../model/judge.ts';
import { settingsOf } from '../model/settings.ts';
import { versionOf } from './judges.ts';

/** Versions of graders by name; null: not known. */
export type GraderVersions = Readonly<Record<string, string | null>>;

export function graderVersions(graders: readonly AnyGrader[]): Record<string, string> {
  return Object.fromEntries(graders.map((grader) => [grader.name, graderVersion(grader)]));
}

/**
 * A short digest of a grader's name and all that its scores hang on: what it was made with, its threshold and its
 * role. Equal versions grade alike, as far as {@link settingsOf} can see.
 */
function graderVersion(grader: AnyGrader): string {
  const { name, threshold = null, role = null } = grader;
  const made = isJudge(grader) ? versionOf(grader) : (grader.settings ?? settingsOf(grader.grade));
  return digest(canonicalJson([name, made, threshold, role])).slice(0, 12);
}

/**
 * The versions of a run's scores once some of them were made anew by the graders as they are now.
 *
 * @param before of the scores as they were; empty: not known.
 * @param anew how many of a grader's scores were.
 */
export function versionsAfter(
  graders: readonly AnyGrader[],
  before: GraderVersions,
  anew: (grader: string) => 'all' | 'some' | 'none',
): GraderVersions {
  const versions = Object.entries(graderVersions(graders)).map(([name, present]) => {
    const old = before[name] ?? null;
    return [name, { all: present, some: old === present ? present : null, none: old }[anew(name)]] as const;
  });
  return Object.fromEntries(versions);
}
