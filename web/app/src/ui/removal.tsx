import type { Download } from '@fetchlight/client';
import { titleOf } from '../format/title.ts';
import { useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { useTask } from './use-task.ts';

interface RemovalProps {
  readonly download: Download;
  readonly onClose: () => void;
}

/** Asks before a download goes for good. */
export function Removal({ download, onClose }: RemovalProps) {
  const { actions, notices } = useStore();
  const title = titleOf(download);
  const remove = useTask(async () => {
    await actions.remove(download.jobId);
    notices.say(`Deleted: ${title}`);
  });
  return (
    <Modal
      label="Delete this download?"
      onClose={onClose}
      className="w-[min(26rem,calc(100vw-2rem))]"
    >
      <div className="grid gap-4 p-5">
        <h2 className="text-lg font-semibold tracking-tight">Delete this download?</h2>
        <p className="text-sm text-muted">
          <span className="font-medium break-words text-ink">{title}</span>
          {lossOf(download)}
        </p>
        {remove.error && (
          <p role="alert" className="text-sm text-danger">
            {remove.error}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" isBusy={remove.isBusy} onClick={() => remove.run()}>
            Delete
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function lossOf({ list, downloadUrl }: Download): string {
  if (list) return ' and all its files will be gone for good.';
  return downloadUrl ? ' and its file will be gone for good.' : ' will leave the list.';
}
