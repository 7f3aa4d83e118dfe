import type { ContactStateView } from "@nightlight/contracts/supervisor/access";
import { isCall } from "@nightlight/domain/contact/channel";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { openedQuery } from "./access-queries.ts";
import { Bars } from "./bars.tsx";
import { HandOver } from "./hand-over.tsx";
import { ListenIn } from "./listen-in.tsx";
import { OpenForm } from "./open-form.tsx";
import { OpenedWords } from "./opened-words.tsx";
import { ReadBy } from "./read-by.tsx";
import { RestrictForm } from "./restrict-form.tsx";

type ContactPanelProps = {
  readonly contactId: string;
  /** Undefined while the list does not show it, as for one that was reached by its address. */
  readonly contact: ContactStateView | undefined;
  readonly onClose: () => void;
};

/** One contact of somebody else: opened with a reason or not at all; who is barred from it; who read it. */
export function ContactPanel({ contactId, contact, onClose }: ContactPanelProps) {
  const t = useTranslations("access");
  const words = useTranslations("words");
  const opened = useQuery({ ...openedQuery(contactId), enabled: false });
  const title =
    contact === undefined ? t("contact") : `${clockTime(contact.arrivedAt)} · ${words(`channel.${contact.channel}`)}`;
  return (
    <aside className={office["side"]} aria-label={title}>
      <header className={office["sideHead"]}>
        <h2>{title}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={office["scroll"]}>
        {opened.data === undefined || opened.isError ? (
          <OpenForm contactId={contactId} />
        ) : (
          <>
            {isCall(opened.data.contact.channel) && opened.data.contact.status === "active" ? (
              <ListenIn contactId={contactId} />
            ) : null}
            <OpenedWords opened={opened.data} />
          </>
        )}
        {contact?.status === "wrap_up" ? <HandOver contact={contact} /> : null}
        <RestrictForm contactId={contactId} />
        <Bars contactId={contactId} />
        <ReadBy contactId={contactId} />
      </div>
    </aside>
  );
}
