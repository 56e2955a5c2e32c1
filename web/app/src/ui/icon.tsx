const PATHS = {
  arrow: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  play: 'M8 5.5v13l10.5-6.5z',
  save: 'M12 4v10m-4-4 4 4 4-4M5 16v3a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-3',
  trash: 'M5 7h14M10 7V5h4v2m-7 0 1 13h8l1-13m-7 4v5m4-5v5',
  close: 'M6 6l12 12M18 6 6 18',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  warning: 'M12 8v5m0 3.5v.01M12 3.5 21.5 20h-19z',
  note: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 9 18zm10-2a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 19 16z',
  film: 'M4 5h16v14H4zM8 5v14m8-14v14M4 9.5h4m-4 5h4m8-5h4m-4 5h4',
  down: 'm7 10 5 5 5-5',
  plug: 'M9 3v5m6-5v5M7 8h10v3a5 5 0 0 1-10 0zm5 8v5',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text; words beside it or on its button say what it means. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
