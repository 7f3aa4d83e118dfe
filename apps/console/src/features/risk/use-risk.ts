import { riskRoutes } from "@nightlight/contracts/counsellor/risk";
import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { levelInForce } from "@nightlight/domain/contact/risk";
import { assess, type Assessment } from "@nightlight/domain/risk/assess";
import { levelRank, type RiskLevel } from "@nightlight/domain/risk/level";
import { riskAnswersOf, riskFactsOf } from "@nightlight/domain/risk/record-answers";
import { call } from "@nightlight/door/client/api";
import { now } from "@nightlight/door/time/clock";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { contactQuery, deskQuery } from "../../shared/queries.ts";

export type LiveRisk = {
  /** The level in force for the answers as they are on this screen. */
  readonly level: RiskLevel | undefined;
  readonly found: Assessment;
  /** The level if it turned out that no adult protects the child; undefined when that is answered or changes nothing. */
  readonly withoutSafeAdult: RiskLevel | undefined;
};

/** How urgent a contact is, worked out on this screen by the same table: it changes with the answer, not after it. */
export function liveRisk(view: ContactView): LiveRisk {
  const { record, endedBy, risk } = view;
  const isDropped = endedBy !== null && endedBy !== "counsellor" && endedBy !== "recorded";
  const answers = riskAnswersOf(record);
  const facts = riskFactsOf(record, new Date(now()), isDropped);
  const found = assess(answers, facts);
  const own = risk.own === null ? undefined : { level: risk.own.level, over: risk.own.over ?? undefined };
  const held = risk.held ?? undefined;
  const level = levelInForce({ own, held }, found.level);
  const alone = levelInForce({ own, held }, assess({ ...answers, safeAdult: "none" }, facts).level);
  const isAsked = answers.safeAdult === undefined || answers.safeAdult === "unknown";
  const isWorse = isAsked && found.level !== undefined && levelRank(alone) < levelRank(level);
  return { level, found, withoutSafeAdult: isWorse ? alone : undefined };
}

type Change =
  | { readonly act: "raise"; readonly level: RiskLevel }
  | { readonly act: "lower"; readonly level: RiskLevel; readonly from: RiskLevel; readonly reason: string };

/** Raises or lowers the level of a contact, and shows what became of it. */
export function useChangeRisk(contactId: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: contactId },
    mutationFn: (change: Change) => {
      const params = { contactId };
      if (change.act === "raise") return call(riskRoutes.raise, { params, body: { level: change.level } });
      const { level, from, reason } = change;
      return call(riskRoutes.lower, { params, body: { level, from, reason } });
    },
    onSuccess: ({ risk, version }) => {
      client.setQueryData(contactQuery(contactId).queryKey, (view) => {
        if (view === undefined || view.summary.version > version) return view;
        return { ...view, risk, summary: { ...view.summary, level: risk.level, version } };
      });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
    onError: () => client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey }),
  });
}
