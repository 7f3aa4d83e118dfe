import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";
import styles from "./card.module.css";

type CardProps = ComponentProps<"section"> & {
  /** `lamp` is the thing to do next (an offer); `ember` is danger to life. */
  readonly tone?: "quiet" | "lamp" | "ember";
};

/** Something that stands apart from its pane. Rare: rows and hairlines come first. */
export function Card({ tone = "quiet", className, ...rest }: CardProps) {
  return <section {...rest} className={classNames(styles["card"], tone !== "quiet" && styles[tone], className)} />;
}
