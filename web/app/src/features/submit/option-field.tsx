import { type ReactNode, useId } from 'react';

interface OptionFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A group of fields under one name, with a word of advice or what is wrong. */
export function OptionField({ label, hint, problem, className, children }: OptionFieldProps) {
  const id = useId();
  const words = problem ?? hint;
  return (
    <fieldset aria-describedby={words && id} className={`min-w-0 ${className ?? ''}`}>
      <legend className="pb-1.5 text-sm font-medium">{label}</legend>
      {children}
      {words && (
        <p id={id} className={`pt-1.5 text-xs leading-4 ${problem ? 'text-danger' : 'text-muted'}`}>
          {words}
        </p>
      )}
    </fieldset>
  );
}

export const FIELD =
  'h-10 w-full min-w-0 rounded-xl border border-line bg-canvas px-3 text-sm placeholder:text-muted aria-invalid:border-danger';
