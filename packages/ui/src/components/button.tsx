import { useId, type ComponentProps, type MouseEvent } from "react";
import { classNames } from "../class-names.ts";
import styles from "./button.module.css";
import { KeyCap } from "./key-cap.tsx";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  /** `lamp` is the one thing to do next: at most one on a screen. */
  readonly tone?: "edged" | "plain" | "lamp";
  readonly size?: "control" | "small";
  readonly grow?: boolean;
  /** The key that does the same, as its cap shows it. */
  readonly keys?: string | undefined;
  /** Why it cannot be used now. It stays focusable, so that the reason can be read. */
  readonly whyNot?: string | undefined;
};

/** A button. With `whyNot` it does nothing when pressed and says why. */
export function Button({
  tone = "edged",
  size = "control",
  grow = false,
  keys,
  whyNot,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isOff = whyNot !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-disabled={isOff ? true : undefined}
      aria-describedby={isOff ? reasonId : rest["aria-describedby"]}
      title={whyNot ?? rest.title}
      className={classNames(
        styles["button"],
        tone !== "edged" && styles[tone],
        size === "small" && styles["small"],
        grow && styles["grow"],
        className,
      )}
    >
      {children}
      {keys === undefined ? null : <KeyCap>{keys}</KeyCap>}
      {isOff ? (
        <span id={reasonId} hidden>
          {whyNot}
        </span>
      ) : null}
    </button>
  );
}
