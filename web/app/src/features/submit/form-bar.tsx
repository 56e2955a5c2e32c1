import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FORMATS } from './choices.ts';
import { Select } from './select.tsx';
import type { OptionState } from './use-options.ts';

interface FormBarProps {
  readonly state: OptionState;
  readonly isLooking: boolean;
  readonly onPreview: () => void;
  /** The field for links. */
  readonly children: ReactNode;
}

/** The field with what is needed most: the format, a look, and the start. */
export function FormBar({ state, isLooking, onPreview, children }: FormBarProps) {
  return (
    <div className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-2 shadow-card focus-within:border-accent-strong focus-within:ring-3 focus-within:ring-accent/30 sm:flex-row sm:items-end">
      {children}
      <div className="flex gap-1.5 sm:gap-2">
        <div className="min-w-0 flex-1 sm:flex-none">
          <Select
            label="Format"
            value={state.options.format}
            choice={FORMATS}
            onChoose={(format) => state.choose({ format })}
            className="h-12 pr-7 pl-2.5 sm:pr-9 sm:pl-4"
          />
        </div>
        <Button
          aria-label="Preview"
          title="Preview: look before you download"
          className="h-12 w-11 px-0 sm:w-12"
          isBusy={isLooking}
          onClick={onPreview}
        >
          <Icon name="eye" />
        </Button>
        <Button type="submit" look="strong" className="h-12 px-3.5 sm:px-5">
          <Icon name="arrow" /> Download
        </Button>
      </div>
    </div>
  );
}
