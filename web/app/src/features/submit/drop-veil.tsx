import { Icon } from '../../ui/icon.tsx';

/** Lies over the page while a link hovers above it. */
export function DropVeil() {
  return (
    <div className="pointer-events-none fixed inset-3 z-10 grid place-items-center rounded-3xl border-2 border-dashed border-accent-strong bg-canvas/80">
      <p className="flex items-center gap-3 rounded-2xl bg-surface px-7 py-5 text-xl font-semibold shadow-card">
        <Icon name="arrow" className="size-7" /> Drop it to download
      </p>
    </div>
  );
}
