import type { ComponentProps } from 'react';
import { type ButtonLook, buttonStyle } from './button-style.ts';

type ButtonProps = ComponentProps<'button'> & { readonly look?: ButtonLook };

/** A button, 40 px high at least; it submits a form only when told to. */
export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonStyle(look, className)} {...rest} />;
}
