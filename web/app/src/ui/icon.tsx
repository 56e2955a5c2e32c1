const PATHS = {
  arrow: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  pause: 'M8.5 5.5v13m7-13v13',
  play: 'M8 5.5v13l10.5-6.5z',
  save: 'M12 4v10m-4-4 4 4 4-4M5 16v3a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-3',
  trash: 'M5 7h14M10 7V5h4v2m-7 0 1 13h8l1-13m-7 4v5m4-5v5',
  close: 'M6 6l12 12M18 6 6 18',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  warning: 'M12 8v5m0 3.5v.01M12 3.5 21.5 20h-19z',
  note: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 9 18zm10-2a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 19 16z',
  info: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5m0-9v.01',
  film: 'M4 5h16v14H4zM8 5v14m8-14v14M4 9.5h4m-4 5h4m8-5h4m-4 5h4',
  down: 'm7 10 5 5 5-5',
  more: 'M5 12a.8.8 0 1 0 1.6 0A.8.8 0 1 0 5 12zm6.2 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0zm6.2 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0z',
  top: 'M5 4.5h14M12 20V9m-5 5 5-5 5 5',
  bottom: 'M5 19.5h14M12 4v11m-5-5 5 5 5-5',
  log: 'M7 3.5h7l4 4v13H7zM10 12h5m-5 4h5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  check: 'm5 13 4.5 4.5L19 7',
  captions: 'M3.5 5h17v14h-17zM10.5 10.5a2.2 2.2 0 1 0 0 3m6.5-3a2.2 2.2 0 1 0 0 3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z',
  wait: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3 2',
  list: 'M8.5 6h12m-12 6h12m-12 6h12M4 6v.01M4 12v.01M4 18v.01',
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
