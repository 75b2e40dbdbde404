import type { Finding } from '../model/finding.ts';
import { visibleLine } from '../render/neutralise/visible.ts';

/** A finding on one line: what, which cases, what to do. It may quote the dataset, so it is made visible. */
export function findingLine({ check, severity, message, hint, cases, count }: Finding): string {
  const more = count > cases.length ? ` and ${(count - cases.length).toLocaleString('en')} more` : '';
  const which = cases.length > 0 ? ` (${cases.join(', ')}${more})` : '';
  return visibleLine(`${severity} ${check}: ${message}${which}${hint ? `; ${hint}` : ''}`);
}

/** How many of a run's findings are quoted. */
const QUOTED = 2;

/** Before a run: that there are warnings, on one line. Errors are told by what they stop. */
export function tellFindings(findings: readonly Finding[]): void {
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length === 0) return;
  const quoted = warnings.slice(0, QUOTED).map(({ message }) => message);
  const rest = warnings.length > QUOTED ? '; …' : '';
  console.error(
    visibleLine(
      `${warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`}: ${quoted.join('; ')}${rest}. assay validate shows all.`,
    ),
  );
}
