import { refusalCode } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Loading } from "@nightlight/door/client/query-states";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { readingsOfContactQuery } from "./access-queries.ts";
import { More } from "./more.tsx";
import { ReadingList } from "./reading-list.tsx";

/** Who read a contact, when and why. */
export function ReadBy({ contactId }: { readonly contactId: string }) {
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
        {list.isPending ? <Loading /> : null}
        {list.isSuccess && readings.length === 0 ? <p className={office["acts"]}>{t("readByNobody")}</p> : null}
        {readings.length === 0 ? null : <ReadingList readings={readings} names="person" />}
        <More list={list} />
      </div>
    </section>
  );
}
