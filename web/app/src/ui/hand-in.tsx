import type { Download } from '@fetchlight/client';
import { useState } from 'react';
import { siteOf, titleOf } from '../format/title.ts';
import { wantedOf } from '../format/wanted.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { Logins } from './logins.tsx';

/** Hands in the login that a download asks for, with which it is tried at once. */
export function HandIn({ download }: { readonly download: Download }) {
  const { actions } = useStore();
  const [isOpen, setOpen] = useState(false);
  const goOn = async (jar: string) => {
    await actions.submit({ ...wantedOf(download), jar });
    setOpen(false);
  };
  return (
    <>
      <Button aria-label={`Hand in a login for ${titleOf(download)}`} onClick={() => setOpen(true)}>
        Hand in a login
      </Button>
      {isOpen && (
        <Logins site={siteOf(download.url)} onKept={goOn} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
