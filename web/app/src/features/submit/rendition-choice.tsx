import type { Format, Preview } from '@fetchlight/client';
import { renditionFacts, renditionName } from './preview-words.ts';

interface RenditionChoiceProps {
  readonly preview: Preview;
  readonly format: Format;
  readonly onFormat: (format: Format) => void;
}

/** The choices that differ, with their sizes; the one that is picked is the form's format. */
export function RenditionChoice({ preview, format, onFormat }: RenditionChoiceProps) {
  if (preview.renditions.length === 0) return null;
  return (
    <fieldset className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      <legend className="sr-only">Format</legend>
      {preview.renditions.map((rendition) => (
        <label
          key={rendition.format}
          className="flex min-h-12 items-center gap-3 rounded-xl border border-line px-3 py-1.5 hover:bg-sunken has-checked:border-accent-strong has-checked:bg-sunken"
        >
          <input
            type="radio"
            name="rendition"
            checked={rendition.format === format}
            onChange={() => onFormat(rendition.format)}
            className="size-4 accent-accent-strong"
          />
          <span className="min-w-0">
            <span className="block text-sm font-medium">{renditionName(rendition)}</span>
            <span className="block text-xs text-muted tabular-nums">
              {renditionFacts(rendition)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
