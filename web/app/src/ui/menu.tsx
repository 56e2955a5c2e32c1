import {
  type ComponentProps,
  type ReactNode,
  type ToggleEvent,
  useId,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { buttonStyle } from './button-style.ts';
import { Icon, type IconName } from './icon.tsx';

interface MenuProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Buttons and links; a click on any closes it. */
  readonly children: ReactNode;
}

/** A button that shows more of what can be done. Esc and a click beside it close it. */
export function Menu({ label, icon = 'more', children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const listening = useRef(new AbortController());
  const close = () => panel.current?.hidePopover();
  const onBeforeToggle = ({ newState }: ToggleEvent) => {
    // Before it shows, so that it shows whole.
    flushSync(() => setOpen(newState === 'open'));
    listening.current.abort();
    if (newState !== 'open' || !button.current || !panel.current) return;
    place(panel.current, button.current.getBoundingClientRect());
    listening.current = whenMoved(button.current, close);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={label}
        className={buttonStyle('quiet', 'w-10 px-0')}
      >
        <Icon name={icon} />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the clicks on what is in it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a button is a click */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onBeforeToggle={onBeforeToggle}
        onClick={close}
        className="fixed inset-auto max-h-[50dvh] max-w-[min(24rem,calc(100vw-0.5rem))] min-w-48 overflow-y-auto overscroll-contain rounded-xl border border-line bg-surface p-1 text-ink shadow-2xl"
      >
        {isOpen && <div className="grid">{children}</div>}
      </div>
    </>
  );
}

export const MENU_ITEM =
  'flex min-h-10 items-center gap-2.5 rounded-lg px-3 text-left text-sm font-medium hover:bg-sunken';

export function MenuButton({
  icon,
  children,
  ...rest
}: ComponentProps<'button'> & { readonly icon: IconName }) {
  return (
    <button type="button" className={MENU_ITEM} {...rest}>
      <Icon name={icon} className="size-4 text-muted" /> {children}
    </button>
  );
}

const GAP = 4;

/** Flush with the right side of its button, and on that side of it where there is more room. */
function place({ style }: HTMLElement, at: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const isBelow = at.bottom < clientHeight / 2 + at.height;
  style.right = `${Math.max(GAP, clientWidth - at.right)}px`;
  style.top = isBelow ? `${at.bottom + GAP}px` : 'auto';
  style.bottom = isBelow ? 'auto' : `${clientHeight - at.top + GAP}px`;
}

/** Calls once when scrolling takes the element elsewhere; the answer calls that off. */
function whenMoved(element: HTMLElement, run: () => void): AbortController {
  const controller = new AbortController();
  const { signal } = controller;
  const { top } = element.getBoundingClientRect();
  const look = () => {
    if (Math.abs(element.getBoundingClientRect().top - top) > 1) run();
  };
  window.addEventListener('scroll', look, { passive: true, capture: true, signal });
  return controller;
}
