import { ProblemError } from "@nightlight/contracts/client";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId, type ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { machineNow, now } from "../time/clock.ts";
import { useProblemText } from "../client/problem-text.ts";
import { useNow } from "../time/use-now.ts";
import styles from "./sign-in.module.css";

type EntryFieldProps = Omit<ComponentProps<typeof TextInput>, "onChange" | "value" | "id" | "scale"> & {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
};

/** One field of the card: large, labelled above. */
export function EntryField({ label, value, onValue, ...rest }: EntryFieldProps) {
  const id = useId();
  return (
    <Field label={label} htmlFor={id} layout="stacked">
      <TextInput
        {...rest}
        id={id}
        scale="large"
        value={value}
        onChange={(event) => {
          onValue(event.target.value);
        }}
      />
    </Field>
  );
}

/** A field for a code: figures that stand apart, and the phone's own suggestion where there is one. */
export function CodeField(props: EntryFieldProps) {
  return (
    <EntryField
      {...props}
      className={styles["code"]}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

type SubmitProps = {
  readonly word: string;
  readonly mutation: { readonly isPending: boolean; readonly error: Error | null; readonly submittedAt: number };
};

/** The one button, and above it what went wrong. After too many tries it says how long to wait, counting down. */
export function Submit({ word, mutation }: SubmitProps) {
  const t = useTranslations("session");
  const problemText = useProblemText();
  const seconds = useSecondsToWait(mutation);
  const pending = mutation.isPending ? t("pending") : undefined;
  const wait = seconds > 0 ? t("wait", { time: clock(seconds) }) : undefined;
  return (
    <>
      <div role="status">
        {mutation.error === null ? null : <p className={styles["error"]}>{problemText(mutation.error)}</p>}
      </div>
      <Button type="submit" tone="lamp" className={styles["enter"]} whyNot={pending ?? wait}>
        {pending ?? wait ?? word}
      </Button>
    </>
  );
}

function useSecondsToWait({ error, submittedAt }: SubmitProps["mutation"]): number {
  const passed = useNow() - now() + machineNow() - submittedAt;
  const wait = error instanceof ProblemError ? (error.problem.retryAfter ?? 0) : 0;
  // The screen's second hand may be behind the press by up to a second.
  return wait === 0 ? 0 : Math.max(0, Math.ceil(wait - Math.max(0, passed) / 1000));
}

function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
