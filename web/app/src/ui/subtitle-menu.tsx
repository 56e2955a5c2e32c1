import type { Download } from '@fetchlight/client';
import { languageName } from '../format/language.ts';
import { saveUrl } from '../format/media.ts';
import { titleOf } from '../format/title.ts';
import { Icon } from './icon.tsx';
import { MENU_ITEM, Menu } from './menu.tsx';

/** The files of subtitles beside a download, to be saved; nothing where there are none. */
export function SubtitleMenu({ download }: { download: Download }) {
  const files = download.subtitles.filter(({ url }) => url !== null);
  if (files.length === 0) return null;
  return (
    <Menu label={`Subtitles of ${titleOf(download)}`} icon="captions">
      {files.map(({ language, fileName, url }) => (
        <a key={fileName} href={saveUrl(url ?? '')} download={fileName} className={MENU_ITEM}>
          <Icon name="save" className="size-4 text-muted" /> {languageName(language)}
        </a>
      ))}
    </Menu>
  );
}
