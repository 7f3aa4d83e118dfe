import { machineNow } from "@nightlight/door/time/clock";
import { Button } from "@nightlight/ui/components/button";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { TEXT_LIMIT } from "@nightlight/domain/privacy/text";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import { useDeskState } from "../../shared/desk-state.ts";
import { isComposing } from "../../shared/keys/composing.ts";
import { useLive } from "../../shared/live/live-context.tsx";
import { keepDraft, post, useOutbox } from "./outbox.ts";
import styles from "./reply-box.module.css";

const TYPING_EVERY_MS = 2000;
const LIMIT_NEAR = 200;

/** Where the answer is written. Enter sends, Shift+Enter breaks the line, and neither while a word is being composed. */
export function ReplyBox({ contactId, name }: { readonly contactId: string; readonly name: string }) {
  const t = useTranslations("contact.reply");
  const client = useQueryClient();
  const live = useLive();
  const box = useRef<HTMLTextAreaElement>(null);
  const saidTypingAt = useRef(0);
  const draft = useOutbox((outbox) => outbox.drafts[contactId] ?? "");
  const wantsFocus = useDeskState((state) => state.focusReplyOf === contactId);

  useEffect(() => {
    if (!wantsFocus) return;
    box.current?.focus();
    useDeskState.setState({ focusReplyOf: undefined });
  }, [wantsFocus]);

  const write = (text: string) => {
    keepDraft(contactId, text);
    if (text === "" || machineNow() - saidTypingAt.current < TYPING_EVERY_MS) return;
    saidTypingAt.current = machineNow();
    live.typing(contactId);
  };
  const send = () => {
    post(client, contactId, draft);
    saidTypingAt.current = 0;
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.altKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send();
  };

  const left = TEXT_LIMIT - draft.length;
  return (
    <div className={styles["compose"]}>
      <textarea
        ref={box}
        className={styles["text"]}
        aria-label={t("label", { name })}
        aria-keyshortcuts="Enter"
        maxLength={TEXT_LIMIT}
        rows={2}
        value={draft}
        onChange={(event) => {
          write(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles["foot"]}>
        <span>
          <KeyCap>Shift Enter</KeyCap> {t("newLine")}
        </span>
        {left < LIMIT_NEAR ? <span>{t("left", { count: left })}</span> : null}
        <Button keys="Enter" onClick={send} whyNot={draft.trim() === "" ? t("nothing") : undefined}>
          {t("send")}
        </Button>
      </div>
    </div>
  );
}

/** In place of the reply box once the conversation is over. What was still being written is shown, not lost. */
export function ConversationOver({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("contact.reply");
  const draft = useOutbox((outbox) => outbox.drafts[contactId] ?? "");
  return (
    <div className={styles["over"]}>
      <p>{t("over")}</p>
      {draft.trim() === "" ? null : (
        <p className={styles["left"]}>
          <span className="spoken">{t("unsentDraft")} </span>
          {draft}
        </p>
      )}
    </div>
  );
}
