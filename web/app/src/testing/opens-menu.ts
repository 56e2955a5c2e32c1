import { act, fireEvent, screen } from '@testing-library/react';

/** Opens the menu of this name, as a browser with popovers would. */
export function opensMenu(name: RegExp): void {
  const target = screen.getByRole('button', { name }).getAttribute('popovertarget') ?? '';
  const panel = document.getElementById(target);
  if (!panel) throw new Error(`there is no menu for ${name}`);
  panel.hidePopover = () => {};
  const opening = Object.assign(new Event('beforetoggle'), { newState: 'open' });
  act(() => void fireEvent(panel, opening));
}
