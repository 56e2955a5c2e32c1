import type { ComponentProps } from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

type IconButtonProps = Omit<ComponentProps<typeof Button>, 'children'> & {
  readonly icon: IconName;
  readonly verb: string;
  /** What it is done to. */
  readonly object: string;
};

/** A button that is only a picture; its name says what it does, and to what. */
export function IconButton({ icon, verb, object, ...rest }: IconButtonProps) {
  return (
    <Button
      look="quiet"
      className="w-10 px-0"
      aria-label={`${verb} ${object}`}
      title={verb}
      {...rest}
    >
      <Icon name={icon} />
    </Button>
  );
}
