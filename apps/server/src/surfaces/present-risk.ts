import type { RiskChange } from "@nightlight/commands/contact/risk-store";
import type { RiskChangeView, RiskView } from "@nightlight/contracts/counsellor/risk";
import type { ContactRisk } from "@nightlight/domain/contact/risk";

/** How urgent a contact is: levels and ids. */
export function presentRisk({ level, computed, own, held, asked }: ContactRisk): RiskView {
  return {
    level: level ?? null,
    computed: computed ?? null,
    own: own === undefined ? null : { level: own.level, over: own.over ?? null, by: own.by },
    held: held ?? null,
    asked: asked ?? null,
  };
}

/** A change of a level by a person, with the reason and who decided. */
export function presentRiskChange(
  { id, contactId, kind, from, to, reason, by, at, decision }: RiskChange,
  nameOf: (id: string) => { id: string; name: string },
): RiskChangeView {
  return {
    id,
    contactId,
    kind,
    from: from ?? null,
    to,
    reason: reason ?? null,
    by: nameOf(by),
    at: at.toISOString(),
    decision:
      decision === undefined
        ? null
        : { by: nameOf(decision.by), at: decision.at.toISOString(), approves: decision.approves },
  };
}
