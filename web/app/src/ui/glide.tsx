import { Component, createRef, type ReactNode } from 'react';

interface Before {
  readonly tops: ReadonlyMap<string, number>;
  readonly focused: string | null;
}

interface GlideProps {
  /** Grows different when something moves. */
  readonly order: string;
  readonly children: ReactNode;
}

const MOVE = { duration: 260, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/**
 * Lets everything in it that carries `data-glide` slide to a new place rather than jump, and keeps
 * the focus with a card that moves. A class, for only classes see the page just before a change.
 */
export class Glide extends Component<GlideProps> {
  readonly #root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(previous: GlideProps): Before | null {
    if (previous.order === this.props.order) return null;
    const tops = new Map(this.#pieces().map(([id, piece]) => [id, topOf(piece)]));
    const focused = document.activeElement?.closest<HTMLElement>('[data-glide]');
    return { tops, focused: focused?.dataset.glide ?? null };
  }

  override componentDidUpdate(_props: GlideProps, _state: object, before: Before | null): void {
    if (!before) return;
    this.#keepFocus(before);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [id, piece] of this.#pieces()) {
      const top = before.tops.get(id);
      const way = top === undefined ? 0 : top - topOf(piece);
      if (way) piece.animate([{ transform: `translateY(${way}px)` }, {}], MOVE);
      if (top === undefined) piece.animate([{ opacity: 0 }, {}], MOVE);
    }
  }

  override render(): ReactNode {
    return (
      <div ref={this.#root} className="grid grid-cols-1 gap-3">
        {this.props.children}
      </div>
    );
  }

  /** The card that had the focus gets it back; where it is gone, the one in its place. */
  #keepFocus({ tops, focused }: Before): void {
    if (!focused || document.activeElement !== document.body) return;
    const pieces = new Map(this.#pieces());
    const place = [...tops.keys()].indexOf(focused);
    const heir = pieces.get(focused) ?? [...pieces.values()][Math.min(place, pieces.size - 1)];
    heir?.focus({ preventScroll: true });
  }

  #pieces(): [string, HTMLElement][] {
    const found = this.#root.current?.querySelectorAll<HTMLElement>('[data-glide]') ?? [];
    return [...found].map((piece) => [piece.dataset.glide ?? '', piece]);
  }
}

function topOf(piece: HTMLElement): number {
  return piece.getBoundingClientRect().top + window.scrollY;
}
