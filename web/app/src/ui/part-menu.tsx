import type { Download } from '@fetchlight/client';
import { saveUrl } from '../format/media.ts';
import { formatBytes } from '../format/numbers.ts';
import { titleOf } from '../format/title.ts';
import { Icon } from './icon.tsx';
import { MENU_ITEM, Menu } from './menu.tsx';

/** The files that were made of a download and lie beside it, to be saved; nothing where there are none. */
export function PartMenu({ download }: { download: Download }) {
  const files = download.files.filter(({ url }) => url !== null);
  if (files.length === 0) return null;
  return (
    <Menu label={`Chapters and sound of ${titleOf(download)}`} icon="list">
      {files.map(({ kind, number, title, fileName, fileSize, url }) => (
        <a key={fileName} href={saveUrl(url ?? '')} download={fileName} className={MENU_ITEM}>
          <Icon name={kind === 'audio' ? 'note' : 'save'} className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate">
            {kind === 'audio' ? 'The sound' : `${number}. ${title ?? 'Chapter'}`}
          </span>
          <span className="shrink-0 text-xs text-muted tabular-nums">{formatBytes(fileSize)}</span>
        </a>
      ))}
    </Menu>
  );
}
