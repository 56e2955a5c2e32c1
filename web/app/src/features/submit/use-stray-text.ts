import { type DragEvent, useEffect, useState } from 'react';

/** Hears a paste that no field takes, so that a link can be pasted anywhere on the page. */
export function useStrayPaste(onText: (text: string) => void): void {
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input, textarea, select, dialog')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() !== '') onText(text);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, [onText]);
}

/** Takes links and text dropped anywhere on the page; tells whether some hover over it. */
export function useDrop(onText: (text: string) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: globalThis.DragEvent) => {
      if (!event.dataTransfer?.types.some((type) => type.startsWith('text/'))) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: globalThis.DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: globalThis.DragEvent) => {
      setOver(false);
      const text = event.dataTransfer ? textOf(event.dataTransfer) : '';
      if (text.trim() === '') return;
      event.preventDefault();
      onText(text);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [onText]);
  return isOver;
}

/** A dragged link brings its address apart from its text; lines with # in it are comments. */
export function textOf(data: Pick<DragEvent['dataTransfer'], 'getData'>): string {
  const links = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  return links.trim() === '' ? data.getData('text/plain') : links;
}
