import type { ContactSummary, DeskView } from "@nightlight/contracts/counsellor/contact";
import { isByHand } from "@nightlight/domain/contact/channel";
import { clockTime } from "@nightlight/door/time/time";
import { classNames } from "@nightlight/ui/class-names";
import { Severity } from "@nightlight/ui/components/severity";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import { useContactName } from "../../shared/contact-name.ts";
import { mine, openContact } from "../../shared/desk-state.ts";
import { useLiveState } from "../../shared/live/live-state.ts";
import styles from "./my-contacts.module.css";
import { useIsTyping } from "./typing.ts";

type MyContactsProps = { readonly desk: DeskView; readonly openId: string | undefined };

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** My contacts: one tab stop, arrow keys inside, the selected one is in the middle pane. */
export function MyContacts({ desk, openId }: MyContactsProps) {
  const t = useTranslations("contact.list");
  const titleId = useId();
  const rowId = useId();
  const rows = mine(desk);
  const { chatSlots, freeChatSlots } = desk.presence;
  const at = rows.findIndex(({ id }) => id === openId);
  const [isFocused, setFocused] = useState(false);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : rows[step(at, rows.length)];
    if (next === undefined) return;
    event.preventDefault();
    openContact(next.id);
  };

  return (
    <>
      <h2 id={titleId} className={styles["group"]}>
        {t("title")}
        <span>{t("places", { used: chatSlots - freeChatSlots, all: chatSlots })}</span>
      </h2>
      {rows.length === 0 ? (
        <p className={classNames(styles["empty"], styles["list"])}>{t("empty")}</p>
      ) : (
        <ul
          role="listbox"
          tabIndex={0}
          aria-labelledby={titleId}
          aria-activedescendant={isFocused && openId !== undefined ? `${rowId}${openId}` : undefined}
          className={styles["list"]}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setFocused(true);
          }}
          onBlur={() => {
            setFocused(false);
          }}
        >
          {rows.map((row) => (
            <Row key={row.id} id={`${rowId}${row.id}`} row={row} isOpen={row.id === openId} />
          ))}
        </ul>
      )}
    </>
  );
}

type RowProps = { readonly id: string; readonly row: ContactSummary; readonly isOpen: boolean };

function Row({ id, row, isOpen }: RowProps) {
  const words = useTranslations("words");
  const { name, isKnown } = useContactName(row.id);
  return (
    <li
      id={id}
      role="option"
      aria-selected={isOpen}
      className={styles["row"]}
      onClick={() => {
        openContact(row.id);
      }}
    >
      <span className={styles["shape"]}>
        <Severity level={row.lane} word={words(`lane.${row.lane}`)} shapeOnly />
      </span>
      <span>
        <span className={classNames(styles["name"], !isKnown && styles["unnamed"])}>{name}</span>
        <LastWords row={row} />
      </span>
      <span className={styles["when"]}>
        <time>{clockTime(row.lastMessage?.at ?? row.since)}</time>
        <Turn row={row} isOpen={isOpen} />
      </span>
    </li>
  );
}

function LastWords({ row }: { readonly row: ContactSummary }) {
  const t = useTranslations("contact.list");
  const words = useTranslations("words");
  if (isByHand(row.channel)) return <span className={styles["said"]}>{words(`channel.${row.channel}`)}</span>;
  if (row.status === "wrap_up") return <span className={styles["said"]}>{t("wrapUp")}</span>;
  if (row.lastMessage === null) return <span className={styles["said"]}>{words(`channel.${row.channel}`)}</span>;
  const { from, text } = row.lastMessage;
  return <span className={styles["said"]}>{from === "child" ? text : t("you", { text })}</span>;
}

/** Whose turn it is. Only an owed answer is bright. */
function Turn({ row, isOpen }: { readonly row: ContactSummary; readonly isOpen: boolean }) {
  const t = useTranslations("contact.list");
  const isTyping = useIsTyping(row.id);
  const hasReturned = useLiveState((state) => state.returned.includes(row.id));
  if (row.isGuest === true) return <span>{t("guest")}</span>;
  if (row.moving !== undefined) return <span>{t(row.moving)}</span>;
  if (row.status === "wrap_up") return null;
  if (row.heldSince !== undefined) return <span className={styles["owed"]}>{t("held")}</span>;
  if (hasReturned && !isOpen) return <span className={styles["owed"]}>{t("returned")}</span>;
  if (isTyping) return <span>{t("typing")}</span>;
  if (row.unseen > 0 && !isOpen) return <span className={styles["owed"]}>{t("unseen", { count: row.unseen })}</span>;
  if (row.lastMessage?.from === "child") return <span className={styles["owed"]}>{t("yourTurn")}</span>;
  return null;
}
