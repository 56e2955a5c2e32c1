import type { ComponentProps } from 'react';
import { type ButtonLook, buttonStyle } from './button-style.ts';

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  readonly look?: ButtonLook;
  /** Looks unavailable, but keeps the focus: a disabled button would lose it. */
  readonly isBusy?: boolean;
};

/** A button, 40 px high at least; it submits a form only when told to. */
export function Button({
  look = 'plain',
  isBusy = false,
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={isBusy || undefined}
      className={buttonStyle(look, className)}
      {...rest}
    />
  );
}
