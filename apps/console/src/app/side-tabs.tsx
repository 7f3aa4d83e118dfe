import { late } from "@nightlight/door/client/late";
import { Tabs } from "@nightlight/ui/components/tabs";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePreviousCount } from "../features/previous/use-previous-count.ts";

const PreviousPane = late(
  "previous",
  async () => (await import("../features/previous/previous-pane.tsx")).PreviousPane,
);

type SideTabsProps = { readonly contactId: string | undefined; readonly record: ReactNode };

/** Beside the conversation: the record, and what came before. The record stays as it is while the other is looked at. */
export function SideTabs({ contactId, record }: SideTabsProps) {
  // Another contact begins with its record.
  return <Both key={contactId} contactId={contactId} record={record} />;
}

function Both({ contactId, record }: SideTabsProps) {
  const t = useTranslations("previous");
  const [tab, setTab] = useState<"record" | "previous">("record");
  const count = usePreviousCount(contactId);
  if (contactId === undefined) return record;
  return (
    <Tabs
      label={t("tabs")}
      chosen={tab}
      onChoose={setTab}
      tabs={[
        { key: "record", word: t("tab.record"), panel: record },
        {
          key: "previous",
          word: t("tab.previous"),
          count,
          // Opening one is logged: nothing of it is read before somebody looks.
          panel: tab === "previous" ? <PreviousPane contactId={contactId} /> : null,
        },
      ]}
    />
  );
}
