import { policyRoutes, type PolicyRowView, type PolicyView } from "@nightlight/contracts/admin/policy";
import { POLICY_GROUPS } from "@nightlight/domain/policy/row";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { changesOf, draftLike, type Draft } from "./draft.ts";
import { PolicyHistory } from "./policy-history.tsx";
import { policyQuery } from "./policy-queries.ts";
import { PolicyRows } from "./policy-rows.tsx";
import { PutInForce } from "./put-in-force.tsx";
import styles from "./policy.module.css";

/** The numbers that routing runs on: what each does to people, who may change it, and every version there was. */
export function PolicyScreen() {
  const policy = useQuery(policyQuery);
  if (policy.data === undefined) {
    return (
      <main className={office["office"]}>
        {policy.isError ? <Failed error={policy.error} retry={() => void policy.refetch()} /> : <Loading />}
      </main>
    );
  }
  return <Policy view={policy.data} />;
}

function Policy({ view }: { readonly view: PolicyView }) {
  const t = useTranslations("policy");
  const groupWord = useTranslations("policy.group");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [draft, setDraft] = useState<Draft>({});
  const [why, setWhy] = useState("");
  const changes = changesOf(view.rows, draft);
  const save = useMutation({
    mutationFn: () => call(policyRoutes.change, { body: { version: view.version, changes, why } }),
    onSuccess: (next) => {
      client.setQueryData(policyQuery.queryKey, next);
      setDraft({});
      setWhy("");
    },
    // Somebody else may have been faster: what is in force now is shown, and what was typed stays.
    onError: () => {
      void client.invalidateQueries({ queryKey: policyQuery.queryKey });
    },
  });
  const [newest] = view.versions;
  const edit = (row: PolicyRowView, typed: string) => {
    save.reset();
    const { [row.key]: _, ...rest } = draft;
    setDraft(typed === String(row.value) ? rest : { ...rest, [row.key]: typed });
  };
  return (
    <main className={`${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>
            {t("title")}
            <small>
              {newest === undefined
                ? null
                : t("inForce", {
                    version: view.version,
                    when: `${calendarDay(newest.from)} ${clockTime(newest.from)}`,
                  })}
            </small>
          </h1>
        </header>
        <div className={office["scroll"]}>
          <p className={styles["lead"]}>{t("lead")}</p>
          {POLICY_GROUPS.map((group) => {
            const rows = view.rows.filter((row) => row.group === group);
            return rows.length === 0 ? null : (
              <section key={group} aria-label={groupWord(group)}>
                <h2 className={styles["group"]}>{groupWord(group)}</h2>
                <PolicyRows rows={rows} draft={draft} onEdit={edit} />
              </section>
            );
          })}
        </div>
        <PutInForce
          rows={view.rows}
          draft={draft}
          changes={changes}
          why={why}
          onWhy={setWhy}
          isPending={save.isPending}
          error={save.isError ? problemText(save.error) : undefined}
          onSave={() => {
            save.mutate();
          }}
          onDrop={() => {
            save.reset();
            setDraft({});
          }}
        />
      </section>
      <PolicyHistory
        view={view}
        onPutBack={(version) => {
          save.reset();
          setDraft(draftLike(view, version));
          setWhy(t("putBackWhy", { version: version.version }));
        }}
      />
    </main>
  );
}
