import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Stands in place of the lists while the service is silent; the page comes back by itself. */
export function Unreachable() {
  const { visit } = useStore();
  return (
    <Notice icon="plug" heading="Fetchlight does not answer">
      <p>The service may be starting or stopped. This page goes on by itself once it is back.</p>
      <Button className="mt-2" onClick={visit.load}>
        <Icon name="retry" className="size-4" /> Try now
      </Button>
    </Notice>
  );
}
