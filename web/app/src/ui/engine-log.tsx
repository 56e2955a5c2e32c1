import type { Download } from '@fetchlight/client';
import { useEffect, useRef, useState } from 'react';
import { titleOf } from '../format/title.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import { useTask } from './use-task.ts';

interface EngineLogProps {
  readonly download: Download;
  readonly onClose: () => void;
}

/** The last lines of what the engine said, to read and to copy. */
export function EngineLog({ download, onClose }: EngineLogProps) {
  const { actions } = useStore();
  const lines = useRef<HTMLPreElement>(null);
  const [log, setLog] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const { run, error } = useTask(async (jobId: string) => setLog(await actions.log(jobId)));
  const start = useRef(run);
  useEffect(() => void start.current(download.jobId), [download.jobId]);
  const copy = useTask(async () => {
    if (lines.current) await copyText(lines.current);
    setCopied(true);
  });
  const title = `Log of ${titleOf(download)}`;
  return (
    <Modal label={title} onClose={onClose} className="w-[min(52rem,calc(100vw-1.5rem))]">
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        {log && (
          <Button onClick={() => copy.run()}>
            <Icon name={isCopied ? 'check' : 'copy'} className="size-4" />
            <span role="status">{isCopied ? 'Copied' : 'Copy'}</span>
          </Button>
        )}
        <Button look="quiet" className="w-10 px-0" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {log ? (
        <section
          aria-label={title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long log is scrolled by keys
          tabIndex={0}
          className="max-h-[70dvh] overflow-auto bg-sunken px-4 py-3"
        >
          <pre
            ref={lines}
            className="font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
          >
            {log}
          </pre>
        </section>
      ) : (
        <p role="status" className="bg-sunken px-4 py-6 text-sm text-muted">
          {error ?? (log === null ? 'Reading…' : 'Nothing is in the log.')}
        </p>
      )}
    </Modal>
  );
}
