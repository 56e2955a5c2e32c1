import { useEffect } from 'react';
import { useCell } from '../../store/cell.ts';
import { overallProgress } from '../../store/shelf.ts';
import { useStore } from '../../store/store.ts';

/** The title of the tab, which tells how far all is. */
export function PageTitle() {
  const percent = useCell(useStore().downloads.shelf, overallProgress);
  useEffect(() => {
    document.title = percent === null ? 'Fetchlight' : `${percent} % · Fetchlight`;
  }, [percent]);
  return null;
}
