import type { ContactStateView } from "@nightlight/contracts/supervisor/access";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Choice } from "@nightlight/ui/components/choice";
import { Icon } from "@nightlight/ui/components/icon";
import { Severity } from "@nightlight/ui/components/severity";
import { TableFrame } from "@nightlight/ui/components/table";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { contactsQuery, SHOWN, type Shown } from "./access-queries.ts";
import { ContactPanel } from "./contact-panel.tsx";
import { More } from "./more.tsx";
import { Restrictions } from "./restrictions.tsx";

/**
 * States of all contacts, for whoever supervises. Words only once a contact was opened with a reason. `above`: what
 * other features want decided first.
 */
export function WatchScreen({ meId, above }: { readonly meId: string; readonly above?: ReactNode }) {
  const t = useTranslations("access");
  const { filter } = usePlace();
  const shown = SHOWN.find((each) => each === filter["shown"]) ?? "open";
  const openId = filter["contact"];
  const list = useInfiniteQuery(contactsQuery(shown));
  const show = (contact: string | undefined, next: Shown = shown) => {
    goTo("watch", { contact, shown: next === "all" ? next : undefined });
  };
  if (list.data === undefined) {
    return (
      <main className={office["office"]}>
        {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />}
      </main>
    );
  }
  const contacts = list.data.pages.flatMap((page) => page.contacts);
  return (
    <main className={openId === undefined ? office["office"] : `${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("watch.title")}>
        <header className={office["head"]}>
          <h1>
            {t("watch.title")}
            <small>{t("watch.note")}</small>
          </h1>
          <Choice
            label={t("watch.shown")}
            value={shown}
            options={SHOWN.map((value) => ({ value, word: t(`watch.${value}`) }))}
            onChoose={(next) => {
              show(openId, next);
            }}
          />
        </header>
        {above}
        <Restrictions meId={meId} />
        <div className={office["scroll"]}>
          {contacts.length === 0 ? (
            <p className={office["empty"]}>{t("watch.empty")}</p>
          ) : (
            <ContactTable contacts={contacts} openId={openId} onOpen={show} />
          )}
          <More list={list} />
        </div>
      </section>
      {openId === undefined ? null : (
        <ContactPanel
          key={openId}
          contactId={openId}
          contact={contacts.find(({ id }) => id === openId)}
          onClose={() => {
            show(undefined);
          }}
        />
      )}
    </main>
  );
}

type ContactTableProps = {
  readonly contacts: readonly ContactStateView[];
  readonly openId: string | undefined;
  readonly onOpen: (contactId: string) => void;
};

function ContactTable({ contacts, openId, onOpen }: ContactTableProps) {
  const t = useTranslations("access");
  const words = useTranslations("words");
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("watch.arrived")}</th>
          <th scope="col">{t("watch.severity")}</th>
          <th scope="col">{t("watch.state")}</th>
          <th scope="col">{t("watch.counsellor")}</th>
          <th scope="col">{t("watch.barred")}</th>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <tr key={contact.id} aria-current={contact.id === openId}>
            <td className={office["number"]}>
              <button
                type="button"
                className={office["name"]}
                onClick={() => {
                  onOpen(contact.id);
                }}
              >
                {clockTime(contact.arrivedAt)} · {words(`channel.${contact.channel}`)}
              </button>
              <span className={office["quiet"]}>{calendarDay(contact.arrivedAt)}</span>
            </td>
            <td>
              <Severity level={contact.lane} word={words(`lane.${contact.lane}`)} />
            </td>
            <td>
              {t(`status.${contact.status}`)}
              {contact.needsHandOver ? (
                <div>
                  <span className={office["status"]}>
                    <Icon name="warning" size={14} /> {t("watch.needsHandOver")}
                  </span>
                </div>
              ) : null}
            </td>
            <td>{contact.owner?.name ?? "–"}</td>
            <td className={office["number"]}>{contact.barred === 0 ? "–" : contact.barred}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
