import { rosterRoutes, type RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { weekQuery } from "./handover-queries.ts";
import { RaisedList } from "./raised-list.tsx";
import { RosterGrid } from "./roster-grid.tsx";
import { ShiftPanel } from "./shift-panel.tsx";
import { UndoChange } from "./undo-change.tsx";
import type { Changed } from "./use-roster-change.ts";
import { addDays, mondayOf, shortDay } from "./week.ts";

const WEEK_DAYS = 7;

/** The roster, a week at a time: who is on which shift, where nobody is, and one shift open beside it. */
export function RosterScreen() {
  const t = useTranslations("roster");
  const { filter } = usePlace();
  const thisWeek = mondayOf(useNow(60_000));
  const from = /^\d{4}-\d{2}-\d{2}$/u.test(filter["week"] ?? "") ? (filter["week"] ?? thisWeek) : thisWeek;
  const week = useQuery(weekQuery(from));
  const [changed, setChanged] = useState<Changed>();
  const go = (next: string, shift?: string) => {
    goTo("roster", { week: next === thisWeek ? undefined : next, shift }, { replaces: true });
  };
  if (week.data === undefined) {
    return (
      <main className={office["office"]}>
        {week.isError ? <Failed error={week.error} retry={() => void week.refetch()} /> : <Loading />}
      </main>
    );
  }
  const open = week.data.shifts.find(({ id }) => id === filter["shift"]);
  return (
    <main className={open === undefined ? office["office"] : `${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>
            {t("title")}
            <small>{t("week", { from: shortDay(from), to: shortDay(addDays(from, WEEK_DAYS - 1)) })}</small>
          </h1>
          <span className={office["push"]}>
            <Button
              tone="plain"
              onClick={() => {
                go(addDays(from, -WEEK_DAYS));
              }}
            >
              {t("before")}
            </Button>
            <Button
              tone="plain"
              onClick={() => {
                go(thisWeek);
              }}
            >
              {t("thisWeek")}
            </Button>
            <Button
              tone="plain"
              onClick={() => {
                go(addDays(from, WEEK_DAYS));
              }}
            >
              {t("after")}
            </Button>
          </span>
        </header>
        <div className={office["scroll"]}>
          <RaisedList />
          {week.data.shifts.length === 0 ? <Unplanned from={from} /> : null}
          <RosterGrid
            week={week.data}
            openId={open?.id}
            onOpen={(id) => {
              go(from, id);
            }}
          />
        </div>
      </section>
      {open === undefined ? null : (
        <ShiftPanel
          key={open.id}
          shift={open}
          week={week.data}
          from={from}
          onChanged={setChanged}
          onClose={() => {
            go(from);
          }}
        />
      )}
      {changed === undefined ? null : <UndoChange key={changed.at} changed={changed} week={week.data} from={from} />}
    </main>
  );
}

/** A week without shifts: one press makes them. */
function Unplanned({ from }: { readonly from: string }) {
  const t = useTranslations("roster");
  const client = useQueryClient();
  const problemText = useProblemText();
  const plan = useMutation({
    mutationFn: () => call(rosterRoutes.plan, { body: { from } }),
    onSuccess: (week: RosterWeekView) => {
      client.setQueryData(weekQuery(from).queryKey, week);
    },
  });
  return (
    <div className={office["empty"]}>
      <p>{t("unplanned")}</p>
      <p>
        <Button
          tone="lamp"
          whyNot={plan.isPending ? t("wait") : undefined}
          onClick={() => {
            plan.mutate();
          }}
        >
          {t("plan")}
        </Button>
      </p>
      <div role="status">{plan.isError ? problemText(plan.error) : null}</div>
    </div>
  );
}
