/** The shape of a list that is about to come; it shows only when that takes a while. */
export function Skeleton() {
  return (
    <div className="grid animate-late gap-3 pt-10" data-testid="skeleton">
      {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => (
        <div key={width} className="rounded-2xl border border-line bg-surface p-3">
          <div className="grid h-28 animate-glint grid-cols-[7rem_1fr] gap-3 sm:grid-cols-[12rem_1fr] sm:gap-4">
            <div className="aspect-video self-start rounded-xl bg-sunken" />
            <div className={`h-5 rounded-md bg-sunken ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
