import type { ContactStateView } from "@nightlight/contracts/supervisor/access";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { refusalCode } from "../../shared/api.ts";
import office from "../../shared/office.module.css";
import { useProblemText } from "../../shared/problem-text.ts";
import { clockTime } from "../../shared/time.ts";
import { openedQuery, readingsOfContactQuery } from "./access-queries.ts";
import { Bars } from "./bars.tsx";
import { More } from "./more.tsx";
import { OpenForm } from "./open-form.tsx";
import { OpenedWords } from "./opened-words.tsx";
import { ReadingList } from "./reading-list.tsx";

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
          <OpenedWords opened={opened.data} />
        )}
        <Bars contactId={contactId} />
        <ReadBy contactId={contactId} />
      </div>
    </aside>
  );
}

function ReadBy({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("access");
  const problemText = useProblemText();
  const list = useInfiniteQuery(readingsOfContactQuery(contactId));
  const readings = list.data?.pages.flatMap((page) => page.readings) ?? [];
  return (
    <section className={office["section"]} aria-label={t("readBy")}>
      <div className={office["form"]}>
        <h3 className={office["acts"]}>{t("readBy")}</h3>
        {list.isError ? (
          <p className={office["acts"]}>
            {refusalCode(list.error) === "not-found" ? t("readByHidden") : problemText(list.error)}
          </p>
        ) : null}
        {list.isSuccess && readings.length === 0 ? <p className={office["acts"]}>{t("readByNobody")}</p> : null}
        {readings.length === 0 ? null : <ReadingList readings={readings} names="person" />}
        <More list={list} />
      </div>
    </section>
  );
}
