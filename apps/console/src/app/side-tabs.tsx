import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PreviousPane, usePreviousCount } from "../features/previous/previous-pane.tsx";
import styles from "./side-tabs.module.css";

const TABS = ["record", "previous"] as const;

type Tab = (typeof TABS)[number];

type SideTabsProps = { readonly contactId: string | undefined; readonly record: ReactNode };

/** Beside the conversation: the record, and what came before. The record stays as it is while the other is looked at. */
export function SideTabs({ contactId, record }: SideTabsProps) {
  // Another contact begins with its record.
  return <Tabs key={contactId} contactId={contactId} record={record} />;
}

function Tabs({ contactId, record }: SideTabsProps) {
  const t = useTranslations("previous");
  const [tab, setTab] = useState<Tab>("record");
  const count = usePreviousCount(contactId);
  const id = useId();
  const buttons = useRef(new Map<Tab, HTMLButtonElement>());
  if (contactId === undefined) return record;

  const turn = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = tab === "record" ? "previous" : "record";
    setTab(next);
    buttons.current.get(next)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={t("tabs")} className={styles["tabs"]} onKeyDown={turn}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === tab ? 0 : -1}
            ref={(button) => {
              if (button !== null) buttons.current.set(name, button);
            }}
            onClick={() => {
              setTab(name);
            }}
          >
            {t(`tab.${name}`)}
            {name === "previous" && count !== undefined ? <span className={styles["count"]}> {count}</span> : null}
          </button>
        ))}
      </div>
      {TABS.map((name) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          className={styles["panel"]}
          hidden={name !== tab}
        >
          {name === "record" ? record : tab === "previous" ? <PreviousPane contactId={contactId} /> : null}
        </div>
      ))}
    </>
  );
}
