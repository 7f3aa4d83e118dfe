import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Select } from "@nightlight/ui/components/field";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { colleaguesQuery, readingsOfContactQuery, readingsOfPersonQuery } from "./access-queries.ts";
import { More } from "./more.tsx";
import { ReadingList } from "./reading-list.tsx";

type ReadingsProps = { readonly isWatcher: boolean };

/** The log of readings: what a person read, or who read a contact. For whoever supervises, and for auditors. */
export function ReadingsScreen({ isWatcher }: ReadingsProps) {
  const t = useTranslations("access");
  const colleagues = useQuery(colleaguesQuery);
  const { person, contact } = usePlace().filter;
  return (
    <main className={office["office"]}>
      <section className={office["page"]} aria-label={t("readings.title")}>
        <header className={office["head"]}>
          <h1>
            {t("readings.title")}
            {contact === undefined ? null : <small>{t("readings.ofContact")}</small>}
          </h1>
          <Select
            fits
            aria-label={t("readings.who")}
            value={person ?? ""}
            onChange={(event) => {
              goTo("readings", { person: event.target.value });
            }}
          >
            <option value="">{t("readings.choose")}</option>
            {colleagues.data?.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </header>
        <div className={office["scroll"]}>
          {contact !== undefined ? (
            <OfContact key={contact} contactId={contact} />
          ) : colleagues.isError && person === undefined ? (
            <Failed error={colleagues.error} retry={() => void colleagues.refetch()} />
          ) : person === undefined ? (
            <p className={office["empty"]}>{t("readings.chooseFirst")}</p>
          ) : (
            <OfPerson key={person} personId={person} isWatcher={isWatcher} />
          )}
        </div>
      </section>
    </main>
  );
}

function OfPerson({ personId, isWatcher }: ReadingsProps & { readonly personId: string }) {
  const t = useTranslations("access");
  const list = useInfiniteQuery(readingsOfPersonQuery(personId));
  if (list.data === undefined) {
    return list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />;
  }
  const readings = list.data.pages.flatMap((page) => page.readings);
  if (readings.length === 0) return <p className={office["empty"]}>{t("readings.empty")}</p>;
  return (
    <>
      <ReadingList readings={readings} names="contact" leadsTo={isWatcher ? "watch" : "readings"} />
      <More list={list} />
    </>
  );
}

function OfContact({ contactId }: { readonly contactId: string }) {
  const list = useInfiniteQuery(readingsOfContactQuery(contactId));
  if (list.data === undefined) {
    return list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />;
  }
  return (
    <>
      <ReadingList readings={list.data.pages.flatMap((page) => page.readings)} names="person" />
      <More list={list} />
    </>
  );
}
