import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./states.module.css";

/** While something is being read. Said after a moment only, so that quick answers do not flicker. */
export function LoadingState({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles["state"]} role="status">
      <span className={styles["late"]}>{children}</span>
    </p>
  );
}

type StateProps = {
  readonly children: ReactNode;
  readonly title?: string;
  readonly icon?: IconName;
  readonly acts?: ReactNode;
};

/** When there is nothing: what would be here, and how it comes to be. */
export function EmptyState({ title, icon, children, acts }: StateProps) {
  return (
    <div className={styles["state"]}>
      {icon === undefined ? null : <Icon name={icon} size={20} />}
      {title === undefined ? null : <b>{title}</b>}
      <p>{children}</p>
      {acts}
    </div>
  );
}

type FailedStateProps = { readonly children: ReactNode; readonly retryWord: string; readonly retry: () => void };

/** When something could not be read: why, and the way on. */
export function FailedState({ children, retryWord, retry }: FailedStateProps) {
  return (
    <div className={styles["state"]} role="status">
      <Icon name="warning" size={20} />
      <p>{children}</p>
      <Button onClick={retry}>
        <Icon name="retry" size={14} /> {retryWord}
      </Button>
    </div>
  );
}
