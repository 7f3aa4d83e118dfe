import type { UnitRow } from "@nightlight/contracts/admin/directory";
import { DIRECTORY_SHOWN } from "@nightlight/domain/authority/shown";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { TextInput } from "@nightlight/ui/components/field";
import { TableFrame } from "@nightlight/ui/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { directoryQuery } from "./directory-queries.ts";
import { NewUnit } from "./new-unit.tsx";
import { UnitPanel } from "./unit-panel.tsx";

/** The units of the state that act for children. The address knows which is open; what is typed stays on this page. */
export function DirectoryScreen() {
  const t = useTranslations("directory");
  const { filter } = usePlace();
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const shown = DIRECTORY_SHOWN.find((each) => each === filter["shown"]) ?? "in-force";
  const found = useQuery({ ...directoryQuery(words, shown), placeholderData: keepPreviousData });
  const openId = filter["unit"];
  const show = (unit: string | undefined, next = shown) => {
    goTo("directory", { unit, shown: next === "in-force" ? undefined : next });
  };
  const close = () => {
    show(undefined);
  };
  return (
    <main className={openId === undefined ? office["office"] : `${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>
            {t("title")}
            {found.data === undefined ? null : <small>{t("count", { count: found.data.total })}</small>}
          </h1>
          <div className={office["search"]}>
            <TextInput
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              maxLength={80}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          </div>
          <Choice
            label={t("shown.label")}
            value={shown}
            options={DIRECTORY_SHOWN.map((value) => ({ value, word: t(`shown.${value}`) }))}
            onChoose={(next) => {
              show(openId, next);
            }}
          />
          <Button
            className={office["push"]}
            tone={openId === undefined ? "lamp" : "edged"}
            onClick={() => {
              show("new");
            }}
          >
            {t("add")}
          </Button>
        </header>
        <div className={office["scroll"]}>
          {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
          {found.isPending ? <Loading /> : null}
          {found.data === undefined ? null : (
            <UnitTable units={found.data.units} total={found.data.total} openId={openId} onOpen={show} />
          )}
        </div>
      </section>
      {openId === "new" ? <NewUnit onClose={close} onAdded={show} /> : null}
      {openId === undefined || openId === "new" ? null : <UnitPanel key={openId} id={openId} onClose={close} />}
    </main>
  );
}

type UnitTableProps = {
  readonly units: readonly UnitRow[];
  readonly total: number;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
};

function UnitTable({ units, total, openId, onOpen }: UnitTableProps) {
  const t = useTranslations("directory");
  if (units.length === 0) return <p className={office["empty"]}>{t("noneFound")}</p>;
  return (
    <>
      <TableFrame>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("kind.label")}</th>
            <th scope="col">{t("phone")}</th>
            <th scope="col">{t("verified.label")}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.id} aria-current={unit.id === openId}>
              <td>
                <button
                  type="button"
                  className={office["name"]}
                  onClick={() => {
                    onOpen(unit.id);
                  }}
                >
                  {unit.name}
                </button>
              </td>
              <td>
                {t(`kind.${unit.kind}`)} · {t(`level.${unit.level}`)}
              </td>
              <td className={office["number"]}>{unit.phone ?? "–"}</td>
              <td>
                {unit.validTo === null
                  ? unit.verifiedAt === null
                    ? t("verified.never")
                    : calendarDay(unit.verifiedAt)
                  : t("until", { day: calendarDay(unit.validTo) })}
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {total > units.length ? <p className={office["empty"]}>{t("more", { count: total - units.length })}</p> : null}
    </>
  );
}
