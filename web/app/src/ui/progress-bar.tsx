interface ProgressBarProps {
  readonly label: string;
  /** Null where it is not known: then the bar only moves. */
  readonly percent: number | null;
  readonly words: string;
  /** How fast, and how long yet; the last of it is the most important. */
  readonly pace: readonly string[];
  /** It waits, and does not move. */
  readonly isResting: boolean;
  /** Without a connection the bar stands still, and is not to be believed. */
  readonly isStale: boolean;
}

/** How far something is: a bar, a percentage, and in words what it does and how long it takes. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, percent, words, pace, isResting, isStale } = props;
  const colour = isStale ? 'bg-muted opacity-60' : 'bg-bar';
  const whole = percent === null ? null : Math.floor(percent);
  const shown = whole === 0 && isResting ? null : whole;
  return (
    <div className="flex min-w-0 flex-1 flex-col justify-center gap-1.5">
      <div
        role="progressbar"
        data-testid="progress"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(whole !== null && { 'aria-valuenow': whole })}
        aria-valuetext={shown === null ? words : `${shown} percent, ${words}`}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        {percent === null ? (
          <div
            className={`h-full rounded-full ${colour} ${isStale ? 'w-full' : 'w-[35%] animate-sweep motion-reduce:w-full motion-reduce:opacity-40'}`}
          />
        ) : (
          <div
            className={`h-full origin-left rounded-full transition-[transform,background-color] duration-300 ease-linear ${colour} ${isResting ? 'opacity-50' : ''}`}
            style={{ transform: `scaleX(${percent / 100})` }}
          />
        )}
      </div>
      <div className="flex h-5 items-baseline gap-2 text-[0.8125rem] leading-5 tabular-nums">
        {shown !== null && (
          <span className={`min-w-9 font-semibold ${isStale ? 'text-muted' : ''}`}>{shown} %</span>
        )}
        <span
          title={words}
          className={`min-w-0 truncate text-muted ${pace.length > 0 ? 'max-sm:sr-only' : ''}`}
        >
          {words}
        </span>
        <Pace pace={pace} />
      </div>
    </div>
  );
}

/** A phone has room for the most important alone. */
function Pace({ pace }: Pick<ProgressBarProps, 'pace'>) {
  const most = pace.at(-1);
  if (most === undefined) return null;
  const rest = pace.slice(0, -1);
  return (
    <span className="ml-auto shrink-0 text-muted">
      {rest.length > 0 && <span className="max-sm:hidden">{`${rest.join(' · ')} · `}</span>}
      {most}
    </span>
  );
}
