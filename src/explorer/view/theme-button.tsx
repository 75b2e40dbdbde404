import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const SIGNS = { auto: '◐', light: '○', dark: '●' } satisfies Record<Theme, string>;
const KEPT = 'assay-theme';

/** Light, dark, or as the reader's system has it. */
export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(kept);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEPT, theme);
    } catch {
      // A browser that keeps nothing of files still shows them.
    }
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  return (
    <button type="button" class="theme" title={`Change to ${next}`} onClick={() => setTheme(next)}>
      <span aria-hidden="true">{SIGNS[theme]}</span> Theme: {theme}
    </button>
  );
}

function kept(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
