const SHAPE =
  'inline-flex h-10 shrink-0 items-center justify-center gap-1.5 rounded-xl px-3.5 text-sm ' +
  'font-semibold whitespace-nowrap transition-colors select-none aria-disabled:opacity-60';

const LOOKS = {
  strong: 'bg-accent text-accent-ink hover:bg-accent-hover',
  plain: 'bg-sunken text-ink hover:bg-line',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-surface hover:opacity-90',
} as const;

export type ButtonLook = keyof typeof LOOKS;

/** The classes of a button, for links that look like one too. */
export function buttonStyle(look: ButtonLook, extra = ''): string {
  return `${SHAPE} ${LOOKS[look]} ${extra}`;
}
