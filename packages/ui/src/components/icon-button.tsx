import { Button, type ButtonProps } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./icon-button.module.css";

type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "keys" | "grow"> & {
  readonly icon: IconName;
  /** What it does; read aloud, and shown when the pointer rests on it. */
  readonly label: string;
};

/** A square button with a picture instead of a word. Only for acts that everybody knows: close, print, sound. */
export function IconButton({ icon, label, tone = "plain", size = "control", ...rest }: IconButtonProps) {
  return (
    <Button title={label} {...rest} tone={tone} size={size} aria-label={label} className={styles[size]}>
      <Icon name={icon} size={size === "small" ? 14 : 16} />
    </Button>
  );
}
